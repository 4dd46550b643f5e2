import { describe, expect, it } from '@jest/globals';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import { FinalizeEvaluation, RecordEvaluationOpinion, RecordResidentTeamOpinion } from './commands';
import type { EvaluationEvent } from './events';
import type { Evaluation } from './state';
import {
  allOpined,
  by,
  EVALUATION,
  finalized,
  frozen,
  known,
  on,
  opined,
  planned,
  reported,
  rules,
  scored,
  somebody,
  teamOpined,
  vetoed,
} from './story';

const { given } = specify<EvaluationEvent>(handledEvaluation, {
  ...known,
  id: EVALUATION,
  ...by('AGRI_BUREAU'),
});

describe('who has to speak before there is a result (4.11)', () => {
  const finalize = new FinalizeEvaluation();
  const opinion = command(RecordEvaluationOpinion, { opinion: '履约情况属实' });
  const teamOpinion = command(RecordResidentTeamOpinion, { opinion: '农户反映良好' });
  const [agri, revitalization, finance] = (
    ['AGRI_BUREAU', 'REVITALIZATION_BUREAU', 'FINANCE_BUREAU'] as const
  ).map((one) => opined(one));
  const after = (...events: readonly (EvaluationEvent | undefined)[]) =>
    given(planned, frozen, scored, ...events.flatMap((event) => event ?? [])).knowing(on('2025-02-12'));

  it('is a department, through who holds a post of it, and the resident work team', () => {
    const february = given(planned, frozen).knowing(on('2025-02-02'));
    february.knowing(by('FINANCE_BUREAU')).when(opinion).then(opined('FINANCE_BUREAU'));
    february.knowing(by('RESIDENT_TEAM')).when(teamOpinion).then(teamOpined);
  });

  it('is three departments and the team: without the team or with two there is none', () => {
    after(agri, revitalization, finance).when(finalize).thenRefused('RESIDENT_TEAM_OPINION_MISSING');
    expect(after(agri, finance, teamOpined).when(finalize).refusal().unmet).toMatchObject([
      { code: 'TOO_FEW_DEPARTMENTS', params: { needed: 3, departments: ['AGRI_BUREAU', 'FINANCE_BUREAU'] } },
    ]);
    expect(after(agri, revitalization, finance, teamOpined).when(finalize).events()).toHaveLength(1);
  });

  it('is one department once, however often and through whomever it speaks', () =>
    after(agri, opined('AGRI_BUREAU', 'another'), opined('AGRI_BUREAU', 'a third'), teamOpined)
      .when(finalize)
      .thenRefused('TOO_FEW_DEPARTMENTS'));

  it('is as many departments as the place has decided', () => {
    const departmentsMin = { ...rules.departmentsMin, value: 1 };
    expect(after(agri, teamOpined).knowing({ departmentsMin }).when(finalize).events()).toMatchObject([
      { data: { parameters: [{}, {}, { key: 'evaluation.departmentsMin', value: 1 }] } },
    ]);
  });

  it('is of an evaluation that was planned before it was asked for as well, and that can still be closed', () => {
    const { unpaidGuarantee: _later, ...before } = planned.data;
    const old = [{ ...planned, data: before }, frozen, scored] as const;
    const late = given(...old).knowing(on('2025-06-30'));
    late.when(finalize).thenRefused('RESIDENT_TEAM_OPINION_MISSING', 'TOO_FEW_DEPARTMENTS');
    expect(late.knowing(by('RESIDENT_TEAM')).when(teamOpinion).events()).toHaveLength(1);
    expect(
      given(...old, ...allOpined)
        .knowing(on('2025-06-30'))
        .when(finalize)
        .events(),
    ).toHaveLength(1);
  });

  it('is nobody who speaks for another side already, himself or through a deputy', () => {
    const spoken = after(opined('AGRI_BUREAU', 'li'), teamOpined);
    expect(spoken.knowing(by('FINANCE_BUREAU', 'li')).when(opinion).refusal().unmet).toMatchObject([
      { code: 'EVALUATOR_SPOKE_FOR_ANOTHER', params: { user: 'li', spokeFor: 'AGRI_BUREAU' } },
    ]);
    spoken
      .knowing({ actor: { ...somebody('FINANCE_BUREAU', 'deputy'), delegatedBy: 'RESIDENT_TEAM' } })
      .when(opinion)
      .thenRefused('EVALUATOR_SPOKE_FOR_ANOTHER');
    expect(spoken.knowing(by('AGRI_BUREAU', 'li')).when(opinion).events()).toHaveLength(1);
  });

  it('is nobody who spoke for the entity, and nobody before the data is frozen or after the result', () => {
    for (const asked of [opinion, teamOpinion]) {
      given(planned).when(asked).thenRefused('EVALUATION_DATA_NOT_FROZEN');
      given(planned, frozen, scored, finalized).when(asked).thenRefused('EVALUATION_FINAL');
      given(planned, frozen, reported)
        .knowing(by('AGRI_BUREAU', 'ENTITY_MANAGER'))
        .when(asked)
        .thenRefused('EVALUATOR_IS_ENTITY');
    }
  });

  it('stays heard when the score falls', () => {
    const { opinions } = given(planned, frozen, scored, ...allOpined, vetoed).state() as Evaluation;
    expect(opinions).toHaveLength(4);
  });
});
