import type { Quarter } from '@kernel/calendar-date';
import { INCOME_ITEMS } from '@kernel/linkage';
import {
  AcceptSuggestion,
  CorrectIncome,
  DeclineSuggestion,
  RecordIncome,
  SuggestIncome,
  VoidIncome,
  WithdrawSuggestion,
} from '@linkage/income/commands';
import { WITHDRAWAL_CAUSES } from '@linkage/income/events';
import { householdIncome, type HouseholdIncome } from '@linkage/income/state';
import { derivedId } from '@kernel/ids';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, amount, oneOf, yearOf } from './values';

const QUARTERS = [1, 2, 3, 4] as const;

const sheet = (roll: Roll) => ({
  populationCount: roll.whole(1, 7),
  items: Object.fromEntries(roll.some(INCOME_ITEMS, 6).map((item) => [item, amount(roll)])),
});

const found = (model: Model, roll: Roll): Request =>
  ask(RecordIncome, {
    ...{ householdId: aHousehold(model, roll), year: yearOf(model.today) - roll.whole(0, 1) },
    ...{ quarter: roll.pick(QUARTERS), ...sheet(roll) },
    ...roll.maybe(0.5, { outlierComment: '卖了牛' }),
  });

type Move = Make<HouseholdIncome>;

/** The sheet with what was accepted for the quarter, so that it mostly fits. */
const withAccepted = (roll: Roll, { suggestions }: HouseholdIncome, quarter: Quarter) => {
  const { items, ...rest } = sheet(roll);
  const accepted = Object.values(suggestions).filter(
    (one) => one.state === 'ACCEPTED' && one.quarter === quarter,
  );
  const sums = accepted.reduce<Record<string, number>>(
    (sum, { item, amountFen }) => ({ ...sum, [item]: (sum[item] ?? 0) + amountFen }),
    {},
  );
  return { ...rest, items: { ...items, ...sums } };
};

const record: Move = ({ roll, state }) => {
  const quarter = roll.pick(QUARTERS);
  const { householdId, year } = state;
  const body = { householdId, year, quarter, ...withAccepted(roll, state, quarter) };
  return ask(RecordIncome, { ...body, outlierComment: '卖了牛' });
};

const correct: Move = ({ id, roll, state }) => {
  const recorded = QUARTERS.filter((one) => state.quarters[one] !== undefined);
  const quarter = roll.pick(recorded.length > 0 ? recorded : QUARTERS);
  const corrects = roll.pick(['RECORDING_ERROR', 'LATE_EVIDENCE', 'OBJECTION', 'INSPECTION']);
  return ask(CorrectIncome, { quarter, corrects, ...withAccepted(roll, state, quarter) }, { id });
};

const takeBack: Move = ({ id, roll }) => ask(VoidIncome, { quarter: roll.pick(QUARTERS) }, { id });

const suggest: Move = ({ roll, state: { householdId, year } }) =>
  ask(SuggestIncome, {
    ...{ suggestionId: derivedId('suggestion', roll.whole(1, 9)), householdId, year },
    ...{ quarter: roll.pick(QUARTERS), item: roll.pick(INCOME_ITEMS), amountFen: amount(roll, 1) },
    source: '收购单',
  });

const suggestionOf = (roll: Roll, { suggestions }: HouseholdIncome): string => {
  const open = Object.keys(suggestions).filter((id) => suggestions[id]?.state === 'OPEN');
  return oneOf(open.length > 0 ? open : Object.keys(suggestions), roll);
};

const accept: Move = ({ id, roll, state }) =>
  ask(AcceptSuggestion, { suggestionId: suggestionOf(roll, state) }, { id });

const decline: Move = ({ id, roll, state }) =>
  ask(DeclineSuggestion, { suggestionId: suggestionOf(roll, state) }, { id });

/** Wholly, in part, or not at all. */
const withdraw: Move = ({ roll, state }) => {
  const { householdId, year, suggestions } = state;
  const suggestionIds = [...new Set([suggestionOf(roll, state), suggestionOf(roll, state)])];
  const standingFen = suggestionIds.reduce((sum, one) => sum + (suggestions[one]?.amountFen ?? 0), 0);
  const leftFen = roll.whole(0, standingFen);
  const cause = roll.pick(WITHDRAWAL_CAUSES);
  return ask(WithdrawSuggestion, { householdId, year, suggestionIds, leftFen, cause });
};

const hasOpen = ({ suggestions }: HouseholdIncome): boolean =>
  Object.values(suggestions).some(({ state }) => state === 'OPEN');

export const incomeMoves = movesOf({
  aggregate: householdIncome,
  weight: 6,
  enough: 12,
  found,
  phaseOf: (state) => (hasOpen(state) ? 'SUGGESTED' : 'QUIET'),
  natural: {
    SUGGESTED: [accept, accept, decline, correct, withdraw, takeBack],
    QUIET: [record, record, correct, suggest, withdraw, takeBack],
  },
});
