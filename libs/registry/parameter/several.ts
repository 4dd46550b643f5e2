import type { Several } from '@command/several';
import { CATALOGUE, OFFERED_KEYS } from './catalogue';
import {
  ApprovePolicyParameter,
  ApprovePolicyParameters,
  ProposeOfferedParameters,
  ProposePolicyParameter,
  ProposePolicyParameters,
} from './commands';

export const proposeSeveral: Several = {
  ...{ command: ProposePolicyParameters, list: 'proposals', of: ProposePolicyParameter },
};

const offeredBy = (asked: ProposeOfferedParameters): readonly ProposePolicyParameter[] => {
  const { keys = OFFERED_KEYS, scope, effectiveFrom, sourceDocument } = asked;
  return keys.map((key) =>
    Object.assign(new ProposePolicyParameter(), {
      ...{ key, scope, value: CATALOGUE[key].offered, effectiveFrom, sourceDocument },
    }),
  );
};

export const proposeOffered: Several = {
  ...{ command: ProposeOfferedParameters, list: 'keys', of: ProposePolicyParameter },
  parts: (asked) => offeredBy(asked as ProposeOfferedParameters),
};

export const approveSeveral: Several = {
  ...{ command: ApprovePolicyParameters, list: 'proposals', of: ApprovePolicyParameter },
};
