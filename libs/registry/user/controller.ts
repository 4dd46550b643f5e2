import { commandsAt, questionsAt } from '@http/controllers';
import { handledUser } from './aggregate';
import {
  DisableUser,
  EnableUser,
  EndSession,
  RegisterUser,
  RemoveTotp,
  ResetPassword,
  UnbindIdentity,
} from './commands';
import { UserEntry, UserList } from './queries';

const TAG = '用户 Users';

export const UserCommands = commandsAt('users', TAG, handledUser, [
  [RegisterUser, ''],
  [DisableUser, ':id/disable'],
  [EnableUser, ':id/enable'],
  [ResetPassword, ':id/reset-password'],
  [RemoveTotp, ':id/remove-totp'],
  [UnbindIdentity, ':id/unbind-identity'],
  [EndSession, ':id/end-session'],
]);

export const UserQuestions = questionsAt('users', TAG, [
  [UserList, ''],
  [UserEntry, ':id'],
]);
