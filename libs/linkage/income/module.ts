import type { ContextModule } from '@query/context-module';
import { withHeads } from '@registry/household/queries';
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
  answers: withHeads(incomeAnswers),
  controllers: [IncomeCommands, IncomeQuestions],
};
