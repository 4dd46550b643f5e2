import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { surplus } from '../dividend-scheme/story';
import { approved, basis, EACH, household, id, paid, part, stream, told } from '../distribution/story';
import type { DistributionEvent } from '../distribution/events';
import type { Happening } from '@testing/events';
import { SuggestIncome, WithdrawSuggestion } from './commands';
import { benefitToIncomeSuggestion } from './policy';

/** The day on which something was taken back. */
const later = calendarDate('2025-05-08');

const suggestions = specifyPolicy(benefitToIncomeSuggestion).given();
const bankDay = calendarDate('2025-03-31');

describe('a dividend that was paid', () => {
  it('is suggested to each household as income of the quarter of the bank’s day', () => {
    const of = (n: number, amountFen: number) => ({
      command: Object.assign(new SuggestIncome(), {
        suggestionId: derivedId('incomeSuggestion', id, 'B1', household(n)),
        householdId: household(n),
        ...{ year: 2025, quarter: 1, item: 'c1', amountFen, source: stream },
      }),
      effectiveDate: bankDay,
      reason: '经营主体已付分红，提示村级核实',
    });
    suggestions.when(told(paid([part(1), part(2, 7)], bankDay))).thenSends([of(1, EACH), of(2, 7)]);
  });

  it('is nothing but a suggestion: no other event asks for anything', () => {
    const failed = { stream, type: 'PaymentsFailed', data: { batchNo: 'B1', failed: [], on: bankDay } };
    suggestions.when(failed).thenSendsNothing();
  });
});

describe('another benefit that was delivered', () => {
  const binding = derivedId('spec', 'binding');
  const of = (type: string, data: NonNullable<Happening['data']>): Happening => ({
    ...{ stream: `householdBinding-${binding}`, type, data },
  });
  const proposed = of('HouseholdBindingProposed', { householdId: household(1), industry: 'FRUIT' });
  const delivered = (mode: string) =>
    of('BenefitDelivered', {
      ...{ benefitId: 'b', form: 'ORDER_FARMING', mode, amountFen: 320_000, evidence: '凭证', on: bankDay },
    });

  it('is suggested to the household of the binding, by what the entity booked', () => {
    specifyPolicy(benefitToIncomeSuggestion)
      .given(proposed)
      .when(delivered('PRODUCT_PRICE'))
      .thenSends([
        {
          command: Object.assign(new SuggestIncome(), {
            suggestionId: derivedId('incomeSuggestion', binding, 'b'),
            ...{ householdId: household(1), year: 2025, quarter: 1, amountFen: 320_000 },
            booked: { form: 'ORDER_FARMING', industry: 'FRUIT' },
            source: `householdBinding-${binding}`,
          }),
          effectiveDate: bankDay,
          reason: '经营主体已登记收益兑现，提示村级核实',
        },
      ]);
  });

  it('is not where it is a dividend: that is suggested when its distribution has paid it', () =>
    specifyPolicy(benefitToIncomeSuggestion)
      .given(proposed)
      .when(delivered('SHARE_BASED'))
      .thenSendsNothing());
});

const withdrawn = (fields: Partial<WithdrawSuggestion>, reason: string) => ({
  command: Object.assign(new WithdrawSuggestion(), { householdId: household(1), year: 2025, ...fields }),
  effectiveDate: later,
  reason,
});

describe('a benefit that is voided', () => {
  const binding = derivedId('spec', 'binding');
  const of = (type: string, data: NonNullable<Happening['data']>): Happening => ({
    ...{ stream: `householdBinding-${binding}`, type, data },
  });
  const proposed = of('HouseholdBindingProposed', {
    ...{ householdId: household(1), entityId: derivedId('spec', 'cooperative'), industry: 'FRUIT' },
  });
  const delivered = of('BenefitDelivered', {
    ...{ benefitId: 'b', form: 'LABOUR_EMPLOYMENT', mode: 'TIME_WAGE', amountFen: 500_000 },
    ...{ evidence: '工资单', on: '2024-12-30' },
  });
  const voided = of('BenefitVoided', {
    ...{ benefitId: 'b', amountFen: 500_000, lastBenefitOn: null, voidedBy: 'boss', on: later },
  });

  it('takes its suggestion back, in the year in which it was delivered', () => {
    specifyPolicy(benefitToIncomeSuggestion)
      .given(proposed, delivered)
      .when(voided)
      .thenSends([
        withdrawn(
          {
            ...{ year: 2024, suggestionIds: [derivedId('incomeSuggestion', binding, 'b')] },
            ...{ leftFen: 0, cause: 'BENEFIT_VOIDED' },
          },
          '收益登记已作废，撤回收入提示',
        ),
      ]);
  });

  it('has nothing to take back where its delivery was never told', () =>
    specifyPolicy(benefitToIncomeSuggestion).given(proposed).when(voided).thenSendsNothing());
});

const reclaimed = (n: number, amountFen: number): Happening =>
  told({
    type: 'OverpaymentReclaimed',
    data: { householdId: household(n), amountFen, secondPerson: 'finance', on: later },
  });

describe('a dividend of which something is reclaimed', () => {
  const inDecember = calendarDate('2024-12-31');
  const twice = [
    told(paid([part(1, 100), part(2, 7)], inDecember)),
    told(paid([part(1, 50)], bankDay, 'B2')),
  ];
  const left = (batchNo: string, year: number, leftFen: number) => {
    const payment = ['incomeSuggestion', id, batchNo, household(1)] as const;
    const suggestionIds = [derivedId(...payment), derivedId(...payment, 'PATRONAGE')];
    const fields = { suggestionIds, year, leftFen, cause: 'OVERPAYMENT_RECLAIMED' } as const;
    return withdrawn(fields, '多付分红已追回，撤回收入提示');
  };
  const given = specifyPolicy(benefitToIncomeSuggestion).given;

  it('says what is left of the last payment, and of the one before where more was reclaimed', () => {
    given(...twice)
      .when(reclaimed(1, 20))
      .thenSends([left('B2', 2025, 30)]);
    given(...twice)
      .when(reclaimed(1, 60))
      .thenSends([left('B1', 2024, 90), left('B2', 2025, 0)]);
  });

  it('remembers what was reclaimed before', () => {
    given(...twice, reclaimed(1, 60))
      .when(reclaimed(1, 10))
      .thenSends([left('B1', 2024, 80)]);
  });

  it('has nothing to take back where no payment was told', () =>
    given().when(reclaimed(1, 10)).thenSendsNothing());
});

describe('a cooperative’s surplus that was paid (R15)', () => {
  const cooperative = derivedId('spec', 'cooperative');
  const statement = {
    ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
    ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000 },
    members: [{ householdId: household(1), volume: 10_000, capitalFen: 500_000 }],
  };
  const reckoned = approved({ ...basis, terms: surplus, months: 12, surplus: statement }).map(told);
  const bound = (industry: string): readonly Happening[] => {
    const binding = `householdBinding-${derivedId('spec', industry)}`;
    const parties = { householdId: household(1), entityId: cooperative, industry };
    return [
      { stream: binding, type: 'HouseholdBindingProposed', data: parties },
      { stream: binding, type: 'HouseholdBindingActivated', data: { from: '2024-01-10' } },
    ];
  };
  const suggestion = (fields: Partial<SuggestIncome>, n = 1) => ({
    command: Object.assign(new SuggestIncome(), {
      ...{ householdId: household(n), year: 2025, quarter: 1, source: stream, ...fields },
    }),
    effectiveDate: bankDay,
    reason: '经营主体已付分红，提示村级核实',
  });
  const capital = (amountFen: number, n = 1) => {
    const suggestionId = derivedId('incomeSuggestion', id, 'B1', household(n));
    return suggestion({ suggestionId, item: 'c1', amountFen }, n);
  };
  const refund = (amountFen: number, item: 'b3' | 'b4', n = 1) => {
    const suggestionId = derivedId('incomeSuggestion', id, 'B1', household(n), 'PATRONAGE');
    return suggestion({ suggestionId, item, amountFen }, n);
  };
  const payment = (amountFen: number, n = 1) => told(paid([part(n, amountFen)], bankDay));
  const given = specifyPolicy(benefitToIncomeSuggestion).given;

  it('is operating income as far as it was refunded by volume, and property income as far as capital earned it', () => {
    given(...bound('FRUIT'), ...reckoned)
      .when(payment(63_265))
      .thenSends([capital(31_765), refund(31_500, 'b3')]);
  });

  it('is refunded on the other line where the household is bound in none or several industries', () => {
    given(...reckoned)
      .when(payment(63_265))
      .thenSends([capital(31_765), refund(31_500, 'b4')]);
    given(...bound('FRUIT'), ...bound('LIVESTOCK'), ...reckoned)
      .when(payment(63_265))
      .thenSends([capital(31_765), refund(31_500, 'b4')]);
  });

  it('is told apart in the same way for the household to which it passed', () => {
    const passed: DistributionEvent = {
      type: 'DividendLinePassed',
      data: {
        ...{ householdId: household(1), successorId: household(9), successorNo: 'H9' },
        ...{ amountFen: 63_265, on: bankDay },
      },
    };
    given(...bound('FRUIT'), ...reckoned, told(passed))
      .when(payment(63_265, 9))
      .thenSends([capital(31_765, 9), refund(31_500, 'b4', 9)]);
  });
});
