import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledIncome } from './aggregate';
import { AcceptSuggestion, CorrectIncome, DeclineSuggestion, SuggestIncome } from './commands';
import type { IncomeEvent } from './events';
import type { Items } from '@kernel/income-formula';
import { accepted, corrected, householdId, id, informant, recorded, recording, sheet } from './story';
import { suggested, suggestionId, today, village } from './story';

const known = {
  ...{ id, actor: informant, today, effectiveDate: today },
  ...{ household: { villageCode: village, hasVanished: false }, yearBefore: null, outlierRatio: null },
};
const income = specify<IncomeEvent>(handledIncome, known);
const items = (more: Items) => ({ ...more }) as never;

describe('recording a quarter’s income', () => {
  it('keeps the sheet in its order, in the household’s village', () => {
    income.given().when(recording()).then(recorded());
    const [event] = income
      .given()
      .when(recording({ items: items({ e1: 2, a1: 1 }) }))
      .events();
    expect(Object.keys((event?.data as { items: Items }).items)).toEqual(['a1', 'e1']);
  });

  it('is done once for each quarter', () => {
    income.given(recorded()).when(recording()).thenRefused('INCOME_ALREADY_RECORDED');
    income
      .given(recorded({ quarter: 4, year: 2025 }))
      .when(recording())
      .then(recorded());
  });

  it('waits for the end of the quarter: its last day will do', () => {
    const last = { today: calendarDate('2025-03-31'), effectiveDate: calendarDate('2025-03-31') };
    const early = { today: calendarDate('2025-03-30'), effectiveDate: calendarDate('2025-03-30') };
    expect(income.given().knowing(last).when(recording()).events()).toHaveLength(1);
    income.given().knowing(early).when(recording()).thenRefused('QUARTER_NOT_OVER');
  });

  it('is refused unknown items, negative ones and nobody to share, all at once', () => {
    const asked = recording({ items: items({ z9: 1, b1: -1 }), populationCount: 0 });
    income
      .given()
      .when(asked)
      .thenRefused('POPULATION_NOT_POSITIVE', 'INCOME_ITEM_UNKNOWN', 'INCOME_ITEM_NEGATIVE');
  });

  it('is for a household that is there', () => {
    const of = (household: object) => income.given().knowing({ household }).when(recording());
    of({ villageCode: null, hasVanished: false }).thenRefused('HOUSEHOLD_UNKNOWN');
    of({ villageCode: village, hasVanished: true }).thenRefused('HOUSEHOLD_VANISHED');
    income
      .given()
      .knowing({ effectiveDate: calendarDate('2025-04-11') })
      .when(recording())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('asks for a comment where net income per head changes by more than half (R36)', () => {
    const outlierRatio = { numerator: 50, denominator: 100 };
    const against = (before: number, people = 1) =>
      income
        .given()
        .knowing({ outlierRatio, yearBefore: { populationCount: people, items: { a1: before } } });
    const now = (a1: number, more = {}) => recording({ items: items({ a1 }), populationCount: 1, ...more });
    expect(against(1_000).when(now(1_500)).events()).toHaveLength(1);
    against(1_000).when(now(1_501)).thenRefused('OUTLIER_NEEDS_COMMENT');
    against(1_000).when(now(499)).thenRefused('OUTLIER_NEEDS_COMMENT');
    expect(against(1_000).when(now(500)).events()).toHaveLength(1);
    expect(against(2_000, 2).when(now(1_500)).events()).toHaveLength(1);
    expect(against(0).when(now(9_999)).events()).toHaveLength(1);
    expect(
      against(1_000)
        .when(now(9_999, { outlierComment: '外出务工' }))
        .events(),
    ).toHaveLength(1);
  });
});

describe('correcting a quarter’s income', () => {
  const correct = (more: Partial<CorrectIncome> = {}) =>
    command(CorrectIncome, {
      ...{
        quarter: 1,
        populationCount: 4,
        items: items({ ...sheet, b1: 2_000_000 }),
        corrects: 'RECORDING_ERROR',
      },
      ...more,
    });
  const why = { reason: '称重单误读' };

  it('replaces the sheet and says why', () => {
    const after = corrected({ items: { ...sheet, b1: 2_000_000 } });
    income.given(recorded()).knowing(why).when(correct()).then(after);
    income.given(recorded()).when(correct()).thenRefused('REASON_REQUIRED');
    income.given(recorded(), after).knowing(why).when(correct()).thenNothing();
  });

  it('names the event whose sheet was wrong, where the officer does', () => {
    const [event] = income
      .given(recorded())
      .knowing(why)
      .when(correct({ correctsEventId: id }))
      .events();
    expect(event?.data).toMatchObject({ corrects: 'RECORDING_ERROR', correctsEventId: id });
  });

  it('needs a record, and a sheet that is right', () => {
    income
      .given(recorded())
      .knowing(why)
      .when(correct({ quarter: 2 }))
      .thenRefused('INCOME_NOT_RECORDED');
    income
      .given(recorded())
      .knowing(why)
      .when(correct({ items: items({ b1: -1 }) }))
      .thenRefused('INCOME_ITEM_NEGATIVE');
  });
});

describe('a suggestion', () => {
  const { data } = suggested as Extract<IncomeEvent, { type: 'IncomeSuggested' }>;
  const suggest = command(SuggestIncome, { ...data, householdId });
  const accept = command(AcceptSuggestion, { suggestionId });
  const decline = command(DeclineSuggestion, { suggestionId });
  const declined: IncomeEvent = {
    type: 'SuggestionDeclined',
    data: { suggestionId, reason: '已计入', on: today },
  };

  it('is remembered once and is no income by itself (3.4, 7)', () => {
    income.given().when(suggest).then(suggested);
    income.given(suggested).when(suggest).thenNothing();
    income
      .given()
      .knowing({ household: { villageCode: null } })
      .when(suggest)
      .thenRefused('HOUSEHOLD_UNKNOWN');
  });

  it('that is accepted corrects a quarter that is recorded', () => {
    const after = corrected({
      items: { a1: 1_860_000, b1: 2_145_000, c1: 57_246, ...sheet },
      corrects: 'LATE_EVIDENCE',
    });
    income.given(recorded(), suggested).when(accept).then(accepted, after);
  });

  it('that is accepted before has to stand in the sheet when the quarter is recorded', () => {
    income.given(suggested).when(accept).then(accepted);
    income.given(suggested, accepted).when(recording()).thenRefused('ACCEPTED_SUGGESTION_MISSING');
    const whole = items({ ...sheet, c1: 57_246 });
    expect(
      income
        .given(suggested, accepted)
        .when(recording({ items: whole }))
        .events(),
    ).toHaveLength(1);
  });

  it('is declined with a reason', () => {
    income.given(suggested).knowing({ reason: '已计入' }).when(decline).then(declined);
    income.given(suggested).when(decline).thenRefused('REASON_REQUIRED');
  });

  it('is decided once', () => {
    income.given(suggested, accepted).when(accept).thenNothing();
    income.given(suggested, declined).when(accept).thenRefused('SUGGESTION_DECIDED');
    income.given(suggested, declined).knowing({ reason: 'x' }).when(decline).thenNothing();
    income
      .given(suggested, accepted)
      .knowing({ reason: 'x' })
      .when(decline)
      .thenRefused('SUGGESTION_DECIDED');
    income.given().when(accept).thenRefused('SUGGESTION_UNKNOWN');
  });
});
