import { handled } from '@command/handling';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from './commands';
import { approve, end, propose, resume, sendBack, suspend, withdraw } from './decider';
import { sidesBound, sidesNamed } from './facts';
import { enterpriseBindingRefusals } from './refusals';
import { enterpriseBinding, enterpriseBindingId } from './state';

export const handledEnterpriseBinding = handled(enterpriseBinding, enterpriseBindingRefusals, (handle) => [
  handle({
    command: ProposeEnterpriseBinding,
    decide: propose,
    facts: sidesNamed,
    creates: ({ enterpriseId, cooperativeId, industry }) =>
      enterpriseBindingId(enterpriseId, cooperativeId, industry),
    scope: (_command, { cooperative }) => cooperative.villageCode,
  }),
  handle({ command: ReturnEnterpriseBinding, decide: sendBack }),
  handle({ command: WithdrawEnterpriseBinding, decide: withdraw }),
  handle({ command: ApproveEnterpriseBinding, decide: approve, facts: sidesBound }),
  handle({ command: SuspendEnterpriseBinding, decide: suspend }),
  handle({ command: ResumeEnterpriseBinding, decide: resume }),
  handle({ command: EndEnterpriseBinding, decide: end }),
]);
