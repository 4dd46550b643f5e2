import type { ContextModule } from '@query/context-module';
import { handledIncome } from './aggregate';
import { IncomeCommands, IncomeQuestions } from './controller';
import { benefitToIncomeSuggestion } from './policy';
import { incomeFigures, incomeRegister } from './projector';
import { incomeAnswers } from './queries';

export const incomeModule: ContextModule = {
  name: 'income',
  handled: handledIncome,
  projectors: [incomeRegister, incomeFigures],
  policies: [benefitToIncomeSuggestion],
  answers: incomeAnswers,
  controllers: [IncomeCommands, IncomeQuestions],
};
