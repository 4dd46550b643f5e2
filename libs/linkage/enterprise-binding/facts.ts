import type { DivisionCode } from '@kernel/division-code';
import type { EntityKind, LeadingLevel } from '@kernel/linkage';
import type { Lookup } from '@command/lookup';
import { registeredEntity } from '@registry/entity/facts';
import type { EnterpriseBinding } from './state';
import { termOnFile, type TermOnFile } from './term-on-file';

export interface SideKnown {
  readonly phase: string;
  readonly kind: EntityKind;
  readonly leadingLevel: LeadingLevel | null;
  readonly villageCode: DivisionCode;
}

/** The two sides as they stand in the register when the command is decided. */
export interface SideFacts {
  readonly enterprise: SideKnown;
  readonly cooperative: SideKnown;
}

type Sides = Pick<EnterpriseBinding, 'enterpriseId' | 'cooperativeId'>;

export const sidesNamed = ({ command }: { readonly command: Sides }, lookup: Lookup): Promise<SideFacts> =>
  sides(command, lookup);

export const sidesBound = ({ state }: { readonly state: Sides }, lookup: Lookup): Promise<SideFacts> =>
  sides(state, lookup);

export interface TakingOverFacts extends SideFacts {
  readonly from: TermOnFile;
}

export const takingOver = async (
  { command }: { readonly command: Sides & { readonly fromBindingId: string } },
  lookup: Lookup,
): Promise<TakingOverFacts> => ({
  ...(await sides(command, lookup)),
  from: (await lookup.load(termOnFile, command.fromBindingId)).state,
});

const sides = async ({ enterpriseId, cooperativeId }: Sides, lookup: Lookup): Promise<SideFacts> => ({
  enterprise: await registeredEntity(lookup, enterpriseId, '/enterpriseId'),
  cooperative: await registeredEntity(lookup, cooperativeId, '/cooperativeId'),
});
