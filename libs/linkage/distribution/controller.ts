import { commandsAt, questionsAt } from '@http/controllers';
import { handledDistribution } from './aggregate';
import {
  ApproveCorrection,
  ApproveDividends,
  CalculateDividends,
  CarryWithheldForward,
  ConfirmPaymentBatch,
  ConfirmReceipt,
  CorrectDividendLine,
  DeclareDistribution,
  ImportPaymentBatch,
  ReclaimOverpayment,
  RejectCorrection,
  RejectPaymentBatch,
  ReleaseWithheld,
  RescheduleDistribution,
  WithdrawDistribution,
} from './commands';
import { DistributionEntry, DistributionList, DividendLineExplanation, DividendLineList } from './queries';

const TAG = '分红 Distributions';

export const DistributionCommands = commandsAt('distributions', TAG, handledDistribution, [
  [DeclareDistribution, ''],
  [CalculateDividends, ':id/calculate'],
  [ApproveDividends, ':id/approve'],
  [ImportPaymentBatch, ':id/import-batch'],
  [ConfirmPaymentBatch, ':id/confirm-batch'],
  [RejectPaymentBatch, ':id/reject-batch'],
  [ConfirmReceipt, ':id/confirm-receipt'],
  [RescheduleDistribution, ':id/reschedule'],
  [CorrectDividendLine, ':id/correct-line'],
  [ReclaimOverpayment, ':id/reclaim'],
  [ReleaseWithheld, ':id/release-withheld'],
  [CarryWithheldForward, ':id/carry-withheld-forward'],
  [ApproveCorrection, ':id/approve-correction'],
  [RejectCorrection, ':id/reject-correction'],
  [WithdrawDistribution, ':id/withdraw'],
]);

export const DistributionQuestions = questionsAt('distributions', TAG, [
  [DistributionList, ''],
  [DividendLineList, 'lines'],
  [DistributionEntry, ':id'],
  [DividendLineExplanation, ':id/lines/:householdId/explain'],
]);
