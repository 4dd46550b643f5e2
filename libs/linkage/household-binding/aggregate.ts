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
  TakeOverBinding,
  VoidBenefit,
  WithdrawBinding,
} from './commands';
import { changeForms, end, judgeIndustryMatch, linkAgreement, relocate, resume, suspend } from './decider';
import { ELSEWHERE } from './elsewhere';
import {
  agreementNamed,
  ofHousehold,
  partiesBound,
  partiesNamed,
  proposing,
  rehoming,
  suspensionLimit,
  takingOver,
} from './facts';
import type { PartyFacts } from './parties';
import { propose, recordIntent, rehome, warnOfIndustry, withdraw } from './proposal';
import { householdBindingRefusals } from './refusals';
import { activate, sendBack, submit } from './review';
import { householdBinding, householdBindingId } from './state';
import { takeOver } from './taking-over';

/** A new binding lies where its household lives. */
const begun = {
  creates: ({ householdId, entityId, industry }: RecordIntent): string =>
    householdBindingId(householdId, entityId, industry),
  scope: (_command: object, { household }: Pick<PartyFacts, 'household'>) => household.villageCode,
  claims: (command: RecordIntent) => [ofHousehold(command)],
};

export const handledHouseholdBinding: Handled = {
  confined: [ELSEWHERE],
  ...handled(householdBinding, householdBindingRefusals, (handle) => [
    handle({ command: RecordIntent, decide: recordIntent, facts: partiesNamed, ...begun }),
    handle({
      command: ProposeHouseholdBinding,
      decide: propose,
      warn: warnOfIndustry,
      facts: proposing,
      ...begun,
    }),
    handle({ command: RehomeHousehold, decide: rehome, facts: rehoming, ...begun }),
    handle({ command: TakeOverBinding, decide: takeOver, facts: takingOver, ...begun }),
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
