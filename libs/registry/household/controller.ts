import { commandsAt, questionsAt } from '@http/controllers';
import { handledHousehold } from './aggregate';
import {
  AddMember,
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHead,
  CorrectHouseholdData,
  CorrectMemberData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  RemoveMember,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
  VoidVanishing,
} from './commands';
import { HouseholdEntry, HouseholdList } from './queries';

const TAG = '农户 Households';

export const HouseholdCommands = commandsAt('households', TAG, handledHousehold, [
  [RegisterHousehold, ''],
  [CorrectHouseholdData, ':id/correct-data'],
  [ChangeHead, ':id/change-head'],
  [CorrectHead, ':id/correct-head'],
  [AddMember, ':id/add-member'],
  [CorrectMemberData, ':id/correct-member'],
  [RemoveMember, ':id/remove-member'],
  [SetAlleviatedRecord, ':id/set-alleviated-record'],
  [VoidAlleviatedRecord, ':id/void-alleviated-record'],
  [IdentifyMonitoring, ':id/identify-monitoring'],
  [EliminateRisk, ':id/eliminate-risk'],
  [ReopenMonitoring, ':id/reopen-monitoring'],
  [VoidMonitoring, ':id/void-monitoring'],
  [SetLowIncome, ':id/set-low-income'],
  [ClearLowIncome, ':id/clear-low-income'],
  [AssessEligibility, ':id/assess-eligibility'],
  [RecordIndustryWill, ':id/record-industry-will'],
  [MoveHousehold, ':id/move'],
  [MarkHouseholdVanished, ':id/mark-vanished'],
  [VoidVanishing, ':id/void-vanishing'],
]);

export const HouseholdQuestions = questionsAt('households', TAG, [
  [HouseholdList, ''],
  [HouseholdEntry, ':id'],
]);
