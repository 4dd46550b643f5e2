import { questionsAt } from '@http/controllers';
import { EvaluationCompleteness, EvaluationDuties } from './queries';

export const EvaluationCompletenessQuestions = questionsAt('evaluations', '年度评估 Evaluations', [
  [EvaluationCompleteness, 'completeness'],
  [EvaluationDuties, 'duties'],
]);
