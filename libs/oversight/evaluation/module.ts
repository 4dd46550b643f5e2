import type { ContextModule } from '@query/context-module';
import { handledEvaluation } from './aggregate';
import { EvaluationCommands, EvaluationQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { evaluationData, evaluationToConsequence } from './policy';
import { evaluationDuties, evaluationRegister } from './projector';
import { evaluationAnswers } from './queries';

export const evaluationModule: ContextModule = {
  name: 'evaluation',
  handled: handledEvaluation,
  lifecycle,
  projectors: [evaluationRegister, evaluationDuties],
  policies: [evaluationData, evaluationToConsequence],
  answers: evaluationAnswers,
  controllers: [EvaluationCommands, EvaluationQuestions],
};
