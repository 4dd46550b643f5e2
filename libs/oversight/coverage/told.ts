import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Recorded } from '@projection/fold';
import type { EnterpriseBindingEvent } from '@linkage/enterprise-binding/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { DivisionEvent } from '@registry/division/events';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { bindingAfter, proposedBinding } from './binding';
import type { Memory, Told } from './change';
import { chainAfter, entityAfter, unknownEntity, type Chain } from './entity';
import { householdAfter, unknownHousehold, type Household } from './household';
import { joined, membersOf } from './roll';
import { lineOf, succeeded, successorIn, unknownVillage, type Village } from './village';

/** An event with what is remembered of its stream. */
export interface Telling<E> {
  readonly id: string;
  readonly event: E;
  readonly recorded: CalendarDate;
  readonly memory: Memory;
}

const villageIn = (event: Recorded<HouseholdEvent>): DivisionCode | null => {
  if (event.type === 'HouseholdRegistered') return event.data.villageCode;
  return event.type === 'HouseholdMoved' ? event.data.to : null;
};

const livedIn = ({ village }: Household, code: DivisionCode): boolean =>
  village.some(({ value }) => value === code);

export const toldByHousehold = (telling: Telling<Recorded<HouseholdEvent>>): Told => {
  const { id, event, recorded, memory } = telling;
  const before = memory.household(id) ?? unknownHousehold(id);
  const households = [householdAfter(before, event)];
  const code = villageIn(event);
  if (code === null || livedIn(before, code)) return { recorded, households };
  const village = memory.village(code) ?? unknownVillage(code);
  const { place, roll } = joined(village, id, memory.roll);
  return { recorded, households, villages: [place], rolls: [roll] };
};

const withBinding = (household: Household, id: string, event: Recorded<HouseholdBindingEvent>): Household => {
  const before = household.bindings.find((binding) => binding.id === id);
  const others = household.bindings.filter((binding) => binding.id !== id);
  if (event.type === 'HouseholdBindingProposed')
    return { ...household, bindings: [...others, proposedBinding(id, event.data, before)] };
  return before === undefined
    ? household
    : { ...household, bindings: [...others, bindingAfter(before, event)] };
};

export const toldByBinding = (
  { id, event, recorded, memory }: Telling<Recorded<HouseholdBindingEvent>>,
  householdId: string,
): Told => {
  const household = memory.household(householdId) ?? unknownHousehold(householdId);
  const households = [withBinding(household, id, event)];
  if (event.type !== 'HouseholdBindingProposed') return { recorded, households };
  const { entityId } = event.data;
  if (household.bindings.some((known) => known.entityId === entityId)) return { recorded, households };
  const { place, roll } = joined(
    memory.entity(entityId) ?? unknownEntity(entityId),
    householdId,
    memory.roll,
  );
  return { recorded, households, entities: [place], rolls: [roll] };
};

export const toldByEntity = ({ id, event, recorded, memory }: Telling<Recorded<EntityEvent>>): Told => {
  const entity = entityAfter(memory.entity(id) ?? unknownEntity(id), event);
  return { recorded, entities: [entity], stirred: [id, ...entity.cooperativeIds] };
};

/** The two sides of a binding between a leading enterprise and a cooperative. */
export type Sides = { readonly enterpriseId: string; readonly cooperativeId: string };

const proposedChain = (id: string, event: Recorded<EnterpriseBindingEvent>): readonly Chain[] =>
  event.type === 'EnterpriseBindingProposed'
    ? [{ id, enterpriseId: event.data.enterpriseId, industry: event.data.industry, inForce: [] }]
    : [];

export const toldByChain = (
  { id, event, recorded, memory }: Telling<Recorded<EnterpriseBindingEvent>>,
  { enterpriseId, cooperativeId }: Sides,
): Told => {
  const cooperative = memory.entity(cooperativeId) ?? unknownEntity(cooperativeId);
  const enterprise = memory.entity(enterpriseId) ?? unknownEntity(enterpriseId);
  const isNew = !cooperative.chains.some((chain) => chain.id === id);
  const chains = [...cooperative.chains, ...(isNew ? proposedChain(id, event) : [])];
  const after = chains.map((chain) => (chain.id === id ? chainAfter(chain, event) : chain));
  const cooperativeIds = [...new Set([...enterprise.cooperativeIds, cooperativeId])];
  return {
    recorded,
    entities: [
      { ...enterprise, cooperativeIds },
      { ...cooperative, chains: after },
    ],
    stirred: [cooperativeId],
  };
};

export const toldByDivision = ({ event, recorded, memory }: Telling<Recorded<DivisionEvent>>): Told => {
  const into = successorIn(event);
  if (into === null) return { recorded };
  const { code } = event.data;
  const villageOf = (one: string): Village => memory.village(one) ?? unknownVillage(one);
  const heir = villageOf(into);
  const absorbed = [...new Set([...heir.absorbed, code])];
  const villages = [succeeded(villageOf(code), into, event), { ...heir, absorbed }];
  const affected = lineOf(code, villageOf).flatMap((village) => membersOf(village, memory.roll));
  return { recorded, villages, affected };
};
