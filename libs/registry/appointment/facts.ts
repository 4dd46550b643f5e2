import { Refusal, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { user as userAggregate, userId } from '@registry/user/state';

export interface OfficerFacts {
  /** The account may be used. */
  readonly isEnabled: boolean;
}

/** @throws Refusal USER_UNKNOWN */
const officerFacts = async (lookup: Lookup, login: string, pointer: string): Promise<OfficerFacts> => {
  const { state } = await lookup.load(userAggregate, userId(login));
  if (state.login === null) throw new Refusal(unmet('USER_UNKNOWN', { login }, pointer));
  return { isEnabled: state.enabled };
};

export const appointedFacts = (
  { command }: { readonly command: { readonly user: string } },
  lookup: Lookup,
): Promise<OfficerFacts> => officerFacts(lookup, command.user, '/user');

export const successorFacts = (
  { command }: { readonly command: { readonly to: string } },
  lookup: Lookup,
): Promise<OfficerFacts> => officerFacts(lookup, command.to, '/to');
