import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import { ApplyConsequence, FinalizeEvaluation, PlanEvaluation } from './commands';
import type { EvaluationEvent } from './events';
import { AGREEMENT, allOpined, by, COOP, EVALUATION, frozen, known, on, planned, scored } from './story';

const { given } = specify<EvaluationEvent>(handledEvaluation, {
  ...known,
  id: EVALUATION,
  ...by('AGRI_BUREAU'),
});

describe('the trial of a revoked entity (R18)', () => {
  const revokedOn = calendarDate('2024-03-01');
  const january = given().knowing({ ...on('2025-01-15'), revokedOn });
  const plan = (agreementIds: string[]) =>
    command(PlanEvaluation, { entityId: COOP, year: 2024, agreementIds });
  const trial = { ...planned, data: { ...planned.data, trial: true } } as const;

  it('is the evaluation of a year that reaches beyond the revocation, with or without agreements', () => {
    january.when(plan([AGREEMENT])).then(trial);
    expect(january.knowing({ spans: [] }).when(plan([])).events()).toMatchObject([
      { data: { agreementIds: [], partialPeriod: false, trial: true } },
    ]);
  });

  it('is not the evaluation of a year that was over before, nor of an entity that is not revoked', () => {
    const later = { revokedOn: calendarDate('2025-01-10') };
    january
      .knowing(later)
      .when(plan([AGREEMENT]))
      .then(planned);
    for (const facts of [later, { revokedOn: null }])
      january
        .knowing({ ...facts, spans: [] })
        .when(plan([]))
        .thenRefused('EVALUATION_WITHOUT_AGREEMENT');
  });

  it('says so in its result, and brings no preference', () => {
    const best = { ...scored, data: { ...scored.data, totalCentiPoints: 9_500 } };
    const told = given(trial, frozen, best, ...allOpined).knowing(on('2025-02-12'));
    const [final] = told.when(new FinalizeEvaluation()).events();
    expect(final).toMatchObject({ data: { result: 'FULFILLED', grade: 'GOOD', trial: true } });
    given(trial, frozen, best, ...allOpined, final as EvaluationEvent)
      .when(command(ApplyConsequence, { consequence: 'PREFERENCE' }))
      .thenRefused('CONSEQUENCE_NOT_DUE');
  });
});
