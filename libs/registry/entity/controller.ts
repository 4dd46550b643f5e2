import { commandsAt, questionsAt } from '@http/controllers';
import { handledEntity } from './aggregate';
import {
  ApproveEntity,
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityData,
  CorrectEntityHead,
  DeregisterEntity,
  GrantDemoLevel,
  MergeDuplicateEntity,
  PrelimReviewEntity,
  RecommendEntity,
  RegisterEntity,
  RejectEntity,
  RenameEntity,
  RestoreEligibility,
  ResumeEntity,
  RevokeEligibility,
  SetLeadingLevel,
  SuspendEntity,
  VoidDeregistration,
  WithdrawDemoLevel,
} from './commands';
import { BindableEntityList, EntityEntry, EntityList } from './queries';

const TAG = '经营主体 Operating entities';

export const EntityCommands = commandsAt('entities', TAG, handledEntity, [
  [RegisterEntity, ''],
  [RecommendEntity, ':id/recommend'],
  [PrelimReviewEntity, ':id/prelim-review'],
  [ApproveEntity, ':id/approve'],
  [RejectEntity, ':id/reject'],
  [ChangeEntityHead, ':id/change-head'],
  [CorrectEntityHead, ':id/correct-head'],
  [RenameEntity, ':id/rename'],
  [CorrectEntityData, ':id/correct-data'],
  [ChangeEntityIndustry, ':id/change-industry'],
  [SetLeadingLevel, ':id/set-leading-level'],
  [GrantDemoLevel, ':id/grant-demo-level'],
  [WithdrawDemoLevel, ':id/withdraw-demo-level'],
  [SuspendEntity, ':id/suspend'],
  [ResumeEntity, ':id/resume'],
  [RevokeEligibility, ':id/revoke-eligibility'],
  [RestoreEligibility, ':id/restore-eligibility'],
  [MergeDuplicateEntity, ':id/merge'],
  [DeregisterEntity, ':id/deregister'],
  [VoidDeregistration, ':id/void-deregistration'],
]);

export const EntityQuestions = questionsAt('entities', TAG, [
  [EntityList, ''],
  [BindableEntityList, 'bindable'],
  [EntityEntry, ':id'],
]);
