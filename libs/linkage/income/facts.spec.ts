import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { Desk } from '@testing/desk';
import { parameterId } from '@registry/parameter/state';
import { handledIncome } from './aggregate';
import { CorrectIncome, SuggestIncome } from './commands';
import {
  decided,
  householdId,
  id,
  income,
  informant,
  recording,
  registered,
  sheet,
  suggestionId,
} from './story';

const noon = Date.parse('2025-04-10T04:00:00.000Z');
const clock = { user: 'system', role: 'SYSTEM', scope: informant.scope } as const;
const stranger = { ...informant, scope: divisionCode('530424103202') };
const half = decided('income.outlierRatio', { numerator: 50, denominator: 100 });

describe('an income on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledIncome], noon);
    await desk.happened(...registered(1));
  });
  afterEach(() => desk.close());

  it('lies in the household’s village and year', async () => {
    const outcome = await desk.send(recording(), informant);
    expect(outcome).toMatchObject({ id, events: [{ data: { villageCode: informant.scope, items: sheet } }] });
    await expect(desk.send(recording({ quarter: 4, year: 2024 }), stranger)).rejects.toThrow('lies outside');
  });

  it('is compared with the same quarter of the year before, as far as the county decided that it may differ', async () => {
    await desk.happened(income(1, [2024, 1], { a1: 1 }));
    await expect(desk.send(recording(), informant)).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await expect(desk.send(recording(), stranger)).rejects.toThrow('lies outside');
    await desk.happened({ ...half, stream: `parameter-${parameterId('income.outlierRatio')}` });
    await expect(desk.send(recording(), informant)).rejects.toThrow('OUTLIER_NEEDS_COMMENT');
  });

  it('of nobody is refused', async () => {
    const nobody = recording({ householdId: suggestionId });
    await expect(desk.send(nobody, informant)).rejects.toThrow('HOUSEHOLD_UNKNOWN');
  });

  it('is suggested of a benefit by the category that the place counts its form to, and not where nobody decided', async () => {
    const booked = { form: 'CUSTODIAL_REARING', industry: 'LIVESTOCK' } as const;
    const suggest = (n: number) =>
      Object.assign(new SuggestIncome(), {
        ...{ suggestionId: derivedId('spec', n), householdId, year: 2025, quarter: 1 },
        ...{ booked, amountFen: 5, source: 'binding' },
      });
    const key = 'income.categoryByForm';
    expect((await desk.send(suggest(1), clock)).events).toEqual([]);
    const decision = decided(key, { CUSTODIAL_REARING: 'PROPERTY' });
    await desk.happened({ ...decision, stream: `parameter-${parameterId(key)}` });
    expect((await desk.send(suggest(1), clock)).events).toMatchObject([
      { type: 'IncomeSuggested', data: { item: 'c4', amountFen: 5 } },
    ]);
  });

  it('may begin with a suggestion of the system', async () => {
    const suggestion = {
      suggestionId,
      householdId,
      year: 2025,
      quarter: 1,
      item: 'c1',
      amountFen: 5,
      source: 'd1',
    };
    const outcome = await desk.send(Object.assign(new SuggestIncome(), suggestion), clock);
    expect(outcome).toMatchObject({ id, events: [{ type: 'IncomeSuggested' }] });
    const correct = Object.assign(new CorrectIncome(), {
      quarter: 1,
      populationCount: 1,
      items: {},
      corrects: 'OBJECTION',
    });
    await expect(desk.send(correct, informant, { id, reason: 'x' })).rejects.toThrow('INCOME_NOT_RECORDED');
  });
});
