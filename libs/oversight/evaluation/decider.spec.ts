import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import {
  ComputeScore,
  FreezeEvaluationData,
  IndicatorPart,
  PlanEvaluation,
  RecordIndicator,
  RecordVeto,
  SubmitSelfReport,
} from './commands';
import type { EvaluationEvent } from './events';
import {
  AGREEMENT,
  by,
  COOP,
  EVALUATION,
  finalized,
  frozen,
  known,
  on,
  planned,
  reported,
  scored,
  values,
  vetoed,
} from './story';

const { given } = specify<EvaluationEvent>(handledEvaluation, {
  ...known,
  id: EVALUATION,
  ...by('AGRI_BUREAU'),
});

describe('planning an evaluation', () => {
  const plan = command(PlanEvaluation, { entityId: COOP, year: 2024, agreementIds: [AGREEMENT] });
  const january = given().knowing(on('2025-01-15'));
  const span = known.spans[0]?.span ?? null;
  const spanning = (from: string, until: string | null = null, entityId = COOP) => ({
    spans: [{ id: AGREEMENT, span: { ...span, from, until, entityId } }],
  });

  it('enters the entity for the year', () => january.when(plan).then(planned));

  it('is partial where the agreement came into force within the year (R17, 12-20)', () => {
    expect(january.knowing(spanning('2024-12-20')).when(plan).events()).toMatchObject([
      { data: { partialPeriod: true } },
    ]);
    expect(january.knowing(spanning('2024-01-01')).when(plan).events()).toMatchObject([
      { data: { partialPeriod: false } },
    ]);
  });

  it('is whole where any agreement ran from the first day', () => {
    const both = { spans: [...spanning('2024-12-20').spans, ...known.spans] };
    expect(january.knowing(both).when(plan).events()).toMatchObject([{ data: { partialPeriod: false } }]);
  });

  it.each([
    ['2024-12-31', false],
    ['2025-01-01', true],
    ['2025-03-31', true],
    ['2025-04-01', false],
    ['2026-01-15', false],
  ])('on %s the window is open: %s', (date, isOpen) => {
    const asked = given().knowing(on(date)).when(plan);
    if (isOpen) expect(asked.events()).toHaveLength(1);
    else asked.thenRefused('EVALUATION_WINDOW_CLOSED');
  });

  it.each([
    ['ended before it', '2022-03-01', '2024-01-01'],
    ['began after it', '2025-01-01', null],
    ['never began', null, null],
  ])('is refused for an agreement that %s', (_what, from, until) =>
    january
      .knowing(spanning(from as string, until))
      .when(plan)
      .thenRefused('AGREEMENT_NOT_IN_FORCE_IN_YEAR'),
  );

  it('counts an agreement of one single day of the year', () => {
    for (const [from, until] of [
      ['2022-03-01', '2024-01-02'],
      ['2024-12-31', null],
    ] as const)
      expect(january.knowing(spanning(from, until)).when(plan).events()).toHaveLength(1);
  });

  it('is refused for an agreement with another entity or none at all', () => {
    january
      .knowing(spanning('2023-03-01', null, 'another'))
      .when(plan)
      .thenRefused('AGREEMENT_OF_ANOTHER_ENTITY');
    january
      .knowing({ spans: [{ id: AGREEMENT, span: null }] })
      .when(plan)
      .thenRefused('AGREEMENT_OF_ANOTHER_ENTITY');
  });

  it('lists all that is wrong at once', () =>
    given()
      .knowing({ ...on('2025-04-01'), today: calendarDate('2025-03-30'), ...spanning('2025-01-01') })
      .when(plan)
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE', 'EVALUATION_WINDOW_CLOSED', 'AGREEMENT_NOT_IN_FORCE_IN_YEAR'));

  it('is refused the second time, in whatever state', () => {
    for (const events of [[planned], [planned, frozen], [planned, frozen, scored, finalized]])
      given(...events)
        .knowing(on('2025-01-16'))
        .when(plan)
        .thenRefused('EVALUATION_EXISTS');
  });
});

describe('freezing the data', () => {
  const { asOf, knownAt, agreementIds, partialPeriod } = frozen.data;
  const freeze = command(FreezeEvaluationData, {
    ...{ asOf, knownAt, agreementIds: [...agreementIds], partialPeriod, vetoes: [] },
    indicators: values.map(({ indicator, numerator, denominator }) =>
      Object.assign(new IndicatorPart(), { indicator, numerator, denominator }),
    ),
  });

  it('keeps what was counted', () => given(planned).knowing(on('2025-01-15')).when(freeze).then(frozen));

  it('happens once', () => given(planned, frozen, scored).when(freeze).thenNothing());
});

describe('what is said of the year', () => {
  const report = command(SubmitSelfReport, { statement: '带动四十户', evidence: ['report.pdf'] });
  const record = command(RecordIndicator, { indicator: 'BENEFITS_PAID', numerator: 3, denominator: 4 });
  const veto = command(RecordVeto, { veto: 'FALSE_DATA', evidence: '核查表' });

  it('waits for the frozen data', () => {
    for (const asked of [report, record, veto, new ComputeScore()])
      given(planned).when(asked).thenRefused('EVALUATION_DATA_NOT_FROZEN');
  });

  it('the entity reports on itself', () =>
    given(planned, frozen)
      .knowing({ ...on('2025-01-20'), ...by('ENTITY_MANAGER') })
      .when(report)
      .then(reported));

  it('a department overrides what was computed, with its reason', () => {
    const reason = '经核实补计一笔';
    const told = given(planned, frozen).knowing({ ...on('2025-01-25'), ...by('FINANCE_BUREAU'), reason });
    const value = {
      indicator: 'BENEFITS_PAID',
      numerator: 3,
      denominator: 4,
      origin: 'RECORDED',
      reason,
    } as const;
    told.when(record).then({
      type: 'IndicatorRecorded',
      data: {
        ...{ value, department: 'FINANCE_BUREAU', recordedBy: 'FINANCE_BUREAU' },
        on: calendarDate('2025-01-25'),
      },
    });
    told.knowing({ reason: null }).when(record).thenRefused('REASON_REQUIRED');
  });

  it('nobody who spoke for the entity evaluates it', () => {
    const insider = { ...by('AGRI_BUREAU', 'ENTITY_MANAGER'), reason: 'x' };
    for (const asked of [record, veto, new ComputeScore()])
      given(planned, frozen, reported).knowing(insider).when(asked).thenRefused('EVALUATOR_IS_ENTITY');
  });

  it('a score closes the self-report and is not reckoned twice', () => {
    for (const asked of [report, new ComputeScore()])
      given(planned, frozen, scored)
        .knowing({ reason: 'x' })
        .when(asked)
        .thenRefused('EVALUATION_SCORED_ALREADY');
  });

  it('a department that comes after the score is heard with its reason, and the score falls', () => {
    const late = { ...on('2025-02-03'), ...by('FINANCE_BUREAU'), reason: '补录凭证' };
    const told = given(planned, frozen, reported, scored);
    const [recorded] = told.knowing(late).when(record).events() as [typeof scored];
    expect(given(planned, frozen, reported, scored, recorded).state()).toMatchObject({
      phase: 'SELF_REPORTED',
    });
    given(planned, frozen, scored, finalized).knowing(late).when(record).thenRefused('EVALUATION_FINAL');
  });

  it('a veto is recorded once, takes a score back, and comes too late after the result', () => {
    const dated = { ...on('2025-02-03'), ...by('SUPERVISOR', 'scorer') };
    given(planned, frozen).knowing(dated).when(veto).then(vetoed);
    given(planned, frozen, vetoed).knowing(dated).when(veto).thenNothing();
    expect(given(planned, frozen, reported, scored, vetoed).state()).toMatchObject({
      phase: 'SELF_REPORTED',
    });
    given(planned, frozen, scored, finalized).when(veto).thenRefused('EVALUATION_FINAL');
  });
});

describe('computing the score', () => {
  it('waits for the self-report (4.11), or says why there is none', () => {
    const told = given(planned, frozen).knowing({ ...on('2025-02-01'), ...by('AGRI_BUREAU', 'scorer') });
    told.when(new ComputeScore()).thenRefused('SELF_REPORT_MISSING');
    told.knowing({ reason: '逾期未报' }).when(new ComputeScore()).then(scored);
  });

  it('weighs what applies; three indicators do not, their weight goes to the others (82.72)', () =>
    given(planned, frozen, reported)
      .knowing({ ...on('2025-02-01'), ...by('AGRI_BUREAU', 'scorer') })
      .when(new ComputeScore())
      .then(scored));

  it('counts the days for objections from today, whatever the date of the score', () => {
    const backdated = { today: calendarDate('2025-03-01'), effectiveDate: calendarDate('2025-02-01') };
    expect(
      given(planned, frozen, reported).knowing(backdated).when(new ComputeScore()).events(),
    ).toMatchObject([{ data: { on: '2025-02-01', objectionUntil: '2025-03-11' } }]);
  });

  it('is refused where nothing applies', () => {
    const empty = { ...frozen, data: { ...frozen.data, indicators: [] } };
    given(planned, empty, reported).when(new ComputeScore()).thenRefused('NO_INDICATOR_APPLIES');
  });
});
