import { ACCOUNT_WATCHERS } from '@kernel/actor';
import { handled, type Handled } from '@command/handling';
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
import {
  bindIdentity,
  changePassword,
  disable,
  enable,
  endSession,
  enrolTotp,
  openSession,
  refuseSignIn,
  register,
  removeTotp,
  resetPassword,
  unbindIdentity,
} from './decider';
import { enableFacts, identityFacts, passwordFacts, personFacts, totpFacts } from './facts';
import { userRefusals } from './refusals';
import { user, userId } from './state';

export const handledUser: Handled = {
  readBy: ACCOUNT_WATCHERS,
  ...handled(user, userRefusals, (handle) => [
    handle({
      command: RegisterUser,
      decide: register,
      creates: ({ login }) => userId(login),
      place: ({ division }) => division,
      facts: personFacts,
    }),
    handle({ command: DisableUser, decide: disable }),
    handle({ command: EnableUser, decide: enable, facts: enableFacts }),
    handle({ command: ResetPassword, decide: resetPassword, facts: passwordFacts }),
    handle({ command: ChangePassword, decide: changePassword, facts: passwordFacts }),
    handle({ command: EnrolTotp, decide: enrolTotp, facts: totpFacts }),
    handle({ command: RemoveTotp, decide: removeTotp }),
    handle({ command: BindIdentity, decide: bindIdentity, facts: identityFacts }),
    handle({ command: UnbindIdentity, decide: unbindIdentity }),
    handle({ command: OpenSession, decide: openSession }),
    handle({ command: EndSession, decide: endSession }),
    handle({ command: RefuseSignIn, decide: refuseSignIn }),
  ]),
};
