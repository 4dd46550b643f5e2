import { handled } from '@command/handling';
import {
  AcceptRectification,
  AmendAgreement,
  DraftAgreement,
  EndWithEntity,
  EnterAgreementIntoForce,
  ExpireAgreement,
  FailRectification,
  PlaceUnderRectification,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SignForHousehold,
  SubmitForSignature,
  TerminateAgreement,
  TerminateByConsent,
  VerifyAgreement,
  WithdrawDraft,
  WitnessAgreement,
} from './commands';
import { amend, enterIntoForce, expire, verify } from './decider';
import { draft, renew, revise, submit, withdraw } from './drafting';
import {
  amendmentFacts,
  entityFacts,
  owedFacts,
  partiesOfDraft,
  partiesOfRenewal,
  partiesOfRevision,
  signingFacts,
  submissionFacts,
} from './facts';
import { agreementRefusals } from './refusals';
import { sign, signForHousehold, witness } from './signing';
import { agreement, agreementId } from './state';
import {
  acceptRectification,
  endWithEntity,
  failRectification,
  placeUnderRectification,
  terminate,
  terminateByConsent,
} from './termination';

const household = ({ householdId }: SignForHousehold): readonly string[] => [householdId];

export const handledAgreement = handled(agreement, agreementRefusals, (handle) => [
  handle({
    command: DraftAgreement,
    decide: draft,
    facts: partiesOfDraft,
    creates: (_command, commandId) => agreementId(commandId),
    scope: (_command, { entity }) => entity.villageCode,
  }),
  handle({
    command: RenewAgreement,
    decide: renew,
    facts: partiesOfRenewal,
    creates: (_command, commandId) => agreementId(commandId),
    scope: (_command, { entity }) => entity.villageCode,
  }),
  handle({ command: ReviseDraft, decide: revise, facts: partiesOfRevision }),
  handle({ command: SubmitForSignature, decide: submit, facts: submissionFacts }),
  handle({
    command: SignAgreement,
    decide: sign,
    facts: signingFacts,
    claims: (_command, { numberClaim }) => (numberClaim === null ? [] : [numberClaim]),
    subjects: (_command, { entityId }) => [entityId],
  }),
  handle({ command: SignForHousehold, decide: signForHousehold, facts: entityFacts, subjects: household }),
  handle({ command: WitnessAgreement, decide: witness }),
  handle({ command: WithdrawDraft, decide: withdraw }),
  handle({ command: EnterAgreementIntoForce, decide: enterIntoForce, facts: entityFacts }),
  handle({ command: ExpireAgreement, decide: expire }),
  handle({ command: AmendAgreement, decide: amend, facts: amendmentFacts }),
  handle({ command: VerifyAgreement, decide: verify }),
  handle({ command: PlaceUnderRectification, decide: placeUnderRectification }),
  handle({ command: AcceptRectification, decide: acceptRectification }),
  handle({ command: FailRectification, decide: failRectification }),
  handle({ command: TerminateAgreement, decide: terminate, facts: owedFacts }),
  handle({ command: TerminateByConsent, decide: terminateByConsent, facts: owedFacts }),
  handle({ command: EndWithEntity, decide: endWithEntity, facts: owedFacts }),
]);
