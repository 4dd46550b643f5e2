import { describe, expect, it } from '@jest/globals';
import type { Items } from '@kernel/income-formula';
import { command, specify } from '@testing/decider';
import { handledIncome } from './aggregate';
import { CorrectIncome } from './commands';
import type { IncomeEvent } from './events';
import type { SheetKnown } from './plausibility';
import { accepted, id, informant, recorded, recording, sheet, suggested, suggestionId, today } from './story';
import { village } from './story';

/** As the county has decided it: a wage is at least 100 yuan a quarter, and ten times the quarter before is looked at. */
const usual: SheetKnown = {
  registered: { populationCount: 4, drawsMinimumLiving: false },
  ...{ quarterBefore: null, implausibleWageFen: 10_000, jumpFactor: 10 },
};
const known = (more: Partial<SheetKnown> = {}) => ({ sheet: { ...usual, ...more } });

const { given } = specify<IncomeEvent>(handledIncome, {
  ...{ id, actor: informant, today, effectiveDate: today, reason: '录入有误', ...known() },
  ...{ household: { villageCode: village, hasVanished: false }, yearBefore: null, outlierRatio: null },
});
const items = (more: Items) => ({ ...more }) as never;
const of = (sheetItems: Items) => recording({ items: sheetItems });

describe('a sheet that is likely to be wrong (R36)', () => {
  it('is recorded all the same, and without a word where nothing is', () => {
    given().when(recording()).thenWarned();
    given()
      .when(recording({ populationCount: 40 }))
      .then(recorded({ populationCount: 40 }));
  });

  it('counts 40 people where the register has 4', () => {
    const asked = given().when(recording({ populationCount: 40 }));
    expect(asked.warnings()).toEqual([
      {
        ...{ code: 'POPULATION_DIFFERS', pointer: '/populationCount' },
        params: { populationCount: 40, registered: 4 },
      },
    ]);
  });

  it('has wages of more than nothing and less than 100 yuan', () => {
    given()
      .when(of({ a1: 9_999 }))
      .thenWarned('WAGE_IMPLAUSIBLE');
    given()
      .when(of({ a1: 10_000 }))
      .thenWarned();
    given()
      .when(of({ a1: 5_000, a4: 5_000 }))
      .thenWarned();
    given()
      .when(of({ b1: 9_999 }))
      .thenWarned();
  });

  it('has a wage a thousand times that of the quarter before, as if yuan were fen', () => {
    const after = (a1: number) =>
      given()
        .knowing(known({ quarterBefore: { a1: 18_600, b1: 0 } }))
        .when(of({ a1, b1: 1_000_000 }));
    expect(after(18_600_000).warnings()).toEqual([
      {
        ...{ code: 'INCOME_JUMPED', pointer: '/items/a1' },
        params: { item: 'a1', amountFen: 18_600_000, beforeFen: 18_600, factor: 10 },
      },
    ]);
    after(186_001).thenWarned('INCOME_JUMPED');
    after(186_000).thenWarned();
  });

  it('says another dividend than the entity has booked, while nobody has found that it was not paid', () => {
    const c1 = 57_246;
    for (const booked of [[suggested], [suggested, accepted]]) {
      given(...booked)
        .when(of({ ...sheet, c1 }))
        .thenWarned();
      given(...booked)
        .when(of({ ...sheet, c1: c1 + 1 }))
        .thenWarned('DIVIDEND_DIFFERS');
    }
    given(suggested).when(of(sheet)).thenWarned('DIVIDEND_DIFFERS');
    const declined = {
      type: 'SuggestionDeclined',
      data: { suggestionId, reason: '未到账', on: today },
    } as const;
    given(suggested, declined).when(of(sheet)).thenWarned();
  });

  it('says a minimum living allowance of a household that is not on record as drawing one', () => {
    given()
      .when(of({ ...sheet, d2: 1 }))
      .thenWarned('MINIMUM_LIVING_NOT_ON_RECORD');
    given()
      .knowing(known({ registered: { populationCount: 4, drawsMinimumLiving: true } }))
      .when(of({ ...sheet, d2: 1 }))
      .thenWarned();
  });

  it('is held against what the place decided, and against nothing where it decided nothing', () =>
    given()
      .knowing(known({ implausibleWageFen: null, jumpFactor: null, quarterBefore: { a1: 1 } }))
      .when(of({ a1: 9_999 }))
      .thenWarned());

  it('tells all of it at once, of a correction too', () => {
    const asked = command(CorrectIncome, {
      ...{ quarter: 1, populationCount: 3, corrects: 'RECORDING_ERROR', items: items({ a1: 50, d2: 5 }) },
    });
    given(recorded())
      .knowing(known({ quarterBefore: { a1: 4 } }))
      .when(asked)
      .thenWarned(
        ...['POPULATION_DIFFERS', 'WAGE_IMPLAUSIBLE', 'INCOME_JUMPED', 'MINIMUM_LIVING_NOT_ON_RECORD'],
      );
  });
});
