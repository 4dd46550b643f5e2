import type { ContextModule } from '@query/context-module';
import { handledParameter } from './aggregate';
import { ParameterCommands, ParameterQuestions, ParametersTogether } from './controller';
import { parameterRegister } from './projector';
import { parameterAnswers } from './queries';
import { approveSeveral, proposeOffered, proposeSeveral } from './several';

export const parameterModule: ContextModule = {
  name: 'parameter',
  handled: handledParameter,
  several: [proposeSeveral, proposeOffered, approveSeveral],
  projectors: [parameterRegister],
  answers: parameterAnswers,
  controllers: [ParameterCommands, ParametersTogether, ParameterQuestions],
};
