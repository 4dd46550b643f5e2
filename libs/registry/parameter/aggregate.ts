import { handled } from '@command/handling';
import {
  ApprovePolicyParameter,
  ProposePolicyParameter,
  RefusePolicyParameter,
  WithdrawPolicyParameter,
} from './commands';
import { approve, propose, refuse, withdraw } from './decider';
import { proposedScope } from './facts';
import { parameterRefusals } from './refusals';
import { parameter, parameterId } from './state';

const creates = ({ key }: { readonly key: string }): string => parameterId(key);

export const handledParameter = handled(parameter, parameterRefusals, (handle) => [
  handle({ command: ProposePolicyParameter, decide: propose, creates, place: ({ scope }) => scope }),
  handle({ command: ApprovePolicyParameter, decide: approve, creates, place: proposedScope }),
  handle({ command: RefusePolicyParameter, decide: refuse, creates, place: proposedScope }),
  handle({ command: WithdrawPolicyParameter, decide: withdraw, creates, place: proposedScope }),
]);
