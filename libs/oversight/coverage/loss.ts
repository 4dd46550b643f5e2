import type { CalendarDate } from '@kernel/calendar-date';
import { since } from './course';
import { standsOn, type Criteria } from './criteria';
import { reachOf, unknownEntity, type Entity } from './entity';
import type { Household } from './household';
import { profileOf } from './profile';
import { ALL, type Segment } from './segment';
import { standingsOn } from './timeline';

/** What is taken away from a day on: bindings ended or suspended, entities revoked, suspended or gone. */
export interface Removal {
  readonly on: CalendarDate;
  readonly entityIds: readonly string[];
  readonly enterpriseBindingIds: readonly string[];
  readonly householdBindingIds: readonly string[];
}

/** A household that would count for less. */
export interface Lost {
  readonly householdId: string;
  readonly householdNo: string;
  readonly division: string;
  readonly loses: readonly ('SINGLE' | 'DOUBLE')[];
  /** It would no longer be in the numerator that is appraised. */
  readonly uncovered: boolean;
}

const without = (entity: Entity, removal: Removal): Entity => {
  const { on, entityIds, enterpriseBindingIds } = removal;
  return {
    ...entity,
    approved: entityIds.includes(entity.id) ? since(entity.approved, on, false) : entity.approved,
    chains: entity.chains.map((chain) =>
      enterpriseBindingIds.includes(chain.id)
        ? { ...chain, inForce: since(chain.inForce, on, false) }
        : chain,
    ),
  };
};

const bereft = (household: Household, { on, householdBindingIds }: Removal): Household => ({
  ...household,
  bindings: household.bindings.map((binding) =>
    householdBindingIds.includes(binding.id)
      ? { ...binding, inForce: since(binding.inForce, on, false) }
      : binding,
  ),
});

interface Scene {
  readonly households: readonly Household[];
  /** Entities the households are bound to, and the enterprises behind them. */
  readonly entities: ReadonlyMap<string, Entity>;
  readonly criteria: Criteria;
}

const standingAt = ({ timeline }: Household, day: CalendarDate): Segment | undefined =>
  timeline.find(({ key, from, to }) => key === ALL && from <= day && day < to);

/** Who would lose coverage (3.4, 2): the same reckoning as ever, with the part taken away. */
export const lostBy = (removal: Removal, { households, entities, criteria }: Scene): readonly Lost[] => {
  const left = new Map([...entities].map(([id, entity]) => [id, without(entity, removal)]));
  const one = (id: string): Entity => left.get(id) ?? unknownEntity(id);
  const reached = new Map([...left].map(([id, entity]) => [id, { ...entity, reach: reachOf(entity, one) }]));
  const around = { entity: (id: string) => reached.get(id) ?? unknownEntity(id), successor: () => [] };
  return households.flatMap((household) => {
    const before = standingAt(household, removal.on);
    const standings = standingsOn(bereft(household, removal), around, removal.on);
    const after = standings.find(({ key }) => key === ALL);
    if (before === undefined || after === undefined) return [];
    const [was, would] = [profileOf(before.profile), profileOf(after.profile)];
    const falls = (list: 'SINGLE' | 'DOUBLE' | 'NUMERATOR') =>
      standsOn(list, was, criteria) && !standsOn(list, would, criteria);
    const loses = (['SINGLE', 'DOUBLE'] as const).filter(falls);
    if (loses.length === 0) return [];
    const { id: householdId, householdNo } = household;
    const { division } = before;
    return [{ ...{ householdId, householdNo, division, loses }, uncovered: falls('NUMERATOR') }];
  });
};
