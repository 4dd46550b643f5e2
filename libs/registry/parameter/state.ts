import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { lineage, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { parameterEvents, type ParameterEntry, type ParameterEvent } from './events';

/** Every value one key ever had, in every place. */
export interface Parameter {
  readonly entries: readonly ParameterEntry[];
}

export const parameterId = (key: string): string => derivedId('parameter', key);

const evolve = (parameter: Parameter, event: ParameterEvent): Parameter => {
  switch (event.type) {
    case 'PolicyParameterSet':
      return { entries: withEntry(parameter.entries, event.data, null) };
    case 'PolicyParameterSuperseded': {
      const { replaces, ...entry } = event.data;
      return { entries: withEntry(parameter.entries, entry, replaces) };
    }
  }
};

/** An entry that another takes the place of ends the day before; one that began on the same day never holds. */
export const withEntry = <T extends ParameterEntry>(
  entries: readonly T[],
  next: T,
  replaces: string | null,
): readonly T[] => [
  ...entries.map((old) =>
    old.entryId === replaces ? { ...old, effectiveTo: addDays(next.effectiveFrom, -1) } : old,
  ),
  next,
];

const holdsOn = (entry: ParameterEntry, date: CalendarDate): boolean =>
  entry.effectiveFrom <= date && (entry.effectiveTo === null || date <= entry.effectiveTo);

/** The entry of exactly this place on this day. */
export const entryAt = (
  entries: readonly ParameterEntry[],
  scope: DivisionCode,
  date: CalendarDate,
): ParameterEntry | null => entries.find((entry) => entry.scope === scope && holdsOn(entry, date)) ?? null;

/** The most specific place upwards from the division whose interval contains the day; null where nobody decided. */
export const resolve = (
  entries: readonly ParameterEntry[],
  division: DivisionCode,
  date: CalendarDate,
): ParameterEntry | null => {
  for (const scope of lineage(division)) {
    const entry = entryAt(entries, scope, date);
    if (entry !== null) return entry;
  }
  return null;
};

/** One stream per key. It belongs to no single place: each entry names its own. */
export const parameter: Aggregate<Parameter, ParameterEvent> = {
  category: 'parameter',
  initial: { entries: [] },
  evolve,
  events: parameterEvents,
  scope: () => null,
};
