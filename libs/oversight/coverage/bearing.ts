import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { concernsBinding } from './binding';
import type { CoverageRow } from './coverage-row';
import { concernsChain, concernsStanding, type Entity } from './entity';
import { concernsCoverage } from './household';
import type { Household } from './household';

/** Two days of knowledge, about one day. */
export interface Between {
  readonly asOf: CalendarDate;
  readonly then: CalendarDate;
  readonly now: CalendarDate;
}

/** Where events stand that can change what a household counts for, and which of them did. */
export interface Bearing {
  readonly streams: readonly string[];
  readonly isCause: (event: RecordedEvent) => boolean;
}

const CONCERNS: Readonly<Record<string, (type: string) => boolean>> = {
  household: concernsCoverage,
  householdBinding: concernsBinding,
  entity: concernsStanding,
  enterpriseBinding: concernsChain,
  division: (type) => ['DivisionMerged', 'DivisionRecoded', 'DivisionSplit'].includes(type),
};

/** What coverage listens to, true by the day asked about, recorded on a day on which the household's standing changed. */
export const isCauseOn =
  (days: readonly CalendarDate[], { asOf }: Pick<Between, 'asOf'>): Bearing['isCause'] =>
  ({ stream, type, metadata: { effectiveDate, recordedAt } }) => {
    const concerns = CONCERNS[stream.slice(0, stream.indexOf('-'))];
    const isKnown = typeof recordedAt === 'string' && days.includes(recordedDate(recordedAt));
    const isTrue = typeof effectiveDate === 'string' && effectiveDate <= asOf;
    return isKnown && isTrue && concerns?.(type) === true;
  };

/** Of one household's lines that hold one day, the days on which another standing took the place of the last. */
export const turnsOf = (
  rows: readonly CoverageRow[],
  { then, now }: Pick<Between, 'then' | 'now'>,
): readonly CalendarDate[] => {
  const days = [...new Set(rows.flatMap(({ recordedFrom, recordedTo }) => [recordedFrom, recordedTo]))];
  const standingBy = (isKnown: (row: CoverageRow) => boolean): string => {
    const row = rows.find(isKnown);
    return row === undefined ? '' : `${row.division} ${row.profile}`;
  };
  return days
    .filter((day) => day > then && day <= now)
    .filter((day) => {
      const before = standingBy((row) => row.recordedFrom < day && row.recordedTo >= day);
      const after = standingBy((row) => row.recordedFrom <= day && row.recordedTo > day);
      return before !== after;
    })
    .sort();
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
