import { START, type RecordedEvent } from '@event-store/event-store';
import { idOf } from '@projection/fold';
import { keyNamedIn } from '@privacy/sealed-fields';
import type { County } from './county';

/** Name of the data key that a subject was sealed under last, as the log tells it; null where nothing of the subject was sealed. */
export const keyLastSealedUnder = async (
  { store, upcast }: Pick<County, 'store' | 'upcast'>,
  subject: string,
): Promise<string | null> => {
  let last: string | null = null;
  for await (const { events } of store.readAll({ from: START })) {
    const theirs = events.map(upcast).filter((event) => subjectOf(event) === subject);
    last = theirs.reduce<string | null>((found, event) => keyIn(event) ?? found, last);
  }
  return last;
};

/** A person of a household has a key of their own; everybody else is sealed under that of the aggregate. */
const subjectOf = ({ stream, data }: RecordedEvent): string =>
  typeof data['personId'] === 'string' ? data['personId'] : idOf(stream);

const keyIn = ({ data }: RecordedEvent): string | null =>
  Object.values(data)
    .flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []))
    .reduce<string | null>((found, text) => found ?? keyNamedIn(text), null);
