import { handled } from '@command/handling';
import {
  AcceptRectification,
  AmendAgreement,
  DraftAgreement,
  EnterAgreementIntoForce,
  ExpireAgreement,
  FailRectification,
  PlaceUnderRectification,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SubmitForSignature,
  TerminateAgreement,
  TerminateByConsent,
  VerifyAgreement,
} from './commands';
import { amend, enterIntoForce, expire, sign, verify } from './decider';
import { draft, renew, revise, submit } from './drafting';
import {
  amendmentFacts,
  partiesOfDraft,
  partiesOfRenewal,
  partiesOfRevision,
  signingFacts,
  signLevelFacts,
} from './facts';
import { agreementRefusals } from './refusals';
import { agreement, agreementId } from './state';
import {
  acceptRectification,
  failRectification,
  placeUnderRectification,
  terminate,
  terminateByConsent,
} from './termination';

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
  handle({ command: SubmitForSignature, decide: submit, facts: signLevelFacts }),
  handle({
    command: SignAgreement,
    decide: sign,
    facts: signingFacts,
    claims: (_command, { numberClaim }) => (numberClaim === null ? [] : [numberClaim]),
    subjects: (_command, { entityId }) => [entityId],
  }),
  handle({ command: EnterAgreementIntoForce, decide: enterIntoForce }),
  handle({ command: ExpireAgreement, decide: expire }),
  handle({ command: AmendAgreement, decide: amend, facts: amendmentFacts }),
  handle({ command: VerifyAgreement, decide: verify }),
  handle({ command: PlaceUnderRectification, decide: placeUnderRectification }),
  handle({ command: AcceptRectification, decide: acceptRectification }),
  handle({ command: FailRectification, decide: failRectification }),
  handle({ command: TerminateAgreement, decide: terminate }),
  handle({ command: TerminateByConsent, decide: terminateByConsent }),
]);
