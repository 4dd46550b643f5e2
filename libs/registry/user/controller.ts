import { commandsAt, questionsAt } from '@http/controllers';
import { handledUser } from './aggregate';
import {
  BindIdentity,
  ChangePassword,
  DisableUser,
  EnableUser,
  EndSession,
  EnrolTotp,
  OpenSession,
  RefuseSignIn,
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
  [ChangePassword, ':id/change-password'],
  [EnrolTotp, ':id/enrol-totp'],
  [RemoveTotp, ':id/remove-totp'],
  [BindIdentity, ':id/bind-identity'],
  [UnbindIdentity, ':id/unbind-identity'],
  [OpenSession, ':id/open-session'],
  [EndSession, ':id/end-session'],
  [RefuseSignIn, ':id/refuse-sign-in'],
]);

export const UserQuestions = questionsAt('users', TAG, [
  [UserList, ''],
  [UserEntry, ':id'],
]);
