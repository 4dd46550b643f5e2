import { handled } from '@command/handling';
import { markOverdue, reschedule } from './arrears';
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
  MarkOverdue,
  PassDividendLine,
  ReclaimOverpayment,
  RejectCorrection,
  RejectPaymentBatch,
  ReleaseWithheld,
  RescheduleDistribution,
  SucceedDistributionEntity,
  WithdrawDistribution,
} from './commands';
import { approveCorrection, carryForward, correct, reclaim, rejectCorrection, release } from './correction';
import { approve, calculate, withdraw } from './decider';
import { declare } from './declaration';
import {
  declarationClaim,
  declarationFacts,
  entitlementFacts,
  schemeVillage,
  successionFacts,
  underAgreement,
} from './facts';
import { pass, succeedEntity } from './passing';
import { confirmBatch, confirmReceipt, importBatch, rejectBatch } from './payment';
import { distributionRefusals } from './refusals';
import { distribution, distributionId, type Distribution } from './state';

const ofEntity = (_command: object, { entityId }: Distribution): readonly string[] => [entityId];

export const handledDistribution = handled(distribution, distributionRefusals, (handle) => [
  handle({
    command: DeclareDistribution,
    decide: declare,
    facts: declarationFacts,
    creates: ({ schemeId, periodFrom, periodTo }) => distributionId(schemeId, periodFrom, periodTo),
    place: schemeVillage,
    claims: (command, { scheme: { agreementId } }) => [
      declarationClaim(command),
      ...(agreementId === null ? [] : [underAgreement(agreementId)]),
    ],
    subjects: ({ entityId }) => [entityId],
  }),
  handle({ command: CalculateDividends, decide: calculate, facts: entitlementFacts, subjects: ofEntity }),
  handle({ command: ApproveDividends, decide: approve }),
  handle({ command: ImportPaymentBatch, decide: importBatch, subjects: ofEntity }),
  handle({ command: ConfirmPaymentBatch, decide: confirmBatch }),
  handle({ command: RejectPaymentBatch, decide: rejectBatch }),
  handle({
    command: ConfirmReceipt,
    decide: confirmReceipt,
    subjects: ({ householdIds }) => householdIds,
  }),
  handle({ command: MarkOverdue, decide: markOverdue }),
  handle({ command: RescheduleDistribution, decide: reschedule }),
  handle({ command: PassDividendLine, decide: pass }),
  handle({ command: SucceedDistributionEntity, decide: succeedEntity, facts: successionFacts }),
  handle({ command: CorrectDividendLine, decide: correct }),
  handle({ command: ReclaimOverpayment, decide: reclaim }),
  handle({ command: ReleaseWithheld, decide: release }),
  handle({ command: CarryWithheldForward, decide: carryForward }),
  handle({ command: ApproveCorrection, decide: approveCorrection }),
  handle({ command: RejectCorrection, decide: rejectCorrection }),
  handle({ command: WithdrawDistribution, decide: withdraw, subjects: ofEntity }),
]);
