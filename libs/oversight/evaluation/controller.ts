import { commandsAt, questionsAt } from '@http/controllers';
import { handledEvaluation } from './aggregate';
import {
  ComputeScore,
  FinalizeEvaluation,
  PlanEvaluation,
  RaiseObjection,
  RecordEvaluationOpinion,
  RecordIndicator,
  RecordResidentTeamOpinion,
  RecordVeto,
  ResolveObjection,
  SubmitSelfReport,
} from './commands';
import { EvaluationEntry, EvaluationExplanation, EvaluationList, EvaluationRanking } from './queries';

const TAG = '年度评估 Evaluations';

export const EvaluationCommands = commandsAt('evaluations', TAG, handledEvaluation, [
  [PlanEvaluation, ''],
  [SubmitSelfReport, ':id/self-report'],
  [RecordIndicator, ':id/indicators'],
  [RecordEvaluationOpinion, ':id/opinions'],
  [RecordResidentTeamOpinion, ':id/resident-team-opinion'],
  [RecordVeto, ':id/vetoes'],
  [ComputeScore, ':id/score'],
  [RaiseObjection, ':id/objections'],
  [ResolveObjection, ':id/resolve-objection'],
  [FinalizeEvaluation, ':id/finalize'],
]);

/** Fixed paths before `:id`, which would take them for an id. */
export const EvaluationQuestions = questionsAt('evaluations', TAG, [
  [EvaluationList, ''],
  [EvaluationRanking, 'ranking'],
  [EvaluationEntry, ':id'],
  [EvaluationExplanation, ':id/explain'],
]);
