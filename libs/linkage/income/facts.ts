import { quarterEnd } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Ratio } from '@kernel/ratio';
import { require } from '@kernel/refusal';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
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
  /** `income.outlierRatio`; null where there is nothing to compare with. */
  readonly outlierRatio: Ratio | null;
}

export const recordingFacts = async (
  { command, circumstances }: Asked<RecordIncome, HouseholdIncome>,
  lookup: Lookup,
): Promise<RecordingFacts> => {
  const { householdId, year, quarter } = command;
  const known = await householdKnown(householdId, lookup);
  const before = await lookup.load(householdIncome, householdIncomeId(householdId, year - 1));
  const yearBefore = before.state.quarters[quarter] ?? null;
  const at = {
    division: known.villageCode ?? circumstances.actor.scope,
    date: quarterEnd(year, quarter),
  };
  return {
    household: known,
    yearBefore,
    outlierRatio: yearBefore === null ? null : await outlierRatio(lookup, at),
  };
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
const outlierRatio = async (lookup: Lookup, at: Parameters<typeof parameterInForce>[2]): Promise<Ratio> =>
  (await parameterInForce(lookup, 'income.outlierRatio', at)).value as unknown as Ratio;

export const householdFacts = async (
  { command }: { readonly command: { readonly householdId: string } },
  lookup: Lookup,
): Promise<Pick<RecordingFacts, 'household'>> => ({
  household: await householdKnown(command.householdId, lookup),
});

/** @throws Refusal HOUSEHOLD_UNKNOWN */
export const householdVillage = async (
  { householdId }: { readonly householdId: string },
  lookup: Lookup,
): Promise<DivisionCode> => {
  const { villageCode } = await householdKnown(householdId, lookup);
  require(villageCode !== null, 'HOUSEHOLD_UNKNOWN', {}, '/householdId');
  return villageCode;
};

const householdKnown = async (id: string, lookup: Lookup): Promise<HouseholdKnown> => {
  const { state } = await lookup.load(household, id);
  return { villageCode: state.villageCode, hasVanished: state.phase === 'VANISHED' };
};
