import { handled, type Handled } from '@command/handling';
import { confirmBenefit, recordBenefit, voidBenefit } from './benefit';
import {
  ActivateBinding,
  ChangeForms,
  ConfirmBenefit,
  EndBinding,
  JudgeIndustryMatch,
  LinkAgreement,
  ProposeHouseholdBinding,
  RecordBenefit,
  RecordIntent,
  RehomeHousehold,
  RelocateBinding,
  ResumeBinding,
  ReturnBinding,
  SubmitForReview,
  SuspendBinding,
  VoidBenefit,
  WithdrawBinding,
} from './commands';
import { changeForms, end, judgeIndustryMatch, linkAgreement, relocate, resume, suspend } from './decider';
import { ELSEWHERE } from './elsewhere';
import {
  agreementNamed,
  partiesBound,
  partiesNamed,
  rehoming,
  suspensionLimit,
  type PartyFacts,
} from './facts';
import { propose, recordIntent, rehome, withdraw } from './proposal';
import { householdBindingRefusals } from './refusals';
import { activate, sendBack, submit } from './review';
import { householdBinding, householdBindingId } from './state';

const creates = ({ householdId, entityId, industry }: RecordIntent): string =>
  householdBindingId(householdId, entityId, industry);

const scope = (_command: object, { household }: PartyFacts) => household.villageCode;

export const handledHouseholdBinding: Handled = {
  confined: ELSEWHERE,
  ...handled(householdBinding, householdBindingRefusals, (handle) => [
    handle({ command: RecordIntent, decide: recordIntent, facts: partiesNamed, creates, scope }),
    handle({ command: ProposeHouseholdBinding, decide: propose, facts: partiesNamed, creates, scope }),
    handle({ command: RehomeHousehold, decide: rehome, facts: rehoming, creates, scope }),
    handle({ command: SubmitForReview, decide: submit }),
    handle({ command: ReturnBinding, decide: sendBack }),
    handle({ command: ActivateBinding, decide: activate, facts: partiesBound }),
    handle({ command: ChangeForms, decide: changeForms }),
    handle({ command: LinkAgreement, decide: linkAgreement, facts: agreementNamed }),
    handle({ command: JudgeIndustryMatch, decide: judgeIndustryMatch, facts: partiesBound }),
    handle({
      command: RecordBenefit,
      decide: recordBenefit,
      subjects: (_command, { entityId }) => [entityId],
    }),
    handle({
      command: ConfirmBenefit,
      decide: confirmBenefit,
      subjects: (_command, { householdId }) => [householdId],
    }),
    handle({
      command: VoidBenefit,
      decide: voidBenefit,
      subjects: (_command, { entityId }) => [entityId],
    }),
    handle({ command: RelocateBinding, decide: relocate }),
    handle({ command: SuspendBinding, decide: suspend, facts: suspensionLimit }),
    handle({ command: ResumeBinding, decide: resume }),
    handle({ command: EndBinding, decide: end }),
    handle({ command: WithdrawBinding, decide: withdraw }),
  ]),
};
