import type { CalendarDate } from '@kernel/calendar-date';
import { sameAs } from './course';
import { reachOf, unknownEntity, type Entity } from './entity';
import { unknownHousehold, type Household } from './household';
import { membersOf, type Roll } from './roll';
import { timelineOf, type Surroundings } from './timeline';

/** The memory of coverage as an event finds it. */
export interface Memory {
  readonly household: (id: string) => Household | undefined;
  readonly entity: (id: string) => Entity | undefined;
  readonly roll: (id: string) => Roll | undefined;
}

/** What an event says by itself, before anything follows from it. */
export interface Told {
  readonly recorded: CalendarDate;
  readonly households?: readonly Household[];
  readonly entities?: readonly Entity[];
  readonly rolls?: readonly Roll[];
  /** Entities whose reach may be another now. */
  readonly stirred?: readonly string[];
  /** Households that may count for something else now. */
  readonly affected?: readonly string[];
}

/** The state before and after an event, with everything derived from it. */
export interface Change {
  readonly recorded: CalendarDate;
  readonly households: readonly Turned<Household>[];
  readonly entities: readonly Turned<Entity>[];
  readonly rolls: readonly Roll[];
}

export interface Turned<T> {
  readonly before: T;
  readonly after: T;
}

const byId = <T extends { readonly id: string }>(all: readonly T[] = []): Map<string, T> =>
  new Map(all.map((one) => [one.id, one]));

/** Reach first, for households follow from it: an enterprise → its cooperatives → their households. */
export const changeOf = (told: Told, memory: Memory): Change => {
  const entities = byId(told.entities);
  const entity = (id: string): Entity => entities.get(id) ?? memory.entity(id) ?? unknownEntity(id);
  const affected = new Set(told.affected);
  for (const id of told.stirred ?? []) {
    const stirred = entity(id);
    const reach = reachOf(stirred, entity);
    if (sameAs(reach, stirred.reach)) continue;
    entities.set(id, { ...stirred, reach });
    for (const household of membersOf(stirred, memory.roll)) affected.add(household);
  }
  return {
    recorded: told.recorded,
    households: turned(told, [...affected], { memory, around: { entity } }),
    entities: [...entities.values()].map((after) => ({
      before: memory.entity(after.id) ?? unknownEntity(after.id),
      after,
    })),
    rolls: told.rolls ?? [],
  };
};

const turned = (
  { households: told, recorded }: Told,
  affected: readonly string[],
  { memory, around }: { readonly memory: Memory; readonly around: Surroundings },
): readonly Turned<Household>[] => {
  const mine = byId(told);
  return [...new Set([...mine.keys(), ...affected])]
    .map((id) => {
      const before = memory.household(id) ?? unknownHousehold(id);
      const now = mine.get(id) ?? before;
      return { before, after: { ...now, timeline: timelineOf(now, around, recorded) } };
    })
    .filter(({ before, after }) => mine.has(after.id) || !isUnmoved(before, after));
};

/** Segments that stay are the same objects. */
const isUnmoved = (before: Household, after: Household): boolean =>
  before.timeline.length === after.timeline.length &&
  after.timeline.every((segment) => before.timeline.includes(segment));
