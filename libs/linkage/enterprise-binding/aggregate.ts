import { handled } from '@command/handling';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  TakeOverEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from './commands';
import { approve, end, propose, resume, sendBack, suspend, withdraw } from './decider';
import { sidesBound, sidesNamed, takingOver, type SideFacts } from './facts';
import { enterpriseBindingRefusals } from './refusals';
import { enterpriseBinding, enterpriseBindingId } from './state';
import { takeOver } from './taking-over';

/** A new binding lies where its cooperative lives. */
const begun = {
  creates: ({ enterpriseId, cooperativeId, industry }: Omit<TakeOverEnterpriseBinding, 'fromBindingId'>) =>
    enterpriseBindingId(enterpriseId, cooperativeId, industry),
  scope: (_command: object, { cooperative }: SideFacts) => cooperative.villageCode,
};

export const handledEnterpriseBinding = handled(enterpriseBinding, enterpriseBindingRefusals, (handle) => [
  handle({ command: ProposeEnterpriseBinding, decide: propose, facts: sidesNamed, ...begun }),
  handle({ command: TakeOverEnterpriseBinding, decide: takeOver, facts: takingOver, ...begun }),
  handle({ command: ReturnEnterpriseBinding, decide: sendBack }),
  handle({ command: WithdrawEnterpriseBinding, decide: withdraw }),
  handle({ command: ApproveEnterpriseBinding, decide: approve, facts: sidesBound }),
  handle({ command: SuspendEnterpriseBinding, decide: suspend }),
  handle({ command: ResumeEnterpriseBinding, decide: resume }),
  handle({ command: EndEnterpriseBinding, decide: end }),
]);
