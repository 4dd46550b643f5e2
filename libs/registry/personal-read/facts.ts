import type { DivisionCode } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { entity } from '@registry/entity/state';
import { household } from '@registry/household/state';
import type { ReadPersonalData } from './commands';

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
