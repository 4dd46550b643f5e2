import type { CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { EnterpriseBindingEvent } from '@linkage/enterprise-binding/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { bindingAfter, proposedBinding } from './binding';
import type { Memory, Told } from './change';
import { chainAfter, entityAfter, unknownEntity, type Chain } from './entity';
import { householdAfter, unknownHousehold, type Household } from './household';
import { joined } from './roll';

/** An event with what is remembered of its stream. */
export interface Telling<E> {
  readonly id: string;
  readonly event: E;
  readonly recorded: CalendarDate;
  readonly memory: Memory;
}

export const toldByHousehold = ({
  id,
  event,
  recorded,
  memory,
}: Telling<Recorded<HouseholdEvent>>): Told => ({
  recorded,
  households: [householdAfter(memory.household(id) ?? unknownHousehold(id), event)],
});

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
