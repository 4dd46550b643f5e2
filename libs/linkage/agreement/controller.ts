import { commandsAt, questionsAt } from '@http/controllers';
import { handledAgreement } from './aggregate';
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
  [VerifyAgreement, ':id/verify'],
  [PlaceUnderRectification, ':id/place-under-rectification'],
  [AcceptRectification, ':id/accept-rectification'],
  [FailRectification, ':id/fail-rectification'],
  [TerminateAgreement, ':id/terminate'],
  [TerminateByConsent, ':id/terminate-by-consent'],
  [EndWithEntity, ':id/end-with-entity'],
]);

export const AgreementQuestions = questionsAt('agreements', TAG, [
  [AgreementList, ''],
  [AgreementEntry, ':id'],
  [SignLevelExplained, ':id/sign-level/explain'],
]);
