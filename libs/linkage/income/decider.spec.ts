import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledIncome } from './aggregate';
import {
  AcceptSuggestion,
  CorrectIncome,
  DeclineSuggestion,
  SuggestIncome,
  WithdrawSuggestion,
} from './commands';
import type { IncomeEvent } from './events';
import type { Items } from '@kernel/income-formula';
import { accepted, corrected, householdId, id, informant, recorded, recording, sheet } from './story';
import { suggested, suggestionId, today, village, withdrawn } from './story';
import { derivedId } from '@kernel/ids';

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

describe('a suggestion of which something was taken back', () => {
  const refundId = derivedId('spec', 'suggestion', 'refund');
  const ofRefund = {
    ...suggested,
    data: { ...suggested.data, suggestionId: refundId, item: 'b3', amountFen: 3 },
  };
  const withdraw = (more: Partial<WithdrawSuggestion> = {}) =>
    command(WithdrawSuggestion, {
      ...{ householdId, year: 2025, suggestionIds: [suggestionId, refundId], leftFen: 0 },
      ...{ cause: 'OVERPAYMENT_RECLAIMED', ...more },
    });
  const counted = recorded({ items: { ...sheet, c1: 57_246 } });
  const accept = command(AcceptSuggestion, { suggestionId });
  const correct = (c1: number, more: Partial<CorrectIncome> = {}) =>
    command(CorrectIncome, {
      ...{ quarter: 1, populationCount: 4, items: items({ ...sheet, c1 }), corrects: 'LATE_EVIDENCE' },
      ...more,
    });
  const why = { reason: '多付分红已追回' };

  it('is withdrawn, and nobody can accept it any more', () => {
    income.given(suggested).when(withdraw()).then(withdrawn());
    income.given(suggested, withdrawn()).when(accept).thenRefused('SUGGESTION_DECIDED');
    income.given(suggested, withdrawn()).when(withdraw()).thenNothing();
    expect(income.given(suggested, withdrawn()).when(recording()).events()).toHaveLength(1);
  });

  it('keeps the rest of a payment that was reclaimed in part, also where one suggestion was made of all of it', () => {
    const partly = withdrawn({ amountFen: 7_246, leftFen: 50_000 });
    income
      .given(suggested)
      .when(withdraw({ leftFen: 50_000 }))
      .then(partly);
    income
      .given(suggested, partly)
      .when(withdraw({ leftFen: 50_000 }))
      .thenNothing();
    const [, correction] = income.given(recorded(), suggested, partly).when(accept).events();
    expect(correction?.data).toMatchObject({ items: { c1: 50_000 } });
  });

  it('shares what was taken back with the others that came of the same payment, to the fen', () => {
    const both = income.given(suggested, ofRefund as IncomeEvent);
    both
      .when(withdraw({ leftFen: 28_625 }))
      .then(
        withdrawn({ amountFen: 28_623, leftFen: 28_623 }),
        withdrawn({ suggestionId: refundId, amountFen: 1, leftFen: 2 }),
      );
    both.when(withdraw({ leftFen: 57_249 })).thenNothing();
  });

  it('was never made where the place counts such a benefit to nothing', () => {
    income.given().when(withdraw()).thenNothing();
  });

  it('changes no sheet that counts it; the village corrects it, and may now go below what it had accepted', () => {
    const before = income.given(suggested, accepted, counted);
    before.knowing(why).when(correct(0)).thenRefused('ACCEPTED_SUGGESTION_MISSING');
    before.when(withdraw()).then(withdrawn());
    const after = corrected({ items: { ...sheet, c1: 0 }, corrects: 'LATE_EVIDENCE' });
    const [event] = income
      .given(suggested, accepted, counted, withdrawn())
      .knowing(why)
      .when(correct(0))
      .events();
    expect(event).toEqual(after);
  });

  it('waits until the village lowers the item, or says that the sheet is right as it stands', () => {
    const told = [suggested, accepted, counted, withdrawn()];
    const waiting = (...more: readonly IncomeEvent[]) =>
      (income.given(...told, ...more).state() as { toCorrect: object }).toCorrect;
    const sheetOf = (more: Items) => corrected({ items: { ...sheet, c1: 57_246, ...more } });
    expect(waiting()).toEqual({ 1: { c1: 57_246 } });
    expect(waiting(sheetOf({ a1: 1 }))).toEqual({ 1: { c1: 57_246 } });
    expect(waiting(sheetOf({ c1: 60_000 }))).toEqual({ 1: { c1: 57_246 } });
    expect(waiting(sheetOf({ c1: 1_000 }))).toEqual({ 1: {} });
    expect(waiting(sheetOf({}))).toEqual({ 1: {} });
    const again = income.given(...told).knowing(why);
    expect(again.when(correct(57_246)).events()).toEqual([
      corrected({ items: { ...sheet, c1: 57_246 }, corrects: 'LATE_EVIDENCE' }),
    ]);
    income
      .given(...told, sheetOf({}))
      .knowing(why)
      .when(correct(57_246))
      .thenNothing();
  });

  it('waits only where a sheet may hold it: not where nobody had decided on it, and at most what is in the sheet', () => {
    const waiting = (...told: readonly IncomeEvent[]) =>
      (income.given(...told).state() as { toCorrect: object }).toCorrect;
    const declined: IncomeEvent = {
      type: 'SuggestionDeclined',
      data: { suggestionId, reason: '已计入', on: today },
    };
    const little = recorded({ items: { ...sheet, c1: 1_000 } });
    expect(waiting(counted, suggested, withdrawn())).toEqual({ 1: {} });
    expect(waiting(suggested, accepted, withdrawn())).toEqual({});
    expect(waiting(recorded(), suggested, declined, withdrawn())).toEqual({ 1: {} });
    expect(waiting(little, suggested, declined, withdrawn())).toEqual({ 1: { c1: 1_000 } });
  });
});

describe('a sheet that counts less than was accepted', () => {
  const lowered = (corrects: CorrectIncome['corrects'], more: Items) =>
    command(CorrectIncome, { quarter: 1, populationCount: 4, items: items(more), corrects });
  const why = { reason: '入户核查未见该笔收入' };
  const counted = [suggested, accepted, recorded({ items: { ...sheet, c1: 57_246 } })];

  it('is what an inspection or an objection finds, never a correction of the village’s own', () => {
    const correct = (corrects: CorrectIncome['corrects']) =>
      income
        .given(...counted)
        .knowing(why)
        .when(lowered(corrects, { ...sheet, c1: 0 }));
    correct('RECORDING_ERROR').thenRefused('ACCEPTED_SUGGESTION_MISSING');
    correct('LATE_EVIDENCE').thenRefused('ACCEPTED_SUGGESTION_MISSING');
    expect(correct('INSPECTION').events()).toHaveLength(1);
    expect(correct('OBJECTION').events()).toHaveLength(1);
  });

  it('stays so when something else in it is corrected', () => {
    const found = corrected({ items: { ...sheet, c1: 100 }, corrects: 'INSPECTION' });
    const after = income.given(...counted, found).knowing(why);
    expect(after.when(lowered('RECORDING_ERROR', { ...sheet, b1: 1, c1: 100 })).events()).toHaveLength(1);
    after.when(lowered('RECORDING_ERROR', { ...sheet, c1: 99 })).thenRefused('ACCEPTED_SUGGESTION_MISSING');
  });
});
