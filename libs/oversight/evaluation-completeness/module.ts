import type { ContextModule } from '@query/context-module';
import { EvaluationCompletenessQuestions } from './controller';
import { evaluationCompletenessAnswers } from './queries';

export const evaluationCompletenessModule: ContextModule = {
  name: 'evaluation-completeness',
  answers: evaluationCompletenessAnswers,
  controllers: [EvaluationCompletenessQuestions],
};
