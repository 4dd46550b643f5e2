import type { Circumstances } from '@kernel/decider';
import type { Lookup } from '@command/lookup';
import { placeIsUsed } from '@registry/division/facts';
import { parameterInForce } from '@registry/parameter/facts';
import type { IssueAccessToken } from './commands';

/** Names of the questions and commands that may be a program's. */
export type ForPrograms = () => ReadonlySet<string>;

export interface GrantFacts {
  readonly daysMax: number;
  /** The division is in use today. */
  readonly placeIsUsed: boolean;
  /** Asked for, and unknown or not for programs. */
  readonly notForPrograms: readonly string[];
}

interface Asked {
  readonly command: IssueAccessToken;
  readonly circumstances: Circumstances;
}

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
export const grantFacts =
  (forPrograms: ForPrograms) =>
  async ({ command, circumstances: { today, actor } }: Asked, lookup: Lookup): Promise<GrantFacts> => {
    const at = { division: command.division, date: today };
    const { value } = await parameterInForce(lookup, 'access.tokenDaysMax', at);
    const names = forPrograms();
    return {
      daysMax: value as number,
      placeIsUsed: await placeIsUsed(lookup, command.division, { actor, date: today }),
      notForPrograms: command.permissions.filter((name) => !names.has(name)),
    };
  };
