import type { Json } from '@kernel/json';
import type { RecordedEvent } from '@event-store/event-store';
import type { Wording } from './wording';

/** Fields by which an event names the paper, the decision or the record it rests on. */
const GROUNDS = new Set([
  ...['agreementNo', 'batchNo', 'bulletinNo', 'certificateNo', 'clause', 'consentRef', 'contractNo'],
  ...['decisionNo', 'documentNo', 'evidence', 'lawClause', 'minutesRef', 'profitEvidence'],
  ...['registryDocument', 'scan', 'source', 'sourceDocument'],
]);

/** Words of an enumeration and ciphertext are no paper. */
const NO_PAPER = /^(?:[A-Z][A-Z_\d]*|v\d+\.[\w-]+\..*)$/;

export interface Ground {
  /** RFC 6901, within the event's data. */
  readonly path: string;
  readonly title: string;
  readonly value: string;
}

const under = (value: Json, place: { readonly path: string; readonly field: string }): readonly Place[] => {
  if (typeof value === 'string')
    return GROUNDS.has(place.field) && value !== '' && !NO_PAPER.test(value) ? [{ ...place, value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((one, index) =>
      under(one, { path: `${place.path}/${index}`, field: place.field }),
    );
  return Object.entries(value).flatMap(([field, part]) =>
    under(part, {
      path: `${place.path}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      field,
    }),
  );
};

interface Place {
  readonly path: string;
  readonly field: string;
  readonly value: string;
}

/** What an event rests on, as it says itself: documents by reference or hash, numbers of decisions, clauses. */
export const groundsOf = ({ type, data }: RecordedEvent, wording: Wording): readonly Ground[] =>
  under(data, { path: '', field: '' }).map(({ path, field, value }) => ({
    path,
    title: wording.field(field, type),
    value,
  }));
