import { quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import type { DistributionMode, Industry } from '@kernel/linkage';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { DistributionEvent } from '../distribution/events';
import type { HouseholdBindingEvent } from '../household-binding/events';
import { SuggestIncome } from './commands';

type Happened = Recorded<DistributionEvent | HouseholdBindingEvent>;
type Paid = Extract<Happened, { readonly type: 'DividendsPaid' }>;
type Delivered = Extract<Happened, { readonly type: 'BenefitDelivered' }>;

/** 资产收益分红 */
const DIVIDEND_ITEM = 'c1';
/** A benefit of these is what a distribution pays out, and is suggested when it has. */
const DIVIDENDS: readonly DistributionMode[] = [
  ...(['GUARANTEED', 'SHARE_BASED', 'GUARANTEED_PLUS_SHARE', 'PATRONAGE_REFUND'] as const),
];

const BOUND = 'suggestion-bindings';
type Bound = Document & { readonly householdId: string; readonly industry: Industry };

const boundOf = ({ stream }: RecordedEvent): Key => ({ collection: BOUND, id: idOf(stream) });

const inQuarterOf = (on: CalendarDate) => ({ year: yearOf(on), quarter: quarterOf(on) });

const ofDividends = ({ stream, data: { batchNo, paid, on } }: Paid): readonly Intent[] =>
  paid.map(({ householdId, amountFen }) => ({
    command: Object.assign(new SuggestIncome(), {
      suggestionId: derivedId('incomeSuggestion', idOf(stream), batchNo, householdId),
      householdId,
      ...{ ...inQuarterOf(on), item: DIVIDEND_ITEM, amountFen, source: stream },
    }),
    effectiveDate: on,
    reason: '经营主体已付分红，提示村级核实',
  }));

const ofBenefit = ({ stream, data }: Delivered, bound: Bound | undefined): readonly Intent[] => {
  const { benefitId, form, mode, amountFen, on } = data;
  if (bound === undefined || DIVIDENDS.includes(mode)) return [];
  const { householdId, industry } = bound;
  const command = Object.assign(new SuggestIncome(), {
    suggestionId: derivedId('incomeSuggestion', idOf(stream), benefitId),
    householdId,
    ...{ ...inQuarterOf(on), booked: { form, industry }, amountFen, source: stream },
  });
  return [{ command, effectiveDate: on, reason: '经营主体已登记收益兑现，提示村级核实' }];
};

const react = (event: Happened, documents: Documents): readonly Intent[] => {
  if (event.type === 'DividendsPaid') return ofDividends(event);
  if (event.type !== 'BenefitDelivered') return [];
  const { collection, id } = boundOf(event);
  return ofBenefit(event, documents.get<Bound>(collection, id));
};

/**
 * BenefitToIncomeSuggestion (4.25, 14): a dividend paid is suggested as income of the quarter of the bank's day, another benefit as
 * that of the quarter in which it was delivered.
 */
export const benefitToIncomeSuggestion: Policy = {
  name: 'benefit-to-income-suggestion',
  version: 2,
  categories: ['distribution', 'householdBinding'],
  collections: { [BOUND]: { indexes: [] } },
  needs: (event) => (categoryOf(event.stream) === 'householdBinding' ? [boundOf(event)] : []),
  project: (event) => {
    const happened = event as Happened;
    if (happened.type !== 'HouseholdBindingProposed') return [];
    const { householdId, industry } = happened.data;
    return [put(BOUND, { id: idOf(event.stream), householdId, industry })];
  },
  react: (event, documents) => react(event as Happened, documents),
};
