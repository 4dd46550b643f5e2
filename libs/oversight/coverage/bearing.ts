import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { concernsBinding } from './binding';
import type { Bearing, Between } from '@query/comparison/moment';
import type { CoverageRow } from './coverage-row';
import { concernsChain, concernsStanding, type Entity } from './entity';
import { concernsCoverage } from './household';
import type { Household } from './household';

const CONCERNS: Readonly<Record<string, (type: string) => boolean>> = {
  household: concernsCoverage,
  householdBinding: concernsBinding,
  entity: concernsStanding,
  enterpriseBinding: concernsChain,
};

const concerns = ({ stream, type }: RecordedEvent): boolean =>
  CONCERNS[stream.slice(0, stream.indexOf('-'))]?.(type) === true;

/** The days on which a household's standing changed: as it was learnt about the first day, and as it came true by what is known on the last. */
export interface Turns {
  readonly learnt: readonly CalendarDate[];
  readonly cameTrue: readonly CalendarDate[];
}

/** What coverage listens to, recorded on a day on which it was learnt, or true from a day on which it came true. */
export const isCauseOn =
  ({ learnt, cameTrue }: Turns, { from, to }: Between): Bearing['isCause'] =>
  (event) => {
    const { effectiveDate, recordedAt } = event.metadata;
    if (typeof recordedAt !== 'string' || typeof effectiveDate !== 'string' || !concerns(event)) return false;
    const [day, recordedOn] = [effectiveDate as CalendarDate, recordedDate(recordedAt)];
    const isLearnt = learnt.includes(recordedOn) && day <= from.asOf;
    return isLearnt || (cameTrue.includes(day) && recordedOn <= to.knownAt);
  };

interface Axis {
  readonly begins: 'from' | 'recordedFrom';
  readonly ends: 'to' | 'recordedTo';
}

const LEARNT: Axis = { begins: 'recordedFrom', ends: 'recordedTo' };
const TRUE: Axis = { begins: 'from', ends: 'to' };

/** Of lines that hold one day, the days after the first and by the last on which another standing took the place of the one before. */
const turnsAlong = (
  { begins, ends }: Axis,
  rows: readonly CoverageRow[],
  [first, last]: readonly [CalendarDate, CalendarDate],
): readonly CalendarDate[] => {
  const days = [...new Set(rows.flatMap((row) => [row[begins], row[ends]]))];
  const standingBy = (holds: (row: CoverageRow) => boolean): string => {
    const row = rows.find(holds);
    return row === undefined ? '' : `${row.division} ${row.profile}`;
  };
  return days
    .filter((day) => day > first && day <= last)
    .filter((day) => {
      const before = standingBy((row) => row[begins] < day && row[ends] >= day);
      const after = standingBy((row) => row[begins] <= day && row[ends] > day);
      return before !== after;
    })
    .sort();
};

/** Of one household's lines: first what was learnt about the first day, then what came true by what was known on the last. */
export const turnsOf = (rows: readonly CoverageRow[], { from, to }: Between): Turns => {
  const heldFirst = rows.filter((row) => row.from <= from.asOf && row.to > from.asOf);
  const knownLast = rows.filter((row) => row.recordedFrom <= to.knownAt && row.recordedTo > to.knownAt);
  return {
    learnt: turnsAlong(LEARNT, heldFirst, [from.knownAt, to.knownAt]),
    cameTrue: turnsAlong(TRUE, knownLast, [from.asOf, to.asOf]),
  };
};

/** Its own stream, those of its bindings and of the entities it was ever bound to, their chains and the enterprises at their ends. */
export const streamsBearingOn = (
  household: Household,
  entities: ReadonlyMap<string, Entity>,
): readonly string[] => {
  const bound = [...new Set(household.bindings.map(({ entityId }) => entityId))];
  const chains = bound.flatMap((id) => entities.get(id)?.chains ?? []);
  return [
    `household-${household.id}`,
    ...household.bindings.map(({ id }) => `householdBinding-${id}`),
    ...chains.map(({ id }) => `enterpriseBinding-${id}`),
    ...[...new Set([...bound, ...chains.map(({ enterpriseId }) => enterpriseId)])].map(
      (id) => `entity-${id}`,
    ),
  ];
};
