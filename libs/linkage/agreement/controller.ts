import { commandsAt, questionsAt } from '@http/controllers';
import { handledAgreement } from './aggregate';
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
  SucceedHousehold,
  TerminateAgreement,
  VerifyAgreement,
  WithdrawAmendment,
  WithdrawDraft,
  WitnessAgreement,
} from './commands';
import {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
  WithdrawTermination,
} from './consent-commands';
import { AgreementEntry, AgreementList, SignLevelExplained } from './queries';

const TAG = '协议 Agreements';

export const AgreementCommands = commandsAt('agreements', TAG, handledAgreement, [
  [DraftAgreement, ''],
  [RenewAgreement, 'renew'],
  [ReviseDraft, ':id/revise'],
  [SubmitForSignature, ':id/submit'],
  [SignAgreement, ':id/sign'],
  [SignForHousehold, ':id/sign-for-household'],
  [WitnessAgreement, ':id/witness'],
  [WithdrawDraft, ':id/withdraw'],
  [EnterAgreementIntoForce, ':id/enter-into-force'],
  [ExpireAgreement, ':id/expire'],
  [AmendAgreement, ':id/amend'],
  [SignAmendment, ':id/sign-amendment'],
  [SignAmendmentForHousehold, ':id/sign-amendment-for-household'],
  [WithdrawAmendment, ':id/withdraw-amendment'],
  [DeclineAmendment, ':id/decline-amendment'],
  [EnterAmendmentIntoForce, ':id/enter-amendment-into-force'],
  [SucceedHousehold, ':id/succeed-household'],
  [VerifyAgreement, ':id/verify'],
  [PlaceUnderRectification, ':id/place-under-rectification'],
  [AcceptRectification, ':id/accept-rectification'],
  [FailRectification, ':id/fail-rectification'],
  [ReleaseFromRectification, ':id/release-from-rectification'],
  [TerminateAgreement, ':id/terminate'],
  [TerminateByConsent, ':id/terminate-by-consent'],
  [SignTermination, ':id/sign-termination'],
  [SignTerminationForHousehold, ':id/sign-termination-for-household'],
  [WithdrawTermination, ':id/withdraw-termination'],
  [DeclineTermination, ':id/decline-termination'],
  [EndWithEntity, ':id/end-with-entity'],
]);

export const AgreementQuestions = questionsAt('agreements', TAG, [
  [AgreementList, ''],
  [AgreementEntry, ':id'],
  [SignLevelExplained, ':id/sign-level/explain'],
]);
