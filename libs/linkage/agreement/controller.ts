import { commandsAt, questionsAt } from '@http/controllers';
import { handledAgreement } from './aggregate';
import {
  AmendAgreement,
  DeclineAmendment,
  DraftAgreement,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SignAmendment,
  SignAmendmentForHousehold,
  SignForHousehold,
  SubmitForSignature,
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
import { CorrectAgreementNo } from './number-commands';
import { AgreementEntry, AgreementList, SignLevelExplained } from './queries';

const TAG = '协议 Agreements';

export const AgreementCommands = commandsAt('agreements', TAG, handledAgreement, [
  [DraftAgreement, ''],
  [RenewAgreement, 'renew'],
  [ReviseDraft, ':id/revise'],
  [SubmitForSignature, ':id/submit'],
  [SignAgreement, ':id/sign'],
  [SignForHousehold, ':id/sign-for-household'],
  [CorrectAgreementNo, ':id/correct-number'],
  [WitnessAgreement, ':id/witness'],
  [WithdrawDraft, ':id/withdraw'],
  [AmendAgreement, ':id/amend'],
  [SignAmendment, ':id/sign-amendment'],
  [SignAmendmentForHousehold, ':id/sign-amendment-for-household'],
  [WithdrawAmendment, ':id/withdraw-amendment'],
  [DeclineAmendment, ':id/decline-amendment'],
  [VerifyAgreement, ':id/verify'],
  [TerminateAgreement, ':id/terminate'],
  [TerminateByConsent, ':id/terminate-by-consent'],
  [SignTermination, ':id/sign-termination'],
  [SignTerminationForHousehold, ':id/sign-termination-for-household'],
  [WithdrawTermination, ':id/withdraw-termination'],
  [DeclineTermination, ':id/decline-termination'],
]);

export const AgreementQuestions = questionsAt('agreements', TAG, [
  [AgreementList, ''],
  [AgreementEntry, ':id'],
  [SignLevelExplained, ':id/sign-level/explain'],
]);
