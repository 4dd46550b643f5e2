import type { Lookup } from '@command/lookup';
import type { RecordAuditRead } from './commands';

export interface TraceFacts {
  readonly trace: Readonly<Record<string, string>>;
}

/** Codes, ids, dates, counts and words of the field; nothing that looks like a document, a phone or an account. */
const TELLING = /^[\w.:|-]{1,64}$/;
const PERSONAL = /^(?:\d{11}|\d{15,19}|\d{17}X)$/i;

/** Of a parameter, as there are; what somebody made up may say anything. */
const NAME = /^[a-z][a-z0-9]{0,63}$/i;

const isPlain = (text: string): boolean => TELLING.test(text) && !PERSONAL.test(text);

/** Equal texts have equal traces, so that a search for one person is seen again; so have names that no parameter has. */
export const traceFacts = async (
  { command: { asked } }: { readonly command: RecordAuditRead },
  lookup: Lookup,
): Promise<TraceFacts> => {
  const traceOf = async (text: string): Promise<string> => `#${await lookup.trace('audit-read', text)}`;
  const traced = Object.entries(asked).map(
    async ([field, text]) =>
      [NAME.test(field) ? field : await traceOf(field), isPlain(text) ? text : await traceOf(text)] as const,
  );
  return { trace: Object.fromEntries(await Promise.all(traced)) };
};
