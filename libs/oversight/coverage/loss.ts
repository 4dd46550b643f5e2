import type { CalendarDate } from '@kernel/calendar-date';
import { since, type Course } from './course';
import type { LeadingLevel } from '@kernel/linkage';
import { standsOn, type Criteria, type CoverageListName } from './criteria';
import { reachOf, unknownEntity, type Entity } from './entity';
import type { Household } from './household';
import { profileOf } from './profile';
import { ALL, type Segment } from './segment';
import { standingsOn } from './timeline';

type Fact = 'village' | 'alleviated' | 'monitoring' | 'lowIncome' | 'assessment';

/** What would be true of a household; what is not named stays as it is. A household without a village is gone. */
type Facts = {
  readonly [Name in Fact]?: Household[Name] extends Course<infer Value> ? Value : never;
};

/** What is taken away from a day on: bindings ended or suspended, entities revoked, suspended or gone, facts of households. */
export interface Removal {
  readonly on: CalendarDate;
  readonly entityIds: readonly string[];
  /** Which of them goes on as which other, with its bindings. */
  readonly heirs: ReadonlyMap<string, string>;
  /** Leading enterprises of another level from that day on. */
  readonly levels: ReadonlyMap<string, LeadingLevel>;
  /** By household: what is true of it from that day on. */
  readonly facts: ReadonlyMap<string, Facts>;
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
  /** It would no longer be in the denominator either. */
  readonly uncounted: boolean;
}

const without = (entity: Entity, removal: Removal): Entity => {
  const { on, entityIds, enterpriseBindingIds } = removal;
  const level = removal.levels.get(entity.id);
  return {
    ...entity,
    level: level === undefined ? entity.level : since(entity.level, on, level),
    approved: entityIds.includes(entity.id) ? since(entity.approved, on, false) : entity.approved,
    chains: entity.chains.map((chain) => ({
      ...{ ...chain, enterpriseId: heirOf(chain.enterpriseId, removal) },
      ...(enterpriseBindingIds.includes(chain.id) ? { inForce: since(chain.inForce, on, false) } : {}),
    })),
  };
};

const heirOf = (id: string, { heirs }: Removal): string => heirs.get(id) ?? id;

/** With the chains of those that it goes on for. */
const withPassed = (
  entity: Entity,
  { heirs }: Removal,
  known: (id: string) => Entity | undefined,
): Entity => ({
  ...entity,
  chains: [
    ...entity.chains,
    ...[...heirs].flatMap(([id, heir]) => (heir === entity.id ? (known(id)?.chains ?? []) : [])),
  ],
});

const turned = <T>(course: Course<T>, on: CalendarDate, value: T | undefined): Course<T> =>
  value === undefined ? course : since(course, on, value);

const bereft = (household: Household, removal: Removal): Household => {
  const { on, facts, householdBindingIds } = removal;
  const { village, alleviated, monitoring, lowIncome, assessment } = facts.get(household.id) ?? {};
  return {
    ...household,
    village: turned(household.village, on, village),
    alleviated: turned(household.alleviated, on, alleviated),
    monitoring: turned(household.monitoring, on, monitoring),
    lowIncome: turned(household.lowIncome, on, lowIncome),
    assessment: turned(household.assessment, on, assessment),
    bindings: household.bindings.map((binding) => ({
      ...{ ...binding, entityId: heirOf(binding.entityId, removal) },
      ...(householdBindingIds.includes(binding.id) ? { inForce: since(binding.inForce, on, false) } : {}),
    })),
  };
};

interface Scene {
  readonly households: readonly Household[];
  /** Entities the households are bound to, and the enterprises behind them. */
  readonly entities: ReadonlyMap<string, Entity>;
  readonly criteria: Criteria;
}

const standingAt = ({ timeline }: Household, day: CalendarDate): Segment | undefined =>
  timeline.find(({ key, from, to }) => key === ALL && from <= day && day < to);

const standsAt = (
  list: CoverageListName,
  { profile }: Pick<Segment, 'profile'>,
  criteria: Criteria,
): boolean => standsOn(list, profileOf(profile), criteria);

/** Who would lose coverage (3.4, 2): the same reckoning as ever, with the part taken away. */
export const lostBy = (removal: Removal, { households, entities, criteria }: Scene): readonly Lost[] => {
  const known = (id: string): Entity | undefined => entities.get(id);
  const left = new Map(
    [...entities].map(([id, entity]) => [id, without(withPassed(entity, removal, known), removal)]),
  );
  const one = (id: string): Entity => left.get(id) ?? unknownEntity(id);
  const reached = new Map([...left].map(([id, entity]) => [id, { ...entity, reach: reachOf(entity, one) }]));
  const around = { entity: (id: string) => reached.get(id) ?? unknownEntity(id) };
  return households.flatMap((household) => {
    const before = standingAt(household, removal.on);
    const standings = standingsOn(bereft(household, removal), around, removal.on);
    const after = standings.find(({ key }) => key === ALL);
    if (before === undefined) return [];
    const falls = (list: CoverageListName) =>
      standsAt(list, before, criteria) && (after === undefined || !standsAt(list, after, criteria));
    const loses = (['SINGLE', 'DOUBLE'] as const).filter(falls);
    const [uncovered, uncounted] = [falls('NUMERATOR'), falls('DENOMINATOR')];
    if (loses.length === 0 && !uncounted) return [];
    const { id: householdId, householdNo } = household;
    const { division } = before;
    return [{ householdId, householdNo, division, loses, uncovered, uncounted }];
  });
};
