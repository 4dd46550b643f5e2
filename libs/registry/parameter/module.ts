import type { ContextModule } from '@query/context-module';
import { handledParameter } from './aggregate';
import { ParameterCommands, ParameterQuestions, ParametersTogether } from './controller';
import { parameterRegister } from './projector';
import { parameterAnswers } from './queries';
import { approveSeveral, proposeSeveral } from './several';

export const parameterModule: ContextModule = {
  name: 'parameter',
  handled: handledParameter,
  several: [proposeSeveral, approveSeveral],
  projectors: [parameterRegister],
  answers: parameterAnswers,
  controllers: [ParameterCommands, ParametersTogether, ParameterQuestions],
};
