import { quarterEnd, type Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Items } from '@kernel/income-formula';
import type { Ratio } from '@kernel/ratio';
import { require } from '@kernel/refusal';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { household } from '@registry/household/state';
import { parameterIfSet, parameterInForce } from '@registry/parameter/facts';
import type { FormCategory } from './benefit-item';
import type { CorrectIncome, RecordIncome, SuggestIncome } from './commands';
import type { PlausibilityFacts } from './plausibility';
import { householdIncome, householdIncomeId, type HouseholdIncome, type RecordedQuarter } from './state';

export interface HouseholdKnown {
  /** Null where the register knows no such household. */
  readonly villageCode: DivisionCode | null;
  readonly hasVanished: boolean;
}

export interface SuggestionFacts {
  readonly household: HouseholdKnown;
  readonly category: FormCategory;
}

export interface RecordingFacts extends PlausibilityFacts {
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
    sheet: await sheetKnown({ householdId, year, quarter, division: at.division }, lookup),
  };
};

export const correctionFacts = async (
  { command, state, circumstances }: Asked<CorrectIncome, HouseholdIncome>,
  lookup: Lookup,
): Promise<PlausibilityFacts> => {
  const { householdId, year, villageCode } = state;
  const division = villageCode ?? circumstances.actor.scope;
  return { sheet: await sheetKnown({ householdId, year, quarter: command.quarter, division }, lookup) };
};

interface SheetPlace {
  readonly householdId: string;
  readonly year: number;
  readonly quarter: Quarter;
  readonly division: DivisionCode;
}

const sheetKnown = async (
  { householdId, year, quarter, division }: SheetPlace,
  lookup: Lookup,
): Promise<PlausibilityFacts['sheet']> => {
  const { state } = await lookup.load(household, householdId);
  const at = { division, date: quarterEnd(year, quarter) };
  const [wage, jump] = await Promise.all([
    parameterIfSet(lookup, 'income.implausibleWageFen', at),
    parameterIfSet(lookup, 'income.jumpFactor', at),
  ]);
  return {
    registered: {
      populationCount: state.populationCount,
      drawsMinimumLiving: state.lowIncome === 'MINIMUM_LIVING',
    },
    quarterBefore: await itemsBefore({ householdId, year, quarter }, lookup),
    implausibleWageFen: (wage?.value ?? null) as number | null,
    jumpFactor: (jump?.value ?? null) as number | null,
  };
};

/** Of the quarter before; null where it was not recorded. */
const itemsBefore = async (
  { householdId, year, quarter }: Pick<SheetPlace, 'householdId' | 'year' | 'quarter'>,
  lookup: Lookup,
): Promise<Items | null> => {
  const [inYear, before] = quarter === 1 ? [year - 1, 4 as const] : [year, (quarter - 1) as Quarter];
  const { state } = await lookup.load(householdIncome, householdIncomeId(householdId, inYear));
  return state.quarters[before]?.items ?? null;
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
const outlierRatio = async (lookup: Lookup, at: Parameters<typeof parameterInForce>[2]): Promise<Ratio> =>
  (await parameterInForce(lookup, 'income.outlierRatio', at)).value as unknown as Ratio;

/** What `income.categoryByForm` of the quarter says of a benefit; NONE where nobody decided: nothing is suggested then. */
export const suggestionFacts = async (
  { command, circumstances }: Asked<SuggestIncome, HouseholdIncome>,
  lookup: Lookup,
): Promise<SuggestionFacts> => {
  const { householdId, year, quarter, booked } = command;
  const known = await householdKnown(householdId, lookup);
  if (booked === undefined) return { household: known, category: 'NONE' };
  const division = known.villageCode ?? circumstances.actor.scope;
  const at = { division, date: quarterEnd(year, quarter) };
  const decided = await parameterIfSet(lookup, 'income.categoryByForm', at);
  const categories = (decided?.value ?? {}) as { readonly [form: string]: FormCategory };
  return { household: known, category: categories[booked.form] ?? 'NONE' };
};

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
