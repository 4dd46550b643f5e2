import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { surplus } from '../dividend-scheme/story';
import { approved, basis, EACH, household, id, paid, part, stream, told } from '../distribution/story';
import type { DistributionEvent } from '../distribution/events';
import type { Happening } from '@testing/events';
import { SuggestIncome } from './commands';
import { benefitToIncomeSuggestion } from './policy';

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
