import { commandsAt, questionsAt } from '@http/controllers';
import { handledHouseholdBinding } from './aggregate';
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
  ResumeBinding,
  ReturnBinding,
  SubmitForReview,
  SuspendBinding,
  VoidBenefit,
  WithdrawBinding,
} from './commands';
import { HouseholdBindingEntry, HouseholdBindingList } from './queries';

const TAG = '农户绑定 HouseholdBindings';

export const HouseholdBindingCommands = commandsAt('household-bindings', TAG, handledHouseholdBinding, [
  [ProposeHouseholdBinding, ''],
  [RecordIntent, 'intents'],
  [RehomeHousehold, 'rehome'],
  [SubmitForReview, ':id/submit'],
  [ReturnBinding, ':id/return'],
  [ActivateBinding, ':id/activate'],
  [ChangeForms, ':id/forms'],
  [LinkAgreement, ':id/agreement'],
  [JudgeIndustryMatch, ':id/industry-match'],
  [RecordBenefit, ':id/benefits'],
  [ConfirmBenefit, ':id/benefits/confirm'],
  [VoidBenefit, ':id/benefits/void'],
  [SuspendBinding, ':id/suspend'],
  [ResumeBinding, ':id/resume'],
  [EndBinding, ':id/end'],
  [WithdrawBinding, ':id/withdraw'],
]);

export const HouseholdBindingQuestions = questionsAt('household-bindings', TAG, [
  [HouseholdBindingList, ''],
  [HouseholdBindingEntry, ':id'],
]);
