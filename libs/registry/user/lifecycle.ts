import { ANY_STATE, type Lifecycle, type Steps } from '@kernel/lifecycle';
import type { User } from './state';

const UNLESS_DISABLED = { in: ['ENABLED'], otherwise: 'USER_DISABLED' } as const;

export const steps = {
  RegisterUser: { in: ['ABSENT'], otherwise: 'LOGIN_TAKEN', pointer: '/login' },
  DisableUser: { in: ['ENABLED'], otherwise: null },
  EnableUser: { in: ['DISABLED'], otherwise: null },
  ResetPassword: ANY_STATE,
  ChangePassword: UNLESS_DISABLED,
  EnrolTotp: ANY_STATE,
  RemoveTotp: ANY_STATE,
  BindIdentity: UNLESS_DISABLED,
  UnbindIdentity: ANY_STATE,
  OpenSession: UNLESS_DISABLED,
  EndSession: { in: ['ENABLED'], otherwise: null },
  RefuseSignIn: ANY_STATE,
} satisfies Steps<ReturnType<typeof stateOf>>;

export const stateOf = ({ login, enabled }: User): 'ABSENT' | 'ENABLED' | 'DISABLED' => {
  if (login === null) return 'ABSENT';
  return enabled ? 'ENABLED' : 'DISABLED';
};

export const lifecycle: Lifecycle = { stateOf, steps };
