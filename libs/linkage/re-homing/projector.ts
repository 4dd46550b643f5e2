import type { CalendarDate } from '@kernel/calendar-date';
import { awaiting } from '@projection/awaiting';
import { idOf } from '@projection/fold';
import type { Document } from '@read-store/read-store';
import type { BindingEnding, HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { HouseholdEvent } from '@registry/household/events';

/**
 * Endings that are nobody's wish: the household must not lose coverage silently (R18). With a household that is gone its bindings
 * end, and it waits for them where it turns out never to have been.
 */
export const REHOMING_CAUSES = [
  'AGREEMENT_TERMINATED',
  'ENTITY_REVOKED',
  'ENTITY_DEREGISTERED',
  'HOUSEHOLD_GONE',
] as const satisfies readonly BindingEnding[];

/** A binding that ended and whose household waits for a new place, or has found it. */
export type ReHomingRow = Document & {
  readonly division: string;
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: string;
  /** What was lost: HC a place in a cooperative, HE a linkage to any other entity. */
  readonly relation: Relation;
  readonly cause: string;
  /** First day without the binding. */
  readonly since: CalendarDate;
  readonly state: 'OPEN' | 'REHOMED';
  readonly rehomedTo: string | null;
  readonly rehomedOn: CalendarDate | null;
};

type Relation = 'HC' | 'HE';
type Bound = Pick<ReHomingRow, 'division' | 'householdId' | 'entityId' | 'industry' | 'relation'> & {
  /** It goes on with another, which the household had before: nothing was found with it. */
  readonly isTakenOver: boolean;
};

/** Who is linked to an enterprise alone is in no cooperative (R01): that takes the place of such a linkage, and a cooperative that of either. */
const takesPlaceOf = (found: Relation, lost: Relation): boolean => found === 'HC' || lost === 'HE';

/** What is kept of the households that wait, or waited before they were gone. */
export const WAITING = 're-homing-households';

/** CoverageKeeper's task list (4.25, 2): which household lost its binding, through what, and where it went. */
export const reHoming = awaiting<HouseholdBindingEvent | HouseholdEvent, ReHomingRow, Bound>({
  name: 're-homing',
  version: 4,
  of: 'householdBinding',
  awaited: 'household',
  list: 're-homings',
  memory: 're-homing-bindings',
  waiting: WAITING,
  indexes: [
    { fields: ['division', 'since'] },
    { fields: ['state', 'since'] },
    { fields: ['entityId', 'since'] },
    { fields: ['householdId', 'since'] },
  ],
  remember: (event, known) => {
    if (event.type === 'HouseholdBindingTakenOver') return known && { ...known, isTakenOver: true };
    if (event.type !== 'HouseholdBindingProposed') return null;
    const { villageCode: division, householdId, entityId, industry, relation } = event.data;
    return { division, householdId, entityId, industry, relation, isTakenOver: false };
  },
  awaits: ({ householdId }) => householdId,
  open: (event, { isTakenOver: _found, ...bound }) => {
    if (event.type !== 'HouseholdBindingEnded') return null;
    const { cause, on: since } = event.data;
    if (!REHOMING_CAUSES.some((one) => one === cause)) return null;
    return { ...bound, cause, since, state: 'OPEN', rehomedTo: null, rehomedOn: null };
  },
  settle: (event, found) => {
    if (event.type !== 'HouseholdBindingActivated' || found === undefined || found.isTakenOver) return null;
    const [rehomedTo, rehomedOn] = [idOf(event.stream), event.data.from];
    return (row) =>
      takesPlaceOf(found.relation, row.relation) ? { ...row, state: 'REHOMED', rehomedTo, rehomedOn } : row;
  },
  // A household that is gone needs no new place.
  closes: ({ type }) =>
    type === 'HouseholdVanished' ? true : type === 'HouseholdVanishingVoided' ? false : null,
  rests: true,
});
