import { BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import type { EvaluationPhase } from './state';

const NOT_FROZEN = { PLANNED: 'EVALUATION_DATA_NOT_FROZEN' } as const;

/** Frozen, and no score stands. */
const UNSCORED = {
  in: ['DATA_FROZEN', 'SELF_REPORTED'],
  otherwise: 'EVALUATION_SCORED_ALREADY',
  unless: NOT_FROZEN,
} as const;

const NOT_FINAL = {
  in: [...UNSCORED.in, 'OBJECTION_WINDOW'],
  otherwise: 'EVALUATION_FINAL',
  unless: NOT_FROZEN,
} as const;

export const steps = {
  PlanEvaluation: { in: ['ABSENT'], otherwise: 'EVALUATION_EXISTS' },
  FreezeEvaluationData: { in: ['PLANNED'], otherwise: null },
  SubmitSelfReport: UNSCORED,
  RecordIndicator: NOT_FINAL,
  RecordEvaluationOpinion: NOT_FINAL,
  RecordResidentTeamOpinion: NOT_FINAL,
  RecordVeto: NOT_FINAL,
  ComputeScore: UNSCORED,
  RaiseObjection: BY_RULE,
  ResolveObjection: BY_RULE,
  FinalizeEvaluation: {
    in: ['OBJECTION_WINDOW'],
    idle: ['FINAL', 'CONSEQUENCE_APPLIED'],
    otherwise: 'EVALUATION_NOT_SCORED',
  },
  ApplyConsequence: { in: ['FINAL'], idle: ['CONSEQUENCE_APPLIED'], otherwise: 'EVALUATION_NOT_FINAL' },
} satisfies Steps<EvaluationPhase>;

export const lifecycle = phased(steps);
