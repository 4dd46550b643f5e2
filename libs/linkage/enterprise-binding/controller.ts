import { commandsAt, questionsAt } from '@http/controllers';
import { handledEnterpriseBinding } from './aggregate';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from './commands';
import { EnterpriseBindingEntry, EnterpriseBindingList } from './queries';

const TAG = '企业绑定 EnterpriseBindings';

export const EnterpriseBindingCommands = commandsAt('enterprise-bindings', TAG, handledEnterpriseBinding, [
  [ProposeEnterpriseBinding, ''],
  [ReturnEnterpriseBinding, ':id/return'],
  [WithdrawEnterpriseBinding, ':id/withdraw'],
  [ApproveEnterpriseBinding, ':id/approve'],
  [SuspendEnterpriseBinding, ':id/suspend'],
  [ResumeEnterpriseBinding, ':id/resume'],
  [EndEnterpriseBinding, ':id/end'],
]);

export const EnterpriseBindingQuestions = questionsAt('enterprise-bindings', TAG, [
  [EnterpriseBindingList, ''],
  [EnterpriseBindingEntry, ':id'],
]);
