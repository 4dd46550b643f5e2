import { commandsAt, questionsAt } from '@http/controllers';
import { handledUser } from './aggregate';
import {
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
  [OpenSession, ':id/open-session'],
  [EndSession, ':id/end-session'],
  [RefuseSignIn, ':id/refuse-sign-in'],
]);

export const UserQuestions = questionsAt('users', TAG, [
  [UserList, ''],
  [UserEntry, ':id'],
]);
