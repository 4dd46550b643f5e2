import { quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import type { DistributionMode, IncomeItem } from '@kernel/linkage';
import { idOf } from '@projection/fold';
import type { Documents, Intent, Policy } from '@projection/projector';
import { refundItem } from './benefit-item';
import { SuggestIncome, WithdrawSuggestion } from './commands';
import { afterReclaim, refundOf } from './paid-line';
import {
  benefitIn,
  boundIn,
  industriesIn,
  lineIn,
  memory,
  needs,
  project,
  type Happened,
  type Happening,
} from './suggestion-memory';

/** 资产收益分红 */
const DIVIDEND_ITEM: IncomeItem = 'c1';
/** A benefit of these is what a distribution pays out, and is suggested when it has. */
const DIVIDENDS: readonly DistributionMode[] = [
  ...(['GUARANTEED', 'SHARE_BASED', 'GUARANTEED_PLUS_SHARE', 'PATRONAGE_REFUND'] as const),
];

const inQuarterOf = (on: CalendarDate) => ({ year: yearOf(on), quarter: quarterOf(on) });

/** What a payment may have suggested: what capital yields, and what was refunded by volume. */
const paymentSuggestions = (stream: string, batchNo: string, householdId: string) => {
  const payment = ['incomeSuggestion', idOf(stream), batchNo, householdId] as const;
  return { ofCapital: derivedId(...payment), ofRefund: derivedId(...payment, 'PATRONAGE') };
};

const benefitSuggestion = (stream: string, benefitId: string): string =>
  derivedId('incomeSuggestion', idOf(stream), benefitId);

type PaidPart = Happening<'DividendsPaid'>['data']['paid'][number];

const ofPayment = (
  event: Happening<'DividendsPaid'>,
  { householdId, amountFen }: PaidPart,
  documents: Documents,
): readonly Intent[] => {
  const { stream, data } = event;
  const { ofCapital, ofRefund } = paymentSuggestions(stream, data.batchNo, householdId);
  const refundFen = refundOf(lineIn(documents, event, householdId), amountFen);
  const onRefund = () => refundItem(industriesIn(documents, event, householdId));
  const parts = [
    { suggestionId: ofCapital, item: DIVIDEND_ITEM, amountFen: amountFen - refundFen },
    ...(refundFen === 0 ? [] : [{ suggestionId: ofRefund, item: onRefund(), amountFen: refundFen }]),
  ];
  return parts
    .filter((part) => part.amountFen > 0)
    .map((part) => ({
      command: Object.assign(new SuggestIncome(), {
        ...{ ...part, householdId, ...inQuarterOf(data.on), source: stream },
      }),
      effectiveDate: data.on,
      reason: '经营主体已付分红，提示村级核实',
    }));
};

const ofDividends = (event: Happening<'DividendsPaid'>, documents: Documents): readonly Intent[] =>
  event.data.paid.flatMap((part) => ofPayment(event, part, documents));

const ofBenefit = (event: Happening<'BenefitDelivered'>, documents: Documents): readonly Intent[] => {
  const { benefitId, form, mode, amountFen, on } = event.data;
  const bound = boundIn(documents, event);
  if (bound === undefined || DIVIDENDS.includes(mode)) return [];
  const { householdId, industry } = bound;
  const command = Object.assign(new SuggestIncome(), {
    suggestionId: benefitSuggestion(event.stream, benefitId),
    householdId,
    ...{ ...inQuarterOf(on), booked: { form, industry }, amountFen, source: event.stream },
  });
  return [{ command, effectiveDate: on, reason: '经营主体已登记收益兑现，提示村级核实' }];
};

const ofVoided = (event: Happening<'BenefitVoided'>, documents: Documents): readonly Intent[] => {
  const benefit = benefitIn(documents, event);
  if (benefit === undefined) return [];
  const { householdId, year } = benefit;
  const suggestionIds = [benefitSuggestion(event.stream, event.data.benefitId)];
  const command = Object.assign(new WithdrawSuggestion(), {
    ...{ householdId, year, suggestionIds, leftFen: 0, cause: 'BENEFIT_VOIDED' },
  });
  return [{ command, effectiveDate: event.data.on, reason: '收益登记已作废，撤回收入提示' }];
};

/** Says what is left of each payment, so that being told twice changes nothing. */
const ofReclaimed = (event: Happening<'OverpaymentReclaimed'>, documents: Documents): readonly Intent[] => {
  const { stream, data } = event;
  const { householdId, amountFen, on } = data;
  const { payments } = lineIn(documents, event, householdId);
  const after = afterReclaim(payments, amountFen);
  return payments.flatMap((payment, index) => {
    const leftFen = after[index]?.amountFen ?? 0;
    if (leftFen === payment.amountFen) return [];
    const { ofCapital, ofRefund } = paymentSuggestions(stream, payment.batchNo, householdId);
    const command = Object.assign(new WithdrawSuggestion(), {
      ...{ householdId, year: yearOf(payment.on), suggestionIds: [ofCapital, ofRefund], leftFen },
      cause: 'OVERPAYMENT_RECLAIMED',
    });
    return [{ command, effectiveDate: on, reason: '多付分红已追回，撤回收入提示' }];
  });
};

const REACTIONS: {
  readonly [Type in Happened['type']]?: (event: Happening<Type>, documents: Documents) => readonly Intent[];
} = {
  DividendsPaid: ofDividends,
  BenefitDelivered: ofBenefit,
  BenefitVoided: ofVoided,
  OverpaymentReclaimed: ofReclaimed,
};

const react = (event: Happened, documents: Documents): readonly Intent[] =>
  REACTIONS[event.type]?.(event as never, documents) ?? [];

/**
 * BenefitToIncomeSuggestion (4.25, 14): a dividend paid is suggested as income of the quarter of the bank's day, another benefit as
 * that of the quarter in which it was delivered; what is taken back of either is withdrawn.
 */
export const benefitToIncomeSuggestion: Policy = {
  name: 'benefit-to-income-suggestion',
  version: 4,
  categories: ['distribution', 'householdBinding'],
  sends: [SuggestIncome, WithdrawSuggestion],
  collections: memory,
  needs: (event, documents) => needs(event as Happened, documents),
  project: (event, documents) => project(event as Happened, documents),
  react: (event, documents) => react(event as Happened, documents),
};
