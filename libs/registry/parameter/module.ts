import type { ContextModule } from '@query/context-module';
import { handledParameter } from './aggregate';
import { ParameterCommands, ParameterQuestions } from './controller';
import { parameterRegister } from './projector';
import { parameterAnswers } from './queries';

export const parameterModule: ContextModule = {
  name: 'parameter',
  handled: handledParameter,
  projectors: [parameterRegister],
  answers: parameterAnswers,
  controllers: [ParameterCommands, ParameterQuestions],
};
