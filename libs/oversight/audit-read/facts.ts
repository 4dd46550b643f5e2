import type { Lookup } from '@command/lookup';
import type { RecordAuditRead } from './commands';

export interface TraceFacts {
  readonly trace: Readonly<Record<string, string>>;
}

/** Codes, ids, dates, counts and words of the field; nothing that looks like a document, a phone or an account. */
const TELLING = /^[\w.:|-]{1,64}$/;
const PERSONAL = /^(?:\d{11}|\d{15,19}|\d{17}X)$/i;

const isPlain = (text: string): boolean => TELLING.test(text) && !PERSONAL.test(text);

/** Equal texts have equal traces, so that a search for one person is seen again. */
export const traceFacts = async (
  { command: { asked } }: { readonly command: RecordAuditRead },
  lookup: Lookup,
): Promise<TraceFacts> => {
  const traced = Object.entries(asked).map(async ([field, text]) => {
    const kept = isPlain(text) ? text : `#${await lookup.trace('audit-read', text)}`;
    return [field, kept] as const;
  });
  return { trace: Object.fromEntries(await Promise.all(traced)) };
};
