import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Key, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { PersonalReadEvent, ReadableField, ReadPurpose, ReadSubject } from './events';

const READS = 'personal-reads';
const DAYS = 'personal-read-days';

/** Who saw what of whom, and what for. */
export type PersonalReadRow = Document & {
  readonly division: string;
  readonly subjectKind: ReadSubject;
  readonly subjectId: string;
  readonly fields: readonly ReadableField[];
  readonly purpose: ReadPurpose;
  readonly reader: string;
  readonly role: string;
  readonly post: string | null;
  readonly requestId: string;
  readonly day: CalendarDate;
  readonly recordedAt: string;
};

/** How much one person read on one day, in one role. */
export type ReaderDay = Document & {
  /** Where the reader acts. */
  readonly division: string;
  readonly reader: string;
  readonly role: string;
  readonly day: CalendarDate;
  readonly reads: number;
};

const textOr = <T>(event: RecordedEvent, key: string, otherwise: T): string | T => {
  const value = event.metadata[key];
  return typeof value === 'string' ? value : otherwise;
};

const dayOf = (event: RecordedEvent): CalendarDate => recordedDate(metadataText(event, 'recordedAt'));

const keyOf = (event: RecordedEvent): Key => {
  const who = ['actor', 'role', 'actorScope'].map((key) => textOr(event, key, ''));
  return { collection: DAYS, id: derivedId('personalReadDay', ...who, dayOf(event)) };
};

const rowOf = (event: RecordedEvent): PersonalReadRow => {
  const { subjectKind, subjectId, villageCode, fields, purpose, readBy } = (
    event as Recorded<PersonalReadEvent>
  ).data;
  return {
    ...{ id: idOf(event.stream), division: villageCode, subjectKind, subjectId, fields, purpose },
    ...{ reader: readBy, role: metadataText(event, 'role'), post: textOr(event, 'post', null) },
    requestId: metadataText(event, 'correlationId'),
    ...{ day: dayOf(event), recordedAt: metadataText(event, 'recordedAt') },
  };
};

export const personalReads: Projector = {
  name: 'personal-read',
  version: 1,
  categories: ['personalRead'],
  collections: {
    [READS]: {
      indexes: [
        { fields: ['division', 'recordedAt'] },
        { fields: ['subjectId', 'recordedAt'] },
        { fields: ['reader', 'recordedAt'] },
      ],
      arrays: ['fields'],
    },
    [DAYS]: { indexes: [{ fields: ['division', 'day'] }, { fields: ['reader', 'day'] }] },
  },
  needs: (event) => [keyOf(event)],
  project: (event, documents) => {
    const row = rowOf(event);
    const { id } = keyOf(event);
    const reads = (documents.get<ReaderDay>(DAYS, id)?.reads ?? 0) + 1;
    const { reader, role, day } = row;
    const division = textOr(event, 'actorScope', row.division);
    return [put(READS, row), put(DAYS, { id, division, reader, role, day, reads })];
  },
};
