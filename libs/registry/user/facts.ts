import type { Circumstances } from '@kernel/decider';
import type { Lookup } from '@command/lookup';
import { hashPassword, isWeak } from '@privacy/password';
import type { BindIdentity, EnrolTotp, RegisterUser, ResetPassword } from './commands';
import type { SealedSecret } from './events';
import { userId, type User } from './state';

export interface PersonFacts {
  readonly person: SealedSecret;
}

export const personFacts = async (
  { command: { login, name, phone } }: { readonly command: RegisterUser },
  lookup: Lookup,
): Promise<PersonFacts> => ({
  person: await lookup.seal(userId(login), { name, ...(phone === undefined ? {} : { phone }) }),
});

export interface PasswordFacts {
  readonly credential: SealedSecret;
  readonly weak: boolean;
}

interface Asked<C> {
  readonly command: C;
  readonly state: User;
  readonly circumstances: Circumstances;
}

export const passwordFacts = async (
  { command: { password }, state: { login }, circumstances: { id } }: Asked<Pick<ResetPassword, 'password'>>,
  lookup: Lookup,
): Promise<PasswordFacts> => {
  const weak = isWeak(password, login ?? '');
  const hash = weak ? '' : await hashPassword(password);
  return { weak, credential: weak ? {} : await lookup.seal(id, { hash }) };
};

export interface TotpFacts {
  readonly credential: SealedSecret;
}

export const totpFacts = async (
  { command: { secret }, circumstances: { id } }: Asked<EnrolTotp>,
  lookup: Lookup,
): Promise<TotpFacts> => ({ credential: await lookup.seal(id, { secret }) });

export interface IdentityFacts {
  readonly identity: SealedSecret;
}

export const identityFacts = async (
  { command: { issuer, subject }, circumstances: { id } }: Asked<BindIdentity>,
  lookup: Lookup,
): Promise<IdentityFacts> => ({ identity: await lookup.seal(id, { issuer, subject }) });
