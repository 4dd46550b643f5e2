import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, require, unmet } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { entity } from '@registry/entity/state';
import { household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
import type { RequestErasure } from './commands';
import { erasure, isUnderWay, type Erasure } from './state';

export interface RequestFacts {
  readonly villageCode: DivisionCode;
}

/** @throws Refusal HOUSEHOLD_UNKNOWN, ENTITY_UNKNOWN. Who exists no more may be forgotten too. */
export const requestFacts = async (
  { command: { subjectKind, subjectId } }: { readonly command: RequestErasure },
  lookup: Lookup,
): Promise<RequestFacts> => {
  const { state } = await (subjectKind === 'HOUSEHOLD'
    ? lookup.load(household, subjectId)
    : lookup.load(entity, subjectId));
  const { villageCode } = state;
  if (villageCode === null) throw new Refusal(unmet(`${subjectKind}_UNKNOWN`, {}, '/subjectId'));
  return { villageCode };
};

/** Asked before anything is sealed: it would be lost with the key. @throws Refusal ERASURE_UNDER_WAY */
export const requireNoErasure = async (lookup: Pick<Lookup, 'load'>, subjectId: string): Promise<void> => {
  const { state } = await lookup.load(erasure, subjectId);
  require(!isUnderWay(state), 'ERASURE_UNDER_WAY', { state: state.phase });
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

export interface KeyFacts {
  /** Name of the subject's data key; null where there is none. */
  readonly dataKey: string | null;
}

export const keyFacts = async (
  { state }: { readonly state: Erasure },
  lookup: Lookup,
): Promise<KeyFacts> => ({ dataKey: await lookup.dataKeyOf(state.subjectId) });
