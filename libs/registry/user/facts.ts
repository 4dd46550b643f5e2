import type { Circumstances } from '@kernel/decider';
import type { Lookup } from '@command/lookup';
import { placeIsUsed } from '@registry/division/facts';
import { requireRemembered } from '@registry/erasure/facts';
import { hashPassword, isWeak } from '@privacy/password';
import type { BindIdentity, EnrolTotp, RegisterUser, ResetPassword } from './commands';
import type { SealedSecret } from './events';
import { userId, type User } from './state';

export interface PersonFacts {
  readonly person: SealedSecret;
  /** The division is in use. */
  readonly placeIsUsed: boolean;
}

export const personFacts = async (
  {
    command: { login, name, phone, division },
    circumstances: { actor, effectiveDate: date },
  }: Pick<Asked<RegisterUser>, 'command' | 'circumstances'>,
  lookup: Lookup,
): Promise<PersonFacts> => ({
  person: await lookup.seal(userId(login), { name, ...(phone === undefined ? {} : { phone }) }),
  placeIsUsed: await placeIsUsed(lookup, division, { actor, date }),
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
  await requireRemembered(lookup, id);
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
): Promise<TotpFacts> => {
  await requireRemembered(lookup, id);
  return { credential: await lookup.seal(id, { secret }) };
};

export const enableFacts = async (
  { circumstances: { id } }: { readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<void> => requireRemembered(lookup, id);

export interface IdentityFacts {
  readonly identity: SealedSecret;
}

export const identityFacts = async (
  { command: { issuer, subject }, circumstances: { id } }: Asked<BindIdentity>,
  lookup: Lookup,
): Promise<IdentityFacts> => {
  await requireRemembered(lookup, id);
  return { identity: await lookup.seal(id, { issuer, subject }) };
};
