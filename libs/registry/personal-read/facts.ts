import type { DivisionCode } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { entity } from '@registry/entity/state';
import { householdsBy, numberFault, type HouseholdFound } from '@registry/household/facts';
import { household } from '@registry/household/state';
import type { LookUpHousehold, ReadPersonalData } from './commands';

export interface ReadFacts {
  readonly villageCode: DivisionCode;
}

/** @throws Refusal HOUSEHOLD_UNKNOWN, ENTITY_UNKNOWN */
export const readFacts = async (
  { command: { subjectKind, subjectId } }: { readonly command: ReadPersonalData },
  lookup: Lookup,
): Promise<ReadFacts> => {
  const { state } = await (subjectKind === 'HOUSEHOLD'
    ? lookup.load(household, subjectId)
    : lookup.load(entity, subjectId));
  const { villageCode } = state;
  if (villageCode === null) throw new Refusal(unmet(`${subjectKind}_UNKNOWN`, {}, '/subjectId'));
  return { villageCode };
};

export interface LookUpFacts {
  readonly numberFault: string | null;
  readonly found: readonly HouseholdFound[];
}

/** Nobody is looked for by what is no number. */
export const lookUpFacts = async (
  { command: { numberKind, number, division } }: { readonly command: LookUpHousehold },
  lookup: Lookup,
): Promise<LookUpFacts> => {
  const fault = numberFault({ numberKind, number });
  const found = fault === null ? await householdsBy(lookup, { numberKind, number }, division) : [];
  return { numberFault: fault, found };
};
