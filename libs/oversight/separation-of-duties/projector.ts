import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { categoryOf, metadataText, type RecordedEvent } from '@event-store/event-store';
import { put, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { SEPARATIONS, type SeparatedDuty, type Separation } from './duties';

export const DUTIES = 'separation-of-duties';
export const CHECKS = 'duty-checks';
const CASES = 'duty-cases';

/** Something that somebody did in a case. */
export type Act = {
  readonly duty: SeparatedDuty;
  readonly user: string;
  /** Who holds the post, where a deputy acted in it. */
  readonly delegatedBy: string | null;
  readonly post: string | null;
  /** Null of somebody whom the act is about. */
  readonly role: string | null;
  readonly matter: string | null;
  /** For whom it is done, where each is to have another do it. */
  readonly side: string | null;
  readonly eventId: string;
  readonly type: string;
  readonly recordedAt: string;
};

type Case = Document & { readonly acts: readonly Act[] };

/** SAME_PERSON: one account did both. DEPUTY: one did one of them for the other, or both for a third. */
export type DutyFinding = 'SAME_PERSON' | 'DEPUTY';

/** Two acts of a case that are to be of two persons. */
export type DutyCheck = Document & {
  readonly division: string;
  readonly category: string;
  readonly stream: string;
  readonly day: CalendarDate;
  readonly earlier: Act;
  readonly later: Act;
  readonly finding: DutyFinding | null;
};

const separationOf = ({ stream }: RecordedEvent): Separation | undefined => SEPARATIONS[categoryOf(stream)];

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const sideOf = (
  { data }: RecordedEvent,
  { voice }: Separation,
  { duty, role }: Pick<Act, 'duty' | 'role'>,
) => {
  if (duty !== voice?.duty) return null;
  return voice.field === undefined ? role : textOrNull(data[voice.field]);
};

/** What a policy or a clock does follows from what people did, and is nobody's act. */
const actOf = (event: RecordedEvent, separation: Separation): Act | null => {
  const { acts, matters = [] } = separation;
  const duty = acts[event.type];
  const role = metadataText(event, 'role');
  if (duty === undefined || role === 'SYSTEM') return null;
  const { metadata, data, id: eventId, type } = event;
  return {
    ...{ duty, user: metadataText(event, 'actor'), role, eventId, type },
    delegatedBy: textOrNull(metadata['delegatedBy']),
    post: textOrNull(metadata['post']),
    matter: matters.map((field) => textOrNull(data[field])).find((value) => value !== null) ?? null,
    side: sideOf(event, separation, { duty, role }),
    recordedAt: metadataText(event, 'recordedAt'),
  };
};

/** The part of whomever the act is about, where that is to be somebody else. */
const namedIn = ({ type, data }: RecordedEvent, { named = {} }: Separation, act: Act): readonly Act[] => {
  const [field, duty] = named[type] ?? [];
  const user = field === undefined ? null : textOrNull(data[field]);
  if (duty === undefined || user === null) return [];
  return [{ ...act, duty, user, delegatedBy: null, post: null, role: null, side: null }];
};

const personsOf = ({ user, delegatedBy }: Act): readonly string[] =>
  delegatedBy === null ? [user] : [user, delegatedBy];

export const findingIn = (earlier: Act, later: Act): DutyFinding | null => {
  if (earlier.user === later.user) return 'SAME_PERSON';
  return personsOf(earlier).some((person) => personsOf(later).includes(person)) ? 'DEPUTY' : null;
};

/** Acts of different matters have nothing to do with each other. */
const belong = (earlier: Act, later: Act): boolean =>
  earlier.matter === null || later.matter === null || earlier.matter === later.matter;

/** What names no side is an act for none of them. */
const areVoices = (earlier: Act, later: Act): boolean =>
  earlier.side !== null && later.side !== null && earlier.side !== later.side;

const mustDiffer = (separation: Separation, earlier: Act, later: Act): boolean =>
  areVoices(earlier, later) ||
  (separation.apart.some(([one, other]) => one === earlier.duty && other === later.duty) &&
    belong(earlier, later));

const caseKey = ({ stream }: RecordedEvent): Key => ({
  collection: CASES,
  id: derivedId('dutyCase', stream),
});

const actsBefore = (event: RecordedEvent, { begins }: Separation, documents: Documents): readonly Act[] =>
  begins.includes(event.type) ? [] : (documents.get<Case>(CASES, caseKey(event).id)?.acts ?? []);

/** Where the case lies; an aggregate that belongs to no single place names it in each event. */
const divisionOf = ({ metadata, data }: RecordedEvent): string =>
  textOrNull(metadata['division']) ?? (data['scope'] as string);

const checkOf = (event: RecordedEvent, earlier: Act, later: Act): DutyCheck => ({
  id: derivedId('dutyCheck', earlier.eventId, later.eventId),
  division: divisionOf(event),
  category: categoryOf(event.stream),
  stream: event.stream,
  day: recordedDate(later.recordedAt),
  earlier,
  later,
  finding: findingIn(earlier, later),
});

/** Holds every act against the earlier ones of its case: a proof by the log itself, whatever the rules refused or let pass. */
export const separationOfDuties: Projector = {
  name: DUTIES,
  version: 5,
  categories: Object.keys(SEPARATIONS),
  collections: {
    [CASES]: { indexes: [] },
    [CHECKS]: {
      indexes: [
        { fields: ['division', 'day'] },
        { fields: ['finding', 'division', 'day'] },
        { fields: ['category', 'division', 'day'] },
      ],
    },
  },
  needs: (event) => [caseKey(event)],
  project: (event, documents) => {
    const separation = separationOf(event);
    const act = separation === undefined ? null : actOf(event, separation);
    if (separation === undefined || act === null) return [];
    const before = actsBefore(event, separation, documents);
    const checks = [...before, ...namedIn(event, separation, act)]
      .filter((earlier) => mustDiffer(separation, earlier, act))
      .map((earlier) => put(CHECKS, checkOf(event, earlier, act)));
    return [put(CASES, { id: caseKey(event).id, acts: [...before, act] }), ...checks];
  },
};
