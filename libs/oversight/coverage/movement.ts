import type { CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { HouseholdEvent } from '@registry/household/events';
import type { Write } from '@read-store/read-store';
import type { Change, Turned } from './change';
import { COLLECTIONS } from './collections';
import { sameAs } from './course';
import type { Household } from './household';
import { ALL, OPEN, type Segment } from './segment';

/** Events that move households into or out of the denominator without any binding made or ended (3.4, 1). */
const MOVING: readonly HouseholdEvent['type'][] = [
  'EligibilityAssessed',
  'AlleviatedRecordSet',
  'AlleviatedRecordVoided',
  'MonitoringIdentified',
  'RiskEliminated',
  'MonitoringReopened',
  'MonitoringVoided',
  'LowIncomeSet',
  'LowIncomeCleared',
  'HouseholdMoved',
  'HouseholdVanished',
  'HouseholdVanishingVoided',
];

/** One change of conditions, will or category: who, why, on what evidence, and what the household counted for before and after. */
export type Movement = {
  readonly id: string;
  /** Position of the event in the log: one event may move a household out of one village and into another. */
  readonly position: string;
  readonly division: string;
  readonly householdId: string;
  readonly householdNo: string;
  readonly type: string;
  readonly on: CalendarDate;
  readonly recordedOn: CalendarDate;
  /** Days on which the household counts for something else by it: the last one is before `to`. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly actor: string | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  /** Null where the household did not count in this division. */
  readonly before: string | null;
  readonly after: string | null;
};

interface Moved {
  readonly event: Recorded<HouseholdEvent>;
  readonly recorded: CalendarDate;
  readonly household: Turned<Household>;
}

const standingOn = (household: Household, day: CalendarDate): Segment | undefined =>
  household.timeline.find(({ key, from, to }) => key === ALL && from <= day && day < to);

const textIn = (record: Readonly<Record<string, unknown>>, key: string): string | null => {
  const value = record[key];
  return typeof value === 'string' ? value : null;
};

const headOf = ({ event, recorded, household: { after } }: Moved) => ({
  position: event.position,
  ...{ householdId: after.id, householdNo: after.householdNo, type: event.type },
  ...{ on: event.data.on, recordedOn: recorded },
  actor: textIn(event.metadata, 'actor'),
  role: textIn(event.metadata, 'role'),
  reason: textIn(event.metadata, 'reason') ?? textIn(event.data, 'reasonIfNot'),
  evidence: textIn(event.data, 'evidence'),
});

const profileIn = (division: string, standing: Segment | undefined): string | null =>
  standing?.division === division ? standing.profile : null;

/** The event as coverage was changed by it. */
export const movementWrites = (
  event: Recorded<HouseholdEvent>,
  { recorded, households }: Change,
): readonly Write[] =>
  households
    .flatMap((household) => movementsOf({ event, recorded, household }))
    .map((doc) => ({ collection: COLLECTIONS.movements, id: doc.id, doc }));

const sameStanding = (a: Segment | undefined, b: Segment | undefined): boolean =>
  sameAs([a?.profile, a?.division], [b?.profile, b?.division]);

const placesOf = (...standings: readonly (Segment | undefined)[]): readonly string[] => [
  ...new Set(standings.flatMap((standing) => (standing === undefined ? [] : [standing.division]))),
];

interface Span extends Pick<Movement, 'from' | 'to'> {
  readonly before: Segment | undefined;
  readonly after: Segment | undefined;
}

/** Days between which the household counts for one thing, both before the event and after it. */
const spansOf = ({ before, after }: Turned<Household>): readonly Span[] => {
  const segments = [...before.timeline, ...after.timeline].filter(({ key }) => key === ALL);
  const days = [...new Set([...segments.flatMap(({ from, to }) => [from, to]), OPEN])].sort();
  return days.slice(0, -1).map((from, n) => ({
    ...{ from, to: days[n + 1] ?? OPEN },
    ...{ before: standingOn(before, from), after: standingOn(after, from) },
  }));
};

/**
 * None where nothing changed; two where the household went from one village to another. What an event changes may differ from day
 * to day: a change that is entered late is a movement of the day it is true from, whatever the household counts for by now.
 */
const movementsOf = (moved: Moved): readonly Movement[] => {
  const { event } = moved;
  if (!MOVING.includes(event.type)) return [];
  return spansOf(moved.household)
    .filter(({ before, after }) => !sameStanding(before, after))
    .flatMap(({ from, to, before, after }) =>
      placesOf(before, after).map((division) => ({
        id: `${event.id}|${division}|${from}`,
        division,
        ...headOf(moved),
        ...{ from, to },
        before: profileIn(division, before),
        after: profileIn(division, after),
      })),
    );
};
