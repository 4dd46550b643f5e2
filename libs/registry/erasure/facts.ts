import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, require, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { entity } from '@registry/entity/state';
import { household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
import { user } from '@registry/user/state';
import type { RequestErasure } from './commands';
import type { ErasureSubject } from './events';
import { erasure, isUnderWay, type Erasure } from './state';

export interface RequestFacts {
  readonly villageCode: DivisionCode;
  /** An account that is not disabled. */
  readonly isInUse: boolean;
}

type Load = Pick<Lookup, 'load'>;

interface Place {
  readonly division: DivisionCode | null;
  readonly isInUse?: boolean;
}

/** Where each kind of subject is looked for, and in what place it is. Who exists no more may be forgotten too. */
const PLACES: Readonly<Record<ErasureSubject, (lookup: Load, asked: RequestErasure) => Promise<Place>>> = {
  HOUSEHOLD: async (lookup, { subjectId }) => ({
    division: (await lookup.load(household, subjectId)).state.villageCode,
  }),
  PERSON: async (lookup, { subjectId, householdId = '' }) => {
    const { villageCode, persons } = (await lookup.load(household, householdId)).state;
    return { division: persons.includes(subjectId) ? villageCode : null };
  },
  ENTITY: async (lookup, { subjectId }) => ({
    division: (await lookup.load(entity, subjectId)).state.villageCode,
  }),
  USER: async (lookup, { subjectId }) => {
    const { divisionCode, enabled } = (await lookup.load(user, subjectId)).state;
    return { division: divisionCode, isInUse: enabled };
  },
};

const UNKNOWN: Readonly<Record<ErasureSubject, string>> = {
  HOUSEHOLD: 'HOUSEHOLD_UNKNOWN',
  PERSON: 'PERSON_UNKNOWN',
  ENTITY: 'ENTITY_UNKNOWN',
  USER: 'ACCOUNT_UNKNOWN',
};

/** @throws Refusal HOUSEHOLD_UNKNOWN, PERSON_UNKNOWN, ENTITY_UNKNOWN, ACCOUNT_UNKNOWN, HOUSEHOLD_OF_PERSON */
export const requestFacts = async (
  { command }: { readonly command: RequestErasure },
  lookup: Lookup,
): Promise<RequestFacts> => {
  const { subjectKind, householdId } = command;
  const isOfPerson = householdId !== undefined;
  require((subjectKind === 'PERSON') === isOfPerson, 'HOUSEHOLD_OF_PERSON', {}, '/householdId');
  const { division, isInUse = false } = await PLACES[subjectKind](lookup, command);
  if (division === null) throw new Refusal(unmet(UNKNOWN[subjectKind], {}, '/subjectId'));
  return { villageCode: division, isInUse };
};

/** How far an erasure has come that is about to be carried out; null where none is. */
export const erasureUnderWay = async (lookup: Load, subjectId: string): Promise<Erasure['phase'] | null> => {
  const { state } = await lookup.load(erasure, subjectId);
  return isUnderWay(state) ? state.phase : null;
};

/** Asked before anything is sealed: it would be lost with the key. @throws Refusal ERASURE_UNDER_WAY */
export const requireNoErasure = async (lookup: Load, subjectId: string): Promise<void> => {
  const state = await erasureUnderWay(lookup, subjectId);
  require(state === null, 'ERASURE_UNDER_WAY', { state });
};

export interface WaitingFacts {
  readonly waitingDays: number;
}

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
export const waitingFacts = async (
  { state, circumstances }: { readonly state: Erasure; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<WaitingFacts> => {
  const at = { division: state.villageCode as DivisionCode, date: circumstances.today };
  const { value } = await parameterInForce(lookup, 'privacy.erasureWaitingDays', at);
  return { waitingDays: value as number };
};

/** Name of a subject's data key; null where there is none. */
export interface Standing {
  readonly subject: string;
  readonly dataKey: string | null;
}

export interface KeyFacts {
  readonly keys: readonly Standing[];
}

/** Whose keys go: with a household those of all its persons. */
export const subjectsOf = async (
  lookup: Load,
  { subjectKind, subjectId }: Pick<Erasure, 'subjectKind' | 'subjectId'>,
): Promise<readonly string[]> => {
  if (subjectKind !== 'HOUSEHOLD') return [subjectId];
  return [subjectId, ...(await lookup.load(household, subjectId)).state.persons];
};

export const keyFacts = async ({ state }: { readonly state: Erasure }, lookup: Lookup): Promise<KeyFacts> => {
  const subjects = await subjectsOf(lookup, state);
  const standing = async (subject: string) => ({ subject, dataKey: await lookup.dataKeyOf(subject) });
  return { keys: await Promise.all(subjects.map(standing)) };
};

/** Who was forgotten does not come back under the same account. @throws Refusal ERASURE_UNDER_WAY, USER_FORGOTTEN */
export const requireRemembered = async (lookup: Load, subjectId: string): Promise<void> => {
  await requireNoErasure(lookup, subjectId);
  const { state } = await lookup.load(erasure, subjectId);
  require(state.phase !== 'CERTIFIED', 'USER_FORGOTTEN');
};
