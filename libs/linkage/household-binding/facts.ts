import { asOf } from '@kernel/as-of';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import { require } from '@kernel/refusal';
import { isTaken } from '@kernel/lifecycle';
import type { Claim, Lookup } from '@command/lookup';
import { agreement } from '@linkage/agreement/state';
import { registeredEntity } from '@registry/entity/facts';
import { entity } from '@registry/entity/state';
import { household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
import { steps } from './lifecycle';
import type {
  AgreementKnown,
  HouseholdKnown,
  PartyFacts,
  ProposalFacts,
  RehomingFacts,
  SuspensionLimit,
  TakingOverFacts,
} from './parties';
import { householdBinding, householdBindingId, type HouseholdBinding } from './state';
import { termOnFile } from './term-on-file';

interface Named {
  readonly householdId: string;
  readonly entityId: string;
  readonly agreementId?: string | null;
}

/** The parties that a new binding names. */
export const partiesNamed = ({ command }: { readonly command: Named }, lookup: Lookup): Promise<PartyFacts> =>
  parties(command, lookup);

/** The parties of a binding that exists. */
export const partiesBound = (
  { state }: { readonly state: HouseholdBinding },
  lookup: Lookup,
): Promise<PartyFacts> => parties(state, lookup);

/** @throws Refusal HOUSEHOLD_UNKNOWN, ENTITY_UNKNOWN: there is nobody to ask about. */
const parties = async (named: Named, lookup: Lookup): Promise<PartyFacts> => ({
  household: await householdKnown(named.householdId, lookup),
  entity: await registeredEntity(lookup, named.entityId),
  agreement: await agreementKnown(named.agreementId ?? null, lookup),
});

/** @throws Refusal HOUSEHOLD_UNKNOWN, ENTITY_UNKNOWN */
export const proposing = async (
  asked: { readonly command: Named & { readonly industry: Industry } },
  lookup: Lookup,
): Promise<ProposalFacts> => {
  const { householdId, entityId, industry } = asked.command;
  const bindings = (await bindingsOf(householdId, [], lookup)).filter(isInForce).map(([, one]) => one);
  const others = bindings.filter((one) => one.industry === industry && one.entityId !== entityId);
  return { ...(await partiesNamed(asked, lookup)), alike: others.map((one) => one.entityId) };
};

export const rehoming = async (
  asked: { readonly command: Named & { readonly fromBindingId: string } },
  lookup: Lookup,
): Promise<RehomingFacts> => ({
  ...(await partiesNamed(asked, lookup)),
  from: (await lookup.load(householdBinding, asked.command.fromBindingId)).state,
});

/** @throws Refusal HOUSEHOLD_UNKNOWN */
export const takingOver = async (
  { command }: { readonly command: { readonly householdId: string; readonly fromBindingId: string } },
  lookup: Lookup,
): Promise<TakingOverFacts> => ({
  household: await householdKnown(command.householdId, lookup),
  from: (await lookup.load(termOnFile, command.fromBindingId)).state,
});

/** Every binding of a household takes it, so that all can be found where the household changes as a whole. */
export const ofHousehold = ({ householdId }: Pick<Named, 'householdId'>): Claim => ({
  ...{ kind: 'bindingOfHousehold', key: householdId, shared: true },
});

/** A binding by its id. */
export type IdentifiedBinding = readonly [id: string, binding: HouseholdBinding];

export const isInForce = ([, { phase }]: IdentifiedBinding): boolean => isTaken(steps.EndBinding, phase);

/** All that there ever were; not those that were proposed before bindings took a claim, unless they are named. */
export const bindingsOf = async (
  householdId: string,
  named: readonly string[],
  lookup: Lookup,
): Promise<readonly IdentifiedBinding[]> => {
  const ids = [...new Set([...(await lookup.takersOf(ofHousehold({ householdId }))), ...named])];
  const load = async (id: string): Promise<IdentifiedBinding> => [
    id,
    (await lookup.load(householdBinding, id)).state,
  ];
  const loaded = await Promise.all(ids.map(load));
  return loaded.filter(([, binding]) => binding.householdId === householdId);
};

export const agreementNamed = async (
  { command }: { readonly command: { readonly agreementId: string } },
  lookup: Lookup,
): Promise<Pick<PartyFacts, 'agreement'>> => ({
  agreement: await agreementKnown(command.agreementId, lookup),
});

const householdKnown = async (id: string, lookup: Lookup): Promise<HouseholdKnown> => {
  const { state } = await lookup.load(household, id);
  const { villageCode, phase, industries } = state;
  require(villageCode !== null, 'HOUSEHOLD_UNKNOWN', { householdIds: [id] }, '/householdId');
  return { id, villageCode, hasVanished: phase === 'VANISHED', industries };
};

const agreementKnown = async (id: string | null, lookup: Lookup): Promise<AgreementKnown | null> => {
  if (id === null) return null;
  const { phase, entityId, terms } = (await lookup.load(agreement, id)).state;
  if (terms === null) return null;
  return { id, phase, entityId, householdIds: terms.households.map(({ householdId }) => householdId) };
};

/** 4.1: how long a binding may rest is the place's decision. @throws Refusal PARAMETER_NOT_CONFIGURED */
export const suspensionLimit = async (
  { state, circumstances }: { readonly state: HouseholdBinding; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<SuspensionLimit> => {
  const at = {
    division: state.villageCode ?? circumstances.actor.scope,
    date: circumstances.effectiveDate,
  };
  const { value } = await parameterInForce(lookup, 'binding.suspensionMaxMonths', at);
  return { suspensionMaxMonths: value as number };
};

/** How a household stands to an entity on a day: bound in whatever industry, bound once and no longer, or never yet. */
export type Standing = 'BOUND' | 'ENDED' | 'NEVER';

const standingIn = ({ phase, terms }: HouseholdBinding): Standing => {
  if (phase === 'ACTIVE' || phase === 'SUSPENDED') return 'BOUND';
  return terms > 0 ? 'ENDED' : 'NEVER';
};

interface Toward {
  readonly householdId: string;
  /** The entity, and the duplicates of it that it goes on for. */
  readonly entityIds: readonly string[];
}

export const standingOn = async (
  { householdId, entityIds }: Toward,
  day: CalendarDate,
  lookup: Lookup,
): Promise<Standing> => {
  const toward = (entityId: string) => standingToward({ householdId, entityId }, day, lookup);
  const standings = await Promise.all(entityIds.map(toward));
  return (['BOUND', 'ENDED'] as const).find((one) => standings.includes(one)) ?? 'NEVER';
};

/** Household, entity and industry are the identity of a binding (R03): all that there may be are looked for, the likely ones first. */
const standingToward = async (
  { householdId, entityId }: Named,
  day: CalendarDate,
  lookup: Lookup,
): Promise<Standing> => {
  const offered = (await lookup.load(entity, entityId)).state.industries;
  const isOffered = (industry: Industry): boolean => offered.includes(industry);
  const among = async (industries: readonly Industry[]): Promise<readonly Standing[]> => {
    const ids = industries.map((industry) => householdBindingId(householdId, entityId, industry));
    const loaded = await Promise.all(ids.map((id) => lookup.load(asOf(householdBinding, day), id)));
    return loaded.map(({ state }) => standingIn(state));
  };
  const likely = await among(INDUSTRIES.filter(isOffered));
  if (likely.includes('BOUND')) return 'BOUND';
  const all = [...likely, ...(await among(INDUSTRIES.filter((industry) => !isOffered(industry))))];
  if (all.includes('BOUND')) return 'BOUND';
  return all.includes('ENDED') ? 'ENDED' : 'NEVER';
};
