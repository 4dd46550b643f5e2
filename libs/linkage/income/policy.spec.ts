import { describe, expect, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { EACH, household, id, paid, part, stream, told } from '../distribution/story';
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
    expect(benefitToIncomeSuggestion.categories).toEqual(['distribution']);
  });
});
