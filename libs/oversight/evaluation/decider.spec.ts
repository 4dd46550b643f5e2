import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import {
  ApplyConsequence,
  ComputeScore,
  FinalizeEvaluation,
  FreezeEvaluationData,
  IndicatorPart,
  PlanEvaluation,
  RaiseObjection,
  RecordIndicator,
  RecordVeto,
  ResolveObjection,
  SubmitSelfReport,
} from './commands';
import type { EvaluationEvent } from './events';
import {
  AGREEMENT,
  allOpined,
  COOP,
  EVALUATION,
  failed,
  finalized,
  frozen,
  known,
  objected,
  OBJECTION,
  ORDER,
  planned,
  reported,
  resolved,
  rules,
  scored,
  somebody,
  values,
  vetoed,
} from './story';

const { given } = specify<EvaluationEvent>(handledEvaluation, {
  ...known,
  id: EVALUATION,
  actor: somebody('AGRI_BUREAU'),
});
const on = (date: string) => ({ today: calendarDate(date), effectiveDate: calendarDate(date) });
const by = (role: Parameters<typeof somebody>[0], user?: string) => ({ actor: somebody(role, user) });

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

  it('a score closes the data', () => {
    for (const asked of [report, record, new ComputeScore()])
      given(planned, frozen, scored)
        .knowing({ reason: 'x' })
        .when(asked)
        .thenRefused('EVALUATION_SCORED_ALREADY');
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
  it('weighs what applies; three indicators do not, their weight goes to the others (82.72)', () =>
    given(planned, frozen)
      .knowing({ ...on('2025-02-01'), ...by('AGRI_BUREAU', 'scorer') })
      .when(new ComputeScore())
      .then(scored));

  it('counts the days for objections from today, whatever the date of the score', () => {
    const backdated = { today: calendarDate('2025-03-01'), effectiveDate: calendarDate('2025-02-01') };
    expect(given(planned, frozen).knowing(backdated).when(new ComputeScore()).events()).toMatchObject([
      { data: { on: '2025-02-01', objectionUntil: '2025-03-11' } },
    ]);
  });

  it('is refused where nothing applies', () => {
    const empty = { ...frozen, data: { ...frozen.data, indicators: [] } };
    given(planned, empty).when(new ComputeScore()).thenRefused('NO_INDICATOR_APPLIES');
  });
});

describe('objections', () => {
  const raise = command(RaiseObjection, { grounds: '漏计两户' });
  const resolve = (upheld: boolean) =>
    command(ResolveObjection, { objectionId: OBJECTION, upheld, answer: '已核' });
  const manager = { ...by('ENTITY_MANAGER'), commandId: OBJECTION };
  const window = given(planned, frozen, scored);

  it('are raised to the end of the last day', () => {
    window
      .knowing({ ...on('2025-02-05'), ...manager })
      .when(raise)
      .then(objected);
    expect(
      window
        .knowing({ ...on('2025-02-11'), ...manager })
        .when(raise)
        .events(),
    ).toHaveLength(1);
    window
      .knowing({ ...on('2025-02-12'), ...manager })
      .when(raise)
      .thenRefused('OBJECTION_WINDOW_CLOSED');
  });

  it('have nothing to be raised against without a score, and come too late after the result', () => {
    given(planned, frozen).knowing(manager).when(raise).thenRefused('EVALUATION_NOT_SCORED');
    given(planned, frozen, scored, vetoed)
      .knowing(manager)
      .when(raise)
      .thenRefused('OBJECTION_WINDOW_CLOSED');
    given(planned, frozen, scored, finalized)
      .knowing({ ...on('2025-02-05'), ...manager })
      .when(raise)
      .thenRefused('OBJECTION_WINDOW_CLOSED');
  });

  it('are answered once', () => {
    const raised = given(planned, frozen, scored, objected).knowing(on('2025-02-08'));
    raised.when(resolve(false)).then(resolved(false));
    window.when(resolve(false)).thenRefused('OBJECTION_UNKNOWN');
    given(planned, frozen, scored, objected, resolved(false))
      .when(resolve(true))
      .thenRefused('OBJECTION_RESOLVED_ALREADY');
  });

  it('are not answered by who raised them', () =>
    given(planned, frozen, scored, objected)
      .knowing(by('AGRI_BUREAU', 'ENTITY_MANAGER'))
      .when(resolve(true))
      .thenRefused('EVALUATOR_IS_ENTITY'));

  it('are not answered by who recorded or scored what they are about, nor through a deputy', () => {
    const raised = given(planned, frozen, scored, objected).knowing(on('2025-02-08'));
    raised.knowing(by('AGRI_BUREAU', 'scorer')).when(resolve(false)).thenRefused('RESOLVER_IS_SCORER');
    raised
      .knowing({ actor: { ...somebody('COUNTY_SIGNER'), delegatedBy: 'scorer' } })
      .when(resolve(true))
      .thenRefused('RESOLVER_IS_SCORER');
    raised.knowing(by('COUNTY_SIGNER')).when(resolve(false)).then(resolved(false));
  });

  it('one that is upheld takes the score back', () => {
    const upheld = given(planned, frozen, scored, objected, resolved(true)).knowing(on('2025-02-20'));
    upheld.when(new FinalizeEvaluation()).thenRefused('EVALUATION_NOT_SCORED');
    expect(upheld.when(new ComputeScore()).events()).toMatchObject([
      { data: { objectionUntil: '2025-03-02' } },
    ]);
  });
});

describe('the result', () => {
  const finalize = new FinalizeEvaluation();
  const after = given(planned, frozen, scored, ...allOpined).knowing(on('2025-02-12'));

  it('stands when the window is over', () => after.when(finalize).then(finalized));

  it('waits for the window and for open objections', () => {
    after.knowing(on('2025-02-11')).when(finalize).thenRefused('OBJECTION_WINDOW_RUNNING');
    given(planned, frozen, scored, ...allOpined, objected)
      .knowing(on('2025-02-12'))
      .when(finalize)
      .thenRefused('OBJECTION_OPEN');
    given(planned, frozen, scored, ...allOpined, objected)
      .knowing(on('2025-02-10'))
      .when(finalize)
      .thenRefused('OBJECTION_OPEN', 'OBJECTION_WINDOW_RUNNING');
  });

  it('is found by somebody who neither recorded nor scored, of the bureau or the county', () => {
    const [counted] = given(planned, frozen)
      .knowing({ ...on('2025-01-25'), ...by('AGRI_BUREAU', 'counter'), reason: '补计一笔' })
      .when(command(RecordIndicator, { indicator: 'BENEFITS_PAID', numerator: 3, denominator: 4 }))
      .events();
    const told = [planned, frozen, ...(counted ? [counted] : []), scored, ...allOpined];
    const asked = given(...told).knowing(on('2025-02-12'));
    for (const user of ['counter', 'scorer'])
      asked.knowing(by('AGRI_BUREAU', user)).when(finalize).thenRefused('FINALIZER_IS_SCORER');
    for (const role of ['AGRI_BUREAU', 'COUNTY_SIGNER'] as const)
      expect(asked.knowing(by(role)).when(finalize).events()).toHaveLength(1);
  });

  it('is found by anybody where the log does not say who scored', () => {
    const { computedBy: _later, ...data } = scored.data;
    const old = given(planned, frozen, { ...scored, data }, ...allOpined).knowing(on('2025-02-12'));
    expect(old.knowing(by('AGRI_BUREAU', 'scorer')).when(finalize).events()).toHaveLength(1);
  });

  it('needs a score, and comes once', () => {
    given(planned, frozen).when(finalize).thenRefused('EVALUATION_NOT_SCORED');
    given(planned, frozen, scored, finalized).when(finalize).thenNothing();
  });

  it.each([
    [9_000, 'FULFILLED', 'GOOD'],
    [8_999, 'FULFILLED', 'FAIRLY_GOOD'],
    [8_000, 'FULFILLED', 'FAIRLY_GOOD'],
    [6_000, 'FULFILLED', 'ORDINARY'],
    [5_999, 'NOT_FULFILLED', 'POOR'],
  ])('%i hundredths are %s and %s', (totalCentiPoints, result, grade) => {
    const total = { ...scored, data: { ...scored.data, totalCentiPoints } };
    const events = given(planned, frozen, ...allOpined, total)
      .knowing(on('2025-02-12'))
      .when(finalize)
      .events();
    expect(events).toMatchObject([{ data: { result, grade, totalCentiPoints } }]);
  });

  it('is NOT_FULFILLED with any veto, whatever the points', () => {
    const events = given(planned, frozen, vetoed, scored, ...allOpined)
      .knowing(on('2025-02-12'))
      .when(finalize)
      .events();
    expect(events).toMatchObject([
      { data: { result: 'NOT_FULFILLED', totalCentiPoints: 8_272, vetoes: ['FALSE_DATA'] } },
    ]);
  });

  it('uses the pass mark of the place', () => {
    const passMark = { ...rules.passMark, value: 83 };
    expect(after.knowing({ passMark }).when(finalize).events()).toMatchObject([
      { data: { result: 'NOT_FULFILLED' } },
    ]);
  });
});

describe('the consequence', () => {
  const prefer = command(ApplyConsequence, { consequence: 'PREFERENCE' });
  const rectify = command(ApplyConsequence, { consequence: 'RECTIFICATION', rectificationId: ORDER });
  const good = { ...finalized, data: { ...finalized.data, grade: 'GOOD' } } as const;

  it('is preference for FULFILLED and GOOD, and only for that', () => {
    expect(given(planned, good).when(prefer).events()).toMatchObject([
      { data: { consequence: 'PREFERENCE' } },
    ]);
    given(planned, finalized).when(prefer).thenRefused('CONSEQUENCE_NOT_DUE');
    given(planned, failed).when(prefer).thenRefused('CONSEQUENCE_NOT_DUE');
  });

  it('is rectification for NOT_FULFILLED, and only for that', () => {
    expect(given(planned, failed).when(rectify).events()).toMatchObject([
      { data: { consequence: 'RECTIFICATION', rectificationId: ORDER } },
    ]);
    given(planned, good).when(rectify).thenRefused('CONSEQUENCE_NOT_DUE');
  });

  it('follows the result once', () => {
    given(planned, frozen, scored).when(prefer).thenRefused('EVALUATION_NOT_FINAL');
    const [applied] = given(planned, good).when(prefer).events();
    given(planned, good, ...(applied ? [applied] : []))
      .when(prefer)
      .thenNothing();
  });
});
