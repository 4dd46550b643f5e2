import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { ancestorAt, lineage, within, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { MEETING_CATEGORY, type MeetingEvent } from '@kernel/meeting';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Key, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import {
  REGISTRATION,
  type LookUpNumber,
  type PersonalReadEvent,
  type ReadableField,
  type RecordedPurpose,
  type ReadSubject,
} from './events';

const READS = 'personal-reads';
const DAYS = 'personal-read-days';

/** Who saw what of whom, or found whom, and what for. */
export type PersonalReadRow = Document & {
  readonly division: string;
  readonly subjectKind: ReadSubject;
  /** Null where nobody was found. */
  readonly subjectId: string | null;
  /** The member of the household whom it was about; null where it was the head, or an entity. */
  readonly personId: string | null;
  /** The number that was looked for; null where fields were read. */
  readonly numberKind: LookUpNumber | null;
  readonly fields: readonly ReadableField[];
  readonly purpose: RecordedPurpose;
  readonly reader: string;
  readonly role: string;
  readonly post: string | null;
  readonly requestId: string;
  readonly day: CalendarDate;
  readonly recordedAt: string;
};

/** How much one person read on one day, in whatever posts. */
export type ReaderDay = Document & {
  /** The smallest division in which the reader acted. */
  readonly division: string;
  readonly reader: string;
  readonly roles: readonly string[];
  readonly day: CalendarDate;
  /** Persons, each time anew; a look-up that found nobody is one too. */
  readonly reads: number;
  /** Values that were shown in clear. */
  readonly fields: number;
};

const textOr = <T>(event: RecordedEvent, key: string, otherwise: T): string | T => {
  const value = event.metadata[key];
  return typeof value === 'string' ? value : otherwise;
};

const dayOf = (event: RecordedEvent): CalendarDate => recordedDate(metadataText(event, 'recordedAt'));

const keyOf = (event: RecordedEvent): Key => ({
  collection: DAYS,
  id: derivedId('personalReadDay', textOr(event, 'actor', ''), dayOf(event)),
});

type Told = Recorded<PersonalReadEvent | MeetingEvent>;

type Own = Pick<
  PersonalReadRow,
  'id' | 'division' | 'subjectKind' | 'subjectId' | 'personId' | 'numberKind' | 'fields' | 'purpose'
>;

/** A line for each who was found, so that each can see it; one where nobody was. */
const seenIn = (event: Told): readonly Own[] => {
  if (event.type === 'HolderMet') return [metIn(event)];
  const { type, data, stream } = event;
  const id = idOf(stream);
  const { purpose } = data;
  if (type === 'PersonalDataRead') {
    const { villageCode, fields } = data;
    return [{ id, division: villageCode, ...subjectIn(data), numberKind: null, fields, purpose }];
  }
  const line = { subjectKind: 'HOUSEHOLD', numberKind: data.numberKind, fields: [], purpose } as const;
  if (data.found.length === 0)
    return [{ id, ...line, division: data.division, subjectId: null, personId: null }];
  return data.found.map(({ householdId, villageCode, personId = null }) => ({
    ...{ id: derivedId('personalReadLine', id, householdId), ...line },
    ...{ division: villageCode, subjectId: householdId, personId },
  }));
};

/** What was read of a member is told under the household. */
const subjectIn = ({
  subjectKind,
  subjectId,
  householdId,
}: Extract<PersonalReadEvent, { readonly type: 'PersonalDataRead' }>['data']) =>
  householdId === undefined
    ? { subjectKind, subjectId, personId: null }
    : { subjectKind, subjectId: householdId, personId: subjectId };

/** A stream of meetings is of one person and day. */
const metIn = ({ data, stream, revision }: Recorded<MeetingEvent>): Own => ({
  ...{ id: derivedId('personalReadLine', idOf(stream), revision), subjectKind: 'HOUSEHOLD' },
  ...{ division: data.holderDivision, subjectId: data.holder, personId: null },
  ...{ numberKind: 'DOCUMENT', fields: [], purpose: REGISTRATION },
});

const readerIn = ({ type, data }: Told): string => (type === 'HolderMet' ? data.metBy : data.readBy);

const rowsOf = (event: RecordedEvent): readonly PersonalReadRow[] => {
  const read = event as Told;
  const who = {
    reader: readerIn(read),
    role: metadataText(event, 'role'),
    post: textOr(event, 'post', null),
  };
  const when = { day: dayOf(event), recordedAt: metadataText(event, 'recordedAt') };
  const requestId = metadataText(event, 'correlationId');
  return seenIn(read).map((own) => ({ ...own, ...who, requestId, ...when }));
};

const placeOf = (event: RecordedEvent): DivisionCode => {
  const { type, data } = event as Told;
  return textOr(
    event,
    'actorScope',
    type === 'PersonalDataRead' ? data.villageCode : data.division,
  ) as DivisionCode;
};

const dayAfter = (
  event: RecordedEvent,
  rows: readonly PersonalReadRow[],
  before: ReaderDay | undefined,
): ReaderDay => {
  const nothing = { roles: [], division: placeOf(event), reads: 0, fields: 0 };
  const { roles, division, reads, fields } = before ?? nothing;
  return {
    ...{ id: keyOf(event).id, reader: readerIn(event as Told), day: dayOf(event) },
    roles: [...new Set([...roles, metadataText(event, 'role')])].sort(),
    division: around(division as DivisionCode, placeOf(event)),
    reads: reads + rows.length,
    fields: rows.reduce((sum, row) => sum + row.fields.length, fields),
  };
};

/** The smallest division that both lie in; the province of the one where there is none. */
const around = (one: DivisionCode, other: DivisionCode): DivisionCode =>
  lineage(one).find((above) => within(other, above)) ?? ancestorAt(one, 'PROVINCE');

export const personalReads: Projector = {
  name: 'personal-read',
  version: 4,
  categories: ['personalRead', MEETING_CATEGORY],
  collections: {
    [READS]: {
      indexes: [
        { fields: ['division', 'recordedAt'] },
        { fields: ['subjectId', 'recordedAt'] },
        { fields: ['reader', 'recordedAt'] },
      ],
      arrays: ['fields'],
    },
    [DAYS]: {
      arrays: ['roles'],
      indexes: [{ fields: ['division', 'day'] }, { fields: ['reader', 'day'] }],
    },
  },
  needs: (event) => [keyOf(event)],
  project: (event, documents) => {
    const rows = rowsOf(event);
    const day = dayAfter(event, rows, documents.get<ReaderDay>(DAYS, keyOf(event).id));
    return [...rows.map((row) => put(READS, row)), put(DAYS, day)];
  },
};
