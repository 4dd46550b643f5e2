import type { DivisionCode } from '@kernel/division-code';
import { Refusal, require, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { entity } from '@registry/entity/state';
import { householdsBy } from '@registry/household/facts';
import { household } from '@registry/household/state';
import type { LookUpHousehold, ReadPersonalData } from './commands';
import type { ReadSubject } from './events';

export interface ReadFacts {
  readonly villageCode: DivisionCode;
}

/** Where each kind of subject is; null where there is none. A person is one of the members of today. */
const PLACES: Readonly<
  Record<ReadSubject, (lookup: Lookup, asked: ReadPersonalData) => Promise<DivisionCode | null>>
> = {
  HOUSEHOLD: async (lookup, { subjectId }) => (await lookup.load(household, subjectId)).state.villageCode,
  PERSON: async (lookup, { subjectId, householdId = '' }) => {
    const { villageCode, members } = (await lookup.load(household, householdId)).state;
    return members.some(({ personId }) => personId === subjectId) ? villageCode : null;
  },
  ENTITY: async (lookup, { subjectId }) => (await lookup.load(entity, subjectId)).state.villageCode,
};

/** @throws Refusal HOUSEHOLD_UNKNOWN, PERSON_UNKNOWN, ENTITY_UNKNOWN, HOUSEHOLD_OF_PERSON */
export const readFacts = async (
  { command }: { readonly command: ReadPersonalData },
  lookup: Lookup,
): Promise<ReadFacts> => {
  const { subjectKind, householdId } = command;
  const isOfPerson = householdId !== undefined;
  require((subjectKind === 'PERSON') === isOfPerson, 'HOUSEHOLD_OF_PERSON', {}, '/householdId');
  const villageCode = await PLACES[subjectKind](lookup, command);
  if (villageCode === null) throw new Refusal(unmet(`${subjectKind}_UNKNOWN`, {}, '/subjectId'));
  return { villageCode };
};

export type LookUpFacts = Awaited<ReturnType<typeof householdsBy>>;

export const lookUpFacts = async (
  { command: { numberKind, number, division } }: { readonly command: LookUpHousehold },
  lookup: Lookup,
): Promise<LookUpFacts> => householdsBy(lookup, { numberKind, number }, division);
