import { quarterOf, yearOf } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { idOf, type Recorded } from '@projection/fold';
import type { Policy } from '@projection/projector';
import type { DistributionEvent } from '../distribution/events';
import { SuggestIncome } from './commands';

type Paid = Extract<Recorded<DistributionEvent>, { readonly type: 'DividendsPaid' }>;

/** 资产收益分红 */
const DIVIDEND_ITEM = 'c1';

/** BenefitToIncomeSuggestion (4.25, 14): a dividend paid is suggested as income of the quarter of the bank's day. */
export const benefitToIncomeSuggestion: Policy = {
  name: 'benefit-to-income-suggestion',
  version: 1,
  categories: ['distribution'],
  collections: {},
  needs: () => [],
  project: () => [],
  react: (event) => {
    if (event.type !== 'DividendsPaid') return [];
    const { batchNo, paid, on } = (event as Paid).data;
    const id = idOf(event.stream);
    return paid.map(({ householdId, amountFen }) => ({
      command: Object.assign(new SuggestIncome(), {
        suggestionId: derivedId('incomeSuggestion', id, batchNo, householdId),
        householdId,
        ...{ year: yearOf(on), quarter: quarterOf(on), item: DIVIDEND_ITEM, amountFen, source: event.stream },
      }),
      effectiveDate: on,
      reason: '经营主体已付分红，提示村级核实',
    }));
  },
};
