import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { IncomeDecline, IncomeRecording, figureAnswers } from '@linkage/income-figure/queries';
import { IncomeComparisons, incomeListAnswers } from '@linkage/income-list/queries';
import { command, specify } from '@testing/decider';
import { givenEvents } from '@testing/projection';
import { Shelf } from '@testing/shelf';
import { handledIncome } from './aggregate';
import { CorrectIncome, IncomeItemsPart, VoidIncome } from './commands';
import type { IncomeEvent } from './events';
import { incomeFigures, incomeRegister } from './projector';
import {
  accepted,
  county,
  decided,
  id,
  income,
  informant,
  parameterView,
  recorded,
  recording,
  registered,
  suggested,
  told,
  today,
  village,
  voided,
  withdrawn,
} from './story';

const known = {
  ...{ id, actor: informant, today, effectiveDate: today, reason: '误录邻户收入' },
  ...{ household: { villageCode: village, hasVanished: false }, yearBefore: null, outlierRatio: null },
};
const { given } = specify<IncomeEvent>(handledIncome, known);
const voiding = command(VoidIncome, { quarter: 1 });

describe('a sheet of another household', () => {
  it('is taken back with a reason, where there is one', () => {
    given(recorded()).when(voiding).then(voided);
    given(recorded()).knowing({ reason: null }).when(voiding).thenRefused('REASON_REQUIRED');
    given(recorded())
      .when(command(VoidIncome, { quarter: 2 }))
      .thenRefused('INCOME_NOT_RECORDED');
    given(recorded(), voided).when(voiding).thenRefused('INCOME_NOT_RECORDED');
    const tomorrow = { effectiveDate: calendarDate('2025-04-11') };
    given(recorded()).knowing(tomorrow).when(voiding).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('leaves a quarter that is recorded anew, not corrected', () => {
    const correct = command(CorrectIncome, {
      ...{ quarter: 1, populationCount: 4, items: new IncomeItemsPart(), corrects: 'RECORDING_ERROR' },
    });
    given(recorded(), voided).when(correct).thenRefused('INCOME_NOT_RECORDED');
    given(recorded(), voided).when(recording()).then(recorded());
    expect(given(recorded(), recorded({ quarter: 2 }), voided).state()).toMatchObject({
      quarters: { 2: { populationCount: 4 } },
    });
  });

  it('takes nothing from what was accepted: the next sheet includes it', () => {
    given(suggested, accepted, recorded({ items: { c1: 57_246 } }), voided)
      .when(recording({ items: { a1: 1 } }))
      .thenRefused('ACCEPTED_SUGGESTION_MISSING');
  });

  it('has nothing to be corrected any more', () => {
    const counted = [suggested, accepted, recorded({ items: { c1: 57_246 } }), withdrawn()];
    expect(given(...counted).state()).toMatchObject({ toCorrect: { 1: { c1: 57_246 } } });
    expect(given(...counted, voided).state()).toMatchObject({ toCorrect: {}, quarters: {} });
    const book = givenEvents(...[...counted, voided].map((event) => told(event))).project(incomeRegister);
    expect(book.all('incomes')).toMatchObject([{ awaitsCorrection: false, recordedQuarters: 0, netFen: 0 }]);
  });
});

describe('the figures of a county of which a sheet was taken back', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    const viewer = { user: 'supervisor', role: 'SUPERVISOR', scope: county } as const;
    shelf = new Shelf([...figureAnswers, ...incomeListAnswers], { viewer, today: '2026-01-20' });
    const taken = { type: 'IncomeVoided', known: '2025-06-15' } as const;
    await shelf.hold(incomeFigures, [
      ...[1, 2].flatMap((n) => registered(n)),
      ...[income(1, [2024, 1], { b1: 900 }), income(1, [2025, 1], { b1: 100 })],
      ...[income(2, [2025, 1], { b1: 100 }), income(1, [2025, 1, taken], {})],
    ]);
    await shelf.hold(parameterView, [
      decided('deduction.comparison', 'YOY_CUMULATIVE'),
      decided('coverage.targetCategories', ['ALLEVIATED', 'MONITORED']),
      decided('coverage.includeRiskEliminated', true),
      decided('income.recordingDays', 15),
    ]);
  });
  afterEach(() => shelf.close());

  const ask = (question: object, knownAt: string) =>
    shelf.ask(Object.assign(question, { division: county, year: 2025, quarter: 1, knownAt }));

  it('do not count it from the day on which that is known, and do before', async () => {
    const counted = (knownAt: string) => ask(new IncomeRecording(), knownAt);
    expect(await counted('2025-06-14')).toMatchObject({ numerator: 2, denominator: 2 });
    expect(await counted('2025-06-15')).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('see no decline in it', async () => {
    const declined = (knownAt: string) => ask(new IncomeDecline(), knownAt);
    expect(await declined('2025-06-14')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await declined('2025-06-15')).toMatchObject({ numerator: 0, denominator: 0, missing: 1 });
    const compared = Object.assign(new IncomeComparisons(), { comparison: 'YOY_CUMULATIVE' });
    expect(await ask(compared, '2025-06-15')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ householdNo: 'H1', currentFen: null, outcome: 'MISSING' }),
      ]),
    });
  });
});
