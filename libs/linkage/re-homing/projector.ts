import type { CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { BindingEnding, HouseholdBindingEvent } from '@linkage/household-binding/events';

const LIST = 're-homings';
const BOUND = 're-homing-bindings';
const WAITING = 're-homing-households';

/** Endings that are nobody's wish: the household must not lose coverage silently (R18). */
export const REHOMING_CAUSES = [
  'AGREEMENT_TERMINATED',
  'ENTITY_REVOKED',
  'ENTITY_DEREGISTERED',
] as const satisfies readonly BindingEnding[];

/** A binding that ended and whose household waits for a new place, or has found it. */
export type ReHomingRow = Document & {
  readonly division: string;
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: string;
  readonly cause: string;
  /** First day without the binding. */
  readonly since: CalendarDate;
  readonly state: 'OPEN' | 'REHOMED';
  readonly rehomedTo: string | null;
  readonly rehomedOn: CalendarDate | null;
};

type Bound = Document & Pick<ReHomingRow, 'division' | 'householdId' | 'entityId' | 'industry'>;
type Waiting = Document & { readonly bindingIds: readonly string[] };
type Own = Recorded<HouseholdBindingEvent>;

const isHouseholds = ({ stream }: RecordedEvent): boolean => stream.startsWith('household-');

const boundIn = (documents: Documents, id: string): Bound | undefined =>
  documents.has(BOUND, id) ? documents.get<Bound>(BOUND, id) : undefined;

const householdOf = (event: RecordedEvent, documents: Documents): string | undefined =>
  isHouseholds(event) ? idOf(event.stream) : boundIn(documents, idOf(event.stream))?.householdId;

const waitingOf = (householdId: string, documents: Documents): readonly string[] =>
  (documents.has(WAITING, householdId) ? documents.get<Waiting>(WAITING, householdId)?.bindingIds : null) ??
  [];

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const bound = isHouseholds(event) ? [] : [{ collection: BOUND, id: idOf(event.stream) }];
  const householdId = householdOf(event, documents);
  if (householdId === undefined) return bound;
  const waiting = waitingOf(householdId, documents);
  return [
    ...bound,
    { collection: WAITING, id: householdId },
    ...waiting.map((id) => ({ collection: LIST, id })),
  ];
};

const remembered = (event: Own): readonly Write[] => {
  if (event.type !== 'BindingIntentRecorded' && event.type !== 'HouseholdBindingProposed') return [];
  const { villageCode, householdId, entityId, industry } = event.data;
  return [put(BOUND, { id: idOf(event.stream), division: villageCode, householdId, entityId, industry })];
};

const opened = (event: Own, bound: Bound, documents: Documents): readonly Write[] => {
  if (event.type !== 'HouseholdBindingEnded') return [];
  const { cause, on } = event.data;
  if (!REHOMING_CAUSES.some((one) => one === cause)) return [];
  const waiting = waitingOf(bound.householdId, documents);
  const row: ReHomingRow = {
    ...bound,
    ...{ cause, since: on, state: 'OPEN', rehomedTo: null, rehomedOn: null },
  };
  const bindingIds = [...waiting.filter((id) => id !== bound.id), bound.id];
  return [put(LIST, row), put(WAITING, { id: bound.householdId, bindingIds })];
};

const settled = (event: Own, bound: Bound, documents: Documents): readonly Write[] => {
  if (event.type !== 'HouseholdBindingActivated') return [];
  const rehomed = { state: 'REHOMED', rehomedTo: bound.id, rehomedOn: event.data.from };
  const rows = waitingOf(bound.householdId, documents).flatMap((id) => {
    const row = documents.get<ReHomingRow>(LIST, id);
    return row === undefined ? [] : [put(LIST, { ...row, ...rehomed })];
  });
  return [...rows, remove(WAITING, bound.householdId)];
};

/** A household that is gone needs no new place. */
const dropped = (event: RecordedEvent, documents: Documents): readonly Write[] => {
  if (event.type !== 'HouseholdVanished') return [];
  const id = idOf(event.stream);
  return [...waitingOf(id, documents).map((row) => remove(LIST, row)), remove(WAITING, id)];
};

/** CoverageKeeper's task list (4.25, 2): which household lost its binding, through what, and where it went. */
export const reHoming: Projector = {
  name: 're-homing',
  version: 1,
  categories: ['householdBinding', 'household'],
  collections: {
    [LIST]: {
      indexes: [
        { fields: ['division', 'since'] },
        { fields: ['state', 'since'] },
        { fields: ['entityId', 'since'] },
        { fields: ['householdId', 'since'] },
      ],
    },
    [BOUND]: { indexes: [] },
    [WAITING]: { indexes: [] },
  },
  needs,
  project: (event, documents) => {
    if (isHouseholds(event)) return dropped(event, documents);
    const own = event as Own;
    const bound = documents.get<Bound>(BOUND, idOf(event.stream));
    if (bound === undefined) return remembered(own);
    return [...remembered(own), ...opened(own, bound, documents), ...settled(own, bound, documents)];
  },
};
