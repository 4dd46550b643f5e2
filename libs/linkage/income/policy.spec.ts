import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { EACH, household, id, paid, part, stream, told } from '../distribution/story';
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
