import { commandsAt, questionsAt } from '@http/controllers';
import { handledParameter } from './aggregate';
import { SetPolicyParameter } from './commands';
import { ParameterCatalogue, ParameterHistory, ParameterInForce } from './queries';

const TAG = '政策参数 Policy parameters';

export const ParameterCommands = commandsAt('parameters', TAG, handledParameter, [[SetPolicyParameter, '']]);

export const ParameterQuestions = questionsAt('parameters', TAG, [
  [ParameterCatalogue, ''],
  [ParameterHistory, ':key'],
  [ParameterInForce, ':key/in-force'],
]);
