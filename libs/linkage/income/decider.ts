import { quarterEnd } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, reasonFault, requireReason, type Fault } from '@kernel/fault';
import { fen, splitFen } from '@kernel/fen';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  AcceptSuggestion,
  CorrectIncome,
  Correction,
  DeclineSuggestion,
  RecordIncome,
  SuggestIncome,
  VoidIncome,
  WithdrawSuggestion,
} from './commands';
import type { IncomeEvent } from './events';
import { itemOf } from './benefit-item';
import type { RecordingFacts, SuggestionFacts } from './facts';
import { inSheetOrder } from '@kernel/income-formula';
import type { PlausibilityFacts } from './plausibility';
import { acceptedFaults, isOutlier, sheetFaults } from './sheet';
import type { HouseholdIncome, Suggestion } from './state';
import { isSameSheet } from './withdrawal';

type Rule<Command, Facts = unknown> = Decide<Command, HouseholdIncome, IncomeEvent, Facts>;

/** A quarter is counted when it is over. */
const quarterFault = ({ year, quarter }: RecordIncome, { today }: Circumstances): Fault => {
  const endsOn = quarterEnd(year, quarter);
  return endsOn > today && unmet('QUARTER_NOT_OVER', { endsOn }, '/quarter');
};

const outlierFault = (command: RecordIncome, { yearBefore, outlierRatio }: RecordingFacts): Fault =>
  command.outlierComment === undefined &&
  yearBefore !== null &&
  outlierRatio !== null &&
  isOutlier(command, yearBefore, outlierRatio) &&
  unmet('OUTLIER_NEEDS_COMMENT', { ratio: { ...outlierRatio } }, '/outlierComment');

export const record: Rule<RecordIncome, RecordingFacts> = (command, income, facts) => {
  const { householdId, year, quarter, populationCount } = command;
  const { villageCode, hasVanished } = facts.household;
  require(villageCode !== null, 'HOUSEHOLD_UNKNOWN', {}, '/householdId');
  require(income.quarters[quarter] === undefined, 'INCOME_ALREADY_RECORDED', { year, quarter }, '/quarter');
  requireAll(
    futureFault(facts),
    hasVanished && unmet('HOUSEHOLD_VANISHED', {}, '/householdId'),
    quarterFault(command, facts),
    ...sheetFaults(command),
    ...acceptedFaults(command.items, quarter, income),
    outlierFault(command, facts),
  );
  const data = {
    ...{ householdId, year, quarter, villageCode, populationCount, items: inSheetOrder(command.items) },
    ...{ outlierComment: command.outlierComment ?? null, on: facts.effectiveDate },
  };
  return [{ type: 'IncomeRecorded', data }];
};

/** Somebody has found by other means than the village's own that what it accepted was not so. */
const FOUND_OTHERWISE: readonly Correction[] = ['OBJECTION', 'INSPECTION'];

export const correct: Rule<CorrectIncome, PlausibilityFacts> = (command, income, facts) => {
  const { quarter, populationCount, corrects, correctsEventId } = command;
  const { householdId, year } = income;
  const before = income.quarters[quarter];
  require(before !== undefined, 'INCOME_NOT_RECORDED', { year, quarter }, '/quarter');
  requireAll(
    futureFault(facts),
    reasonFault(facts),
    ...sheetFaults(command),
    ...(FOUND_OTHERWISE.includes(corrects) ? [] : acceptedFaults(command.items, quarter, income)),
  );
  const isLookedAt = Object.keys(income.toCorrect[quarter] ?? {}).length === 0;
  if (isLookedAt && isSameSheet(command, before)) return [];
  const items = inSheetOrder(command.items);
  const { villageCode } = before;
  const named = correctsEventId === undefined ? {} : { correctsEventId };
  const data = { householdId, year, quarter, villageCode, populationCount, items, corrects, ...named };
  return [{ type: 'IncomeCorrected', data: { ...data, on: facts.effectiveDate } }];
};

/** What was accepted for the quarter stays so: the sheet that takes its place has to include it. */
export const voidIncome: Rule<VoidIncome> = ({ quarter }, { householdId, year, quarters }, facts) => {
  const sheet = quarters[quarter];
  require(sheet !== undefined, 'INCOME_NOT_RECORDED', { year, quarter }, '/quarter');
  requireAll(futureFault(facts), reasonFault(facts));
  const { villageCode } = sheet;
  return [
    { type: 'IncomeVoided', data: { householdId, year, quarter, villageCode, on: facts.effectiveDate } },
  ];
};

/** 3.4, 7: what an entity has booked is suggested to the village, never written into the household's income. */
export const suggest: Rule<SuggestIncome, SuggestionFacts> = (command, income, facts) => {
  const { suggestionId, householdId, year, quarter, amountFen, source, booked } = command;
  const { villageCode } = facts.household;
  if (Object.hasOwn(income.suggestions, suggestionId)) return [];
  require(villageCode !== null, 'HOUSEHOLD_UNKNOWN', {}, '/householdId');
  const item = booked === undefined ? (command.item ?? null) : itemOf(facts.category, booked);
  if (item === null) return [];
  const data = { suggestionId, householdId, year, quarter, villageCode, item, amountFen, source };
  return [{ type: 'IncomeSuggested', data: { ...data, on: facts.effectiveDate } }];
};

const known = ({ suggestions }: HouseholdIncome, suggestionId: string): Suggestion => {
  const suggestion = suggestions[suggestionId];
  require(suggestion !== undefined, 'SUGGESTION_UNKNOWN', {}, '/suggestionId');
  return suggestion;
};

export const accept: Rule<AcceptSuggestion> = ({ suggestionId }, income, facts) => {
  const { state, quarter, item, amountFen } = known(income, suggestionId);
  if (state === 'ACCEPTED') return [];
  require(state === 'OPEN', 'SUGGESTION_DECIDED', { state });
  requireAll(futureFault(facts));
  const on = facts.effectiveDate;
  const accepted = { type: 'SuggestionAccepted', data: { suggestionId, on } } as const;
  const recorded = income.quarters[quarter];
  if (recorded === undefined) return [accepted];
  const { householdId, year } = income;
  const items = inSheetOrder({ ...recorded.items, [item]: (recorded.items[item] ?? 0) + amountFen });
  const data = {
    ...{ householdId, year, quarter, ...recorded, items },
    corrects: 'LATE_EVIDENCE',
    on,
  } as const;
  return [accepted, { type: 'IncomeCorrected', data }];
};

export const decline: Rule<DeclineSuggestion> = ({ suggestionId }, income, facts) => {
  const { state } = known(income, suggestionId);
  if (state === 'DECLINED') return [];
  require(state === 'OPEN', 'SUGGESTION_DECIDED', { state });
  const reason = requireReason(facts);
  requireAll(futureFault(facts));
  return [{ type: 'SuggestionDeclined', data: { suggestionId, reason, on: facts.effectiveDate } }];
};

/**
 * What is taken back of a payment is taken back of all that it suggested, in proportion to what is left of each. A benefit for
 * which the place suggested nothing has nothing to withdraw.
 */
export const withdraw: Rule<WithdrawSuggestion> = ({ suggestionIds, leftFen, cause }, income, facts) => {
  const made = suggestionIds.filter((id) => Object.hasOwn(income.suggestions, id));
  const amounts = made.map((id) => income.suggestions[id]?.amountFen ?? 0);
  const standingFen = amounts.reduce((sum, amountFen) => sum + amountFen, 0);
  if (standingFen <= leftFen) return [];
  const weights = made.map((key, index) => ({ key, weight: amounts[index] ?? 0 }));
  const left = splitFen(fen(leftFen), weights);
  return made.flatMap((suggestionId, index): readonly IncomeEvent[] => {
    const [before = 0, after = 0] = [amounts[index], left[index]];
    if (before === after) return [];
    const data = { suggestionId, amountFen: before - after, leftFen: after, cause, on: facts.effectiveDate };
    return [{ type: 'SuggestionWithdrawn', data }];
  });
};
