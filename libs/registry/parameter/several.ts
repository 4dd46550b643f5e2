import type { Several } from '@command/several';
import {
  ApprovePolicyParameter,
  ApprovePolicyParameters,
  ProposePolicyParameter,
  ProposePolicyParameters,
} from './commands';

export const proposeSeveral: Several = {
  ...{ command: ProposePolicyParameters, list: 'proposals', of: ProposePolicyParameter },
};

export const approveSeveral: Several = {
  ...{ command: ApprovePolicyParameters, list: 'proposals', of: ApprovePolicyParameter },
};
