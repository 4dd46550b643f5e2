import { quarterEnd } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Ratio } from '@kernel/ratio';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { household } from '@registry/household/state';
import { parameterIfSet } from '@registry/parameter/facts';
import type { RecordIncome } from './commands';
import { householdIncome, householdIncomeId, type HouseholdIncome, type RecordedQuarter } from './state';

export interface HouseholdKnown {
  /** Null where the register knows no such household. */
  readonly villageCode: DivisionCode | null;
  readonly hasVanished: boolean;
}

export interface RecordingFacts {
  readonly household: HouseholdKnown;
  /** The same quarter of the year before; null where it was not recorded. */
  readonly yearBefore: RecordedQuarter | null;
  /** `income.outlierRatio`; null where nobody decided. */
  readonly outlierRatio: Ratio | null;
}

export const recordingFacts = async (
  { command, circumstances }: Asked<RecordIncome, HouseholdIncome>,
  lookup: Lookup,
): Promise<RecordingFacts> => {
  const { householdId, year, quarter } = command;
  const known = await householdKnown(householdId, lookup);
  const before = await lookup.load(householdIncome, householdIncomeId(householdId, year - 1));
  const division = known.villageCode ?? circumstances.actor.scope;
  const outlier = await parameterIfSet(lookup, 'income.outlierRatio', {
    division,
    date: quarterEnd(year, quarter),
  });
  return {
    household: known,
    yearBefore: before.state.quarters[quarter] ?? null,
    outlierRatio: outlier === null ? null : (outlier.value as unknown as Ratio),
  };
};

export const householdFacts = async (
  { command }: { readonly command: { readonly householdId: string } },
  lookup: Lookup,
): Promise<Pick<RecordingFacts, 'household'>> => ({
  household: await householdKnown(command.householdId, lookup),
});

const householdKnown = async (id: string, lookup: Lookup): Promise<HouseholdKnown> => {
  const { state } = await lookup.load(household, id);
  return { villageCode: state.villageCode, hasVanished: state.phase === 'VANISHED' };
};
