import { addDays, quarterEnd, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { Ratio } from '@kernel/ratio';
import { boundOn, type BindingMemory } from './binding-memory';
import type { RecordingRules } from './events';
import type { IncomeMemory } from './income-memory';
import { isTargetOn, type TargetMemory, type Targets } from './target-memory';

export const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];

/** Whose incomes of a quarter have to be recorded, and until when. */
export interface Recording extends Targets {
  readonly quarter: Quarter;
  readonly endsOn: CalendarDate;
  readonly lastDay: CalendarDate;
  /** Over when the evaluation was planned: what is not recorded then is late. */
  readonly isClosed: boolean;
}

export const recordingsIn = (
  rules: readonly RecordingRules[],
  { year, on }: { readonly year: number; readonly on: CalendarDate },
): readonly Recording[] =>
  rules.map(({ quarter, categories, including, days }) => {
    const endsOn = quarterEnd(year, quarter);
    const lastDay = addDays(endsOn, days.value as number);
    return {
      ...{ quarter, endsOn, lastDay, isClosed: lastDay < on },
      ...{
        categories: categories.value as readonly string[],
        includeRiskEliminated: including.value === true,
      },
    };
  });

interface Recorded {
  readonly bindings: readonly BindingMemory[];
  readonly recordings: readonly Recording[];
  readonly income: (householdId: string, year: number) => IncomeMemory | undefined;
  readonly target: (householdId: string) => TargetMemory | undefined;
}

/**
 * R23: of the households bound to the entity at the end of a quarter that are target households then, those recorded in time,
 * quarter by quarter. While there is time a sheet counts that is there, and none is late.
 */
export const dataOnTime = ({ bindings, recordings, income, target }: Recorded, year: number): Ratio => {
  const sheets = recordings.flatMap((recording) => {
    const { quarter, endsOn, lastDay, isClosed } = recording;
    const due = boundOn(bindings, endsOn).filter((id) => isTargetOn(target(id), endsOn, recording));
    return due
      .map((id) => income(id, year)?.quarters[quarter]?.recordedOn ?? null)
      .filter((recordedOn) => isClosed || recordedOn !== null)
      .map((recordedOn) => recordedOn !== null && recordedOn <= lastDay);
  });
  return { numerator: sheets.filter(Boolean).length, denominator: sheets.length };
};
