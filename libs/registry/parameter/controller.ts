import { commandsAt, questionsAt, severalAt } from '@http/controllers';
import { handledParameter } from './aggregate';
import {
  ApprovePolicyParameter,
  ProposePolicyParameter,
  RefusePolicyParameter,
  WithdrawPolicyParameter,
} from './commands';
import { ParameterCatalogue, ParameterHistory, ParameterInForce, ParameterProposals } from './queries';
import { approveSeveral, proposeOffered, proposeSeveral } from './several';

const TAG = '政策参数 Policy parameters';

export const ParameterCommands = commandsAt('parameters', TAG, handledParameter, [
  [ProposePolicyParameter, ''],
  [ApprovePolicyParameter, 'approve'],
  [RefusePolicyParameter, 'refuse'],
  [WithdrawPolicyParameter, 'withdraw'],
]);

export const ParametersTogether = severalAt('parameters', TAG, [
  [proposeSeveral, 'propose-several'],
  [proposeOffered, 'propose-offered'],
  [approveSeveral, 'approve-several'],
]);

export const ParameterQuestions = questionsAt('parameters', TAG, [
  [ParameterCatalogue, ''],
  [ParameterProposals, 'proposals'],
  [ParameterHistory, ':key'],
  [ParameterInForce, ':key/in-force'],
]);
