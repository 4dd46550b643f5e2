import type { ContextModule } from '@query/context-module';
import { handledDivision } from './aggregate';
import { DivisionCommands, DivisionQuestions } from './controller';
import { divisionRegister, successorMap } from './projector';
import { divisionAnswers } from './queries';

export const divisionModule: ContextModule = {
  name: 'division',
  handled: handledDivision,
  projectors: [divisionRegister, successorMap],
  answers: divisionAnswers,
  controllers: [DivisionCommands, DivisionQuestions],
};
