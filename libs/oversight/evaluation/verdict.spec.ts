import { describe, expect, it } from '@jest/globals';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import {
  ApplyConsequence,
  ComputeScore,
  FinalizeEvaluation,
  RaiseObjection,
  RecordIndicator,
  ResolveObjection,
} from './commands';
import type { EvaluationEvent } from './events';
import {
  allOpined,
  by,
  EVALUATION,
  failed,
  finalized,
  frozen,
  known,
  objected,
  OBJECTION,
  on,
  ORDER,
  planned,
  reported,
  resolved,
  rules,
  scored,
  somebody,
  vetoed,
} from './story';

const { given } = specify<EvaluationEvent>(handledEvaluation, {
  ...known,
  id: EVALUATION,
  ...by('AGRI_BUREAU'),
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
    const upheld = given(planned, frozen, reported, scored, objected, resolved(true)).knowing(
      on('2025-02-20'),
    );
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
