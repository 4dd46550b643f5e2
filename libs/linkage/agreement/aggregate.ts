import { handled, type Handled, type Narrowed } from '@command/handling';
import type { Claim } from '@command/lookup';
import {
  AcceptRectification,
  AmendAgreement,
  DeclineAmendment,
  DraftAgreement,
  EndWithEntity,
  EnterAgreementIntoForce,
  EnterAmendmentIntoForce,
  ExpireAgreement,
  FailRectification,
  PlaceUnderRectification,
  ReleaseFromRectification,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SignAmendment,
  SignAmendmentForHousehold,
  SignForHousehold,
  SubmitForSignature,
  SucceedEntity,
  SucceedHousehold,
  TerminateAgreement,
  VerifyAgreement,
  WithdrawAmendment,
  WithdrawDraft,
  WitnessAgreement,
} from './commands';
import { amend, declineAmendment, enterAmendment, withdrawAmendment } from './amending';
import { signAmendment, signAmendmentForHousehold } from './amendment-signing';
import {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
  WithdrawTermination,
} from './consent-commands';
import {
  declineTermination,
  signTermination,
  signTerminationForHousehold,
  terminateByConsent,
  withdrawTermination,
} from './consenting';
import { enterIntoForce, expire, verify } from './decider';
import { draft, renew, revise, submit, withdraw } from './drafting';
import {
  amendmentFacts,
  entityClaims,
  entityFacts,
  numberFacts,
  owedFacts,
  partiesOfDraft,
  partiesOfRenewal,
  partiesOfRevision,
  partingFacts,
  signingFacts,
  submissionFacts,
  successionFacts,
  type PartyFacts,
} from './facts';
import { CorrectAgreementNo } from './number-commands';
import { correctNo, type NumberFacts } from './numbering';
import { agreementRefusals } from './refusals';
import { sign, signForHousehold, warnOfLevel, witness } from './signing';
import { agreement, agreementId, type Agreement } from './state';
import { succeed, succeedEntity } from './succession';
import {
  acceptRectification,
  endWithEntity,
  failRectification,
  placeUnderRectification,
  releaseFromRectification,
  terminate,
} from './termination';

const household = ({ householdId }: SignForHousehold): readonly string[] => [householdId];
const manager = (_command: object, { entityId }: Agreement): readonly string[] => [entityId];

/** A head signs a further paper for the own household. */
const amendedByHead = { facts: entityFacts, subjects: household };
const partedByHead = { facts: partingFacts, subjects: household };

/** A new agreement lies where its entity lives. */
const begun = {
  creates: (_command: object, commandId: string) => agreementId(commandId),
  scope: (_command: object, { entity }: PartyFacts) => entity.villageCode,
  claims: entityClaims,
};

const numberTaken = (_command: object, { numberClaim: claim }: NumberFacts): readonly Claim[] =>
  claim === null ? [] : [claim];

const signedByParty = { facts: signingFacts, claims: numberTaken, subjects: manager };

/** It is found from the entity that goes on with it, too. */
const passed = {
  facts: successionFacts,
  claims: ({ successorId: entityId }: SucceedEntity) => entityClaims({ entityId }),
};

const joined = handled(agreement, agreementRefusals, (handle) => [
  handle({ command: DraftAgreement, decide: draft, facts: partiesOfDraft, ...begun }),
  handle({ command: RenewAgreement, decide: renew, facts: partiesOfRenewal, ...begun }),
  handle({ command: ReviseDraft, decide: revise, facts: partiesOfRevision }),
  handle({ command: SubmitForSignature, decide: submit, facts: submissionFacts }),
  handle({ command: SignAgreement, decide: sign, warn: warnOfLevel, ...signedByParty }),
  handle({ command: SignForHousehold, decide: signForHousehold, facts: entityFacts, subjects: household }),
  handle({ command: CorrectAgreementNo, decide: correctNo, facts: numberFacts, claims: numberTaken }),
  handle({ command: WitnessAgreement, decide: witness }),
  handle({ command: WithdrawDraft, decide: withdraw }),
  handle({ command: EnterAgreementIntoForce, decide: enterIntoForce, facts: entityFacts }),
  handle({ command: ExpireAgreement, decide: expire }),
  handle({ command: AmendAgreement, decide: amend, facts: amendmentFacts }),
  handle({ command: SignAmendment, decide: signAmendment, facts: entityFacts, subjects: manager }),
  handle({ command: SignAmendmentForHousehold, decide: signAmendmentForHousehold, ...amendedByHead }),
  handle({ command: WithdrawAmendment, decide: withdrawAmendment }),
  handle({ command: DeclineAmendment, decide: declineAmendment, subjects: manager }),
  handle({ command: EnterAmendmentIntoForce, decide: enterAmendment }),
  handle({ command: SucceedHousehold, decide: succeed }),
  handle({ command: SucceedEntity, decide: succeedEntity, ...passed }),
  handle({ command: VerifyAgreement, decide: verify }),
  handle({ command: PlaceUnderRectification, decide: placeUnderRectification }),
  handle({ command: AcceptRectification, decide: acceptRectification }),
  handle({ command: FailRectification, decide: failRectification }),
  handle({ command: ReleaseFromRectification, decide: releaseFromRectification }),
  handle({ command: TerminateAgreement, decide: terminate, facts: owedFacts }),
  handle({ command: TerminateByConsent, decide: terminateByConsent, facts: partingFacts, subjects: manager }),
  handle({ command: SignTermination, decide: signTermination, facts: partingFacts, subjects: manager }),
  handle({ command: SignTerminationForHousehold, decide: signTerminationForHousehold, ...partedByHead }),
  handle({ command: WithdrawTermination, decide: withdrawTermination, subjects: manager }),
  handle({ command: DeclineTermination, decide: declineTermination, subjects: manager }),
  handle({ command: EndWithEntity, decide: endWithEntity, facts: owedFacts }),
]);

/** A household is a party to the paper, and to no other household's part in it. */
const narrowed: Narrowed = {
  to: 'HOUSEHOLD',
  naming: ['householdId', 'successorId'],
  covered: ['villages', 'explanation', 'signedBy', 'bindingIds'],
  own: ['scan'],
};

export const handledAgreement: Handled = { ...joined, narrowed };
