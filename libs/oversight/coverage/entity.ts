import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry, LeadingLevel } from '@kernel/linkage';
import type { Recorded } from '@projection/fold';
import type { EntityEvent } from '@registry/entity/events';
import type { EnterpriseBindingEvent } from '@linkage/enterprise-binding/events';
import { courseOf, heldOn, since, turningDays, type Course, type Standing } from './course';
import { higher } from './profile';

/** A cooperative's binding to a leading enterprise. */
export type Chain = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly industry: Industry;
  readonly inForce: Course<boolean>;
};

/** What a household bound to the entity has of it; null while the entity is neither in good standing nor only suspended. */
export type Reach = Links | 'SUSPENDED' | null;

export type Links = {
  /** Its own level, where it is a leading enterprise. */
  readonly own: LeadingLevel | null;
  /** Highest level of the enterprises bound to it. */
  readonly level: LeadingLevel | null;
  /** Bindings in force by industry, with the highest level among them. */
  readonly chains: {
    readonly [industry: string]: { readonly level: LeadingLevel | null; readonly count: number };
  };
};

/** Null while the entity is not in good standing. */
export const linksIn = (reach: Reach): Links | null => (reach === 'SUSPENDED' ? null : reach);

export type Entity = {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string;
  /** Home village (核心村); empty where nothing is registered. */
  readonly division: DivisionCode | '';
  readonly approved: Course<Standing>;
  readonly level: Course<LeadingLevel>;
  readonly chains: readonly Chain[];
  /** Cooperatives it ever was bound to, as an enterprise. */
  readonly cooperativeIds: readonly string[];
  readonly members: number;
  readonly reach: Course<Reach>;
};

export const unknownEntity = (id: string): Entity => ({
  ...{ id, name: null, kind: '', division: '' },
  ...{ approved: [], level: [], chains: [], cooperativeIds: [], members: 0, reach: [] },
});

type Data<Type extends EntityEvent['type']> = Extract<EntityEvent, { readonly type: Type }>['data'];

const standing =
  (value: Standing) =>
  (entity: Entity, { on }: { readonly on: CalendarDate }): Entity => ({
    ...entity,
    approved: since(entity.approved, on, value),
  });

type Folds = {
  readonly [Type in EntityEvent['type']]?: (entity: Entity, data: Data<Type>) => Entity;
};

const folds: Folds = {
  EntityRegistered: (entity, { name, kind, villageCode, leadingLevel, on }) => ({
    ...entity,
    ...{ name, kind, division: villageCode },
    level: leadingLevel === null ? entity.level : since(entity.level, on, leadingLevel),
  }),
  EntityRenamed: (entity, { name }) => ({ ...entity, name }),
  EntityDataCorrected: (entity, { name, kind, villageCode, leadingLevel, on }) => ({
    ...entity,
    ...{ name, kind, division: villageCode },
    level: leadingLevel === null ? [] : since(entity.level, on, leadingLevel),
  }),
  EntityApproved: standing(true),
  EntitySuspended: standing('SUSPENDED'),
  EntityResumed: standing(true),
  EligibilityRevoked: standing(false),
  EligibilityRestored: standing(true),
  EntityDeregistered: standing(false),
  EntityDeregistrationVoided: (entity, { restored, on }) => standing(restored === 'ACTIVE')(entity, { on }),
  LeadingLevelChanged: (entity, { level, on }) => ({ ...entity, level: since(entity.level, on, level) }),
};

/** Whether coverage listens to such an event. */
export const concernsStanding = (type: string): boolean => Object.hasOwn(folds, type);

export const entityAfter = (entity: Entity, event: Recorded<EntityEvent>): Entity =>
  folds[event.type]?.(entity, event.data as never) ?? entity;

const CHAIN_TURNS: { readonly [Type in EnterpriseBindingEvent['type']]?: boolean } = {
  EnterpriseBindingActivated: true,
  EnterpriseBindingSuspended: false,
  EnterpriseBindingResumed: true,
  EnterpriseBindingEnded: false,
};

export const concernsChain = (type: string): boolean =>
  type === 'EnterpriseBindingProposed' || Object.hasOwn(CHAIN_TURNS, type);

/** The day from which the event is true of the binding. */
const turnOf = (event: Recorded<EnterpriseBindingEvent>): CalendarDate =>
  event.type === 'EnterpriseBindingActivated' ? event.data.from : event.data.on;

export const chainAfter = (chain: Chain, event: Recorded<EnterpriseBindingEvent>): Chain => {
  const value = CHAIN_TURNS[event.type];
  return value === undefined ? chain : { ...chain, inForce: since(chain.inForce, turnOf(event), value) };
};

const chainsOn = (entity: Entity, enterprises: (id: string) => Entity, day: CalendarDate) => {
  const active = entity.chains.filter(
    ({ enterpriseId, inForce }) =>
      heldOn(inForce, day) === true && heldOn(enterprises(enterpriseId).approved, day) === true,
  );
  return active.map(({ industry, enterpriseId }) => ({
    industry,
    level: heldOn(enterprises(enterpriseId).level, day) ?? null,
  }));
};

const reachOn = (entity: Entity, enterprises: (id: string) => Entity, day: CalendarDate): Reach => {
  const approved = heldOn(entity.approved, day) ?? false;
  if (approved !== true) return approved === 'SUSPENDED' ? approved : null;
  const active = chainsOn(entity, enterprises, day);
  const chains: Record<string, { level: LeadingLevel | null; count: number }> = {};
  for (const { industry, level } of active) {
    const known = chains[industry] ?? { level: null, count: 0 };
    chains[industry] = { level: higher(known.level, level), count: known.count + 1 };
  }
  const level = active.reduce<LeadingLevel | null>((best, one) => higher(best, one.level), null);
  return { own: heldOn(entity.level, day) ?? null, level, chains };
};

/** A binding to an entity that is suspended, revoked or deregistered does not count from that day on. */
export const reachOf = (entity: Entity, enterprises: (id: string) => Entity): Course<Reach> => {
  const partners = entity.chains.flatMap(({ enterpriseId, inForce }) => {
    const { approved, level } = enterprises(enterpriseId);
    return [inForce, approved, level];
  });
  const days = turningDays([entity.approved, entity.level, ...partners]);
  return courseOf(days, (day) => reachOn(entity, enterprises, day));
};
