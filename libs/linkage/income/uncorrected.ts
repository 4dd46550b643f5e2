import { fold } from '@kernel/decider';
import { refTo, type Input } from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import type { IncomeEvent } from './events';
import type { Happened } from './household-facts';
import { quarterOfPeriod, type Period } from './period';
import { householdIncome } from './state';

type Own = Recorded<IncomeEvent>;

/** Said only where there is such: what was withdrawn since, and what the sheet, and so the figure, may still count. */
export const uncorrectedInputs = (
  period: Period,
  sheet: Happened | undefined,
  events: readonly Happened[],
): readonly Input[] => {
  const own = events.filter(({ stream }) => stream === sheet?.stream) as unknown as readonly Own[];
  const { toCorrect, suggestions } = fold(householdIncome, own);
  const quarter = quarterOfPeriod(period);
  const items = toCorrect[quarter] ?? {};
  if (Object.keys(items).length === 0) return [];
  const withdrawals = own.filter((event) => {
    const of = event.type === 'SuggestionWithdrawn' ? suggestions[event.data.suggestionId] : undefined;
    return of !== undefined && of.quarter === quarter && Object.hasOwn(items, of.item);
  });
  const title = { zh: `${period} 已撤回、收入表待核`, en: `withdrawn, and to be corrected in ${period}` };
  return [{ name: `toCorrect.q${period}`, value: items, unit: 'FEN', events: withdrawals.map(refTo), title }];
};
