import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { EntityKind, Industry, LeadingLevel } from '@kernel/linkage';
import { entityEvents, STANDING_PHASES, type DemoLevel, type EntityEvent } from './events';

export const ENTITY_PHASES = ['ABSENT', ...STANDING_PHASES, 'DEREGISTERED'] as const;
export type EntityPhase = (typeof ENTITY_PHASES)[number];

interface StruckOff {
  readonly from: EntityPhase;
  readonly since: CalendarDate | null;
  /** Null of before it was written down. */
  readonly by: string | null;
}

export interface Entity {
  readonly phase: EntityPhase;
  readonly kind: EntityKind;
  /** Null for a natural person. */
  readonly name: string | null;
  /** Day of the last change of name. */
  readonly nameSince: CalendarDate | null;
  readonly villageCode: DivisionCode | null;
  readonly registeredOn: CalendarDate | null;
  readonly industries: readonly Industry[];
  readonly leadingLevel: LeadingLevel | null;
  readonly leadingLevelSince: CalendarDate | null;
  readonly demoLevel: DemoLevel | null;
  /** Day from which it has that level or, once it had one, none. */
  readonly demoLevelSince: CalendarDate | null;
  /** Who recommended and who reviewed: the next step is another person's. */
  readonly recommendedBy: string | null;
  readonly reviewedBy: string | null;
  readonly revokedOn: CalendarDate | null;
  /** The last time. */
  readonly restoredOn: CalendarDate | null;
  /** Which goes on in its place, where it stood in the register twice. */
  readonly mergedInto: string | null;
  /** How it stood before it was struck off, and who entered that; null where it is not. */
  readonly struckOff: StruckOff | null;
  /** Day of the last step to another phase. */
  readonly since: CalendarDate | null;
}

/** From the credit code; of a natural person who has none, from the number that the county gave. */
export const entityId = (
  key: { readonly uscc: string } | { readonly county: DivisionCode; readonly growerNo: string },
): string =>
  'uscc' in key ? derivedId('entity', key.uscc) : derivedId('entity', 'grower', key.county, key.growerNo);

const initial: Entity = {
  phase: 'ABSENT',
  kind: 'COOPERATIVE',
  name: null,
  nameSince: null,
  villageCode: null,
  registeredOn: null,
  industries: [],
  leadingLevel: null,
  leadingLevelSince: null,
  demoLevel: null,
  demoLevelSince: null,
  recommendedBy: null,
  reviewedBy: null,
  revokedOn: null,
  restoredOn: null,
  mergedInto: null,
  struckOff: null,
  since: null,
};

type Data<Type extends EntityEvent['type']> = Extract<EntityEvent, { readonly type: Type }>['data'];

type Folds = {
  readonly [Type in EntityEvent['type']]: (data: Data<Type>, entity: Entity) => Partial<Entity>;
};

const unchanged = (): Partial<Entity> => ({});

const folds: Folds = {
  EntityRegistered: ({ kind, name, villageCode, industries, leadingLevel, on: registeredOn }) => ({
    ...{ phase: 'CANDIDATE', kind, name, villageCode, registeredOn, industries, leadingLevel },
  }),
  EntityRecommended: ({ by: recommendedBy }) => ({ phase: 'RECOMMENDED', recommendedBy, reviewedBy: null }),
  EntityPrelimReviewed: ({ by: reviewedBy }) => ({ phase: 'PRELIM_REVIEWED', reviewedBy }),
  EntityApproved: () => ({ phase: 'ACTIVE' }),
  EntityRejected: () => ({ phase: 'REJECTED' }),
  EntityHeadChanged: unchanged,
  EntityHeadCorrected: unchanged,
  EntityRenamed: ({ name, on: nameSince }) => ({ name, nameSince }),
  EntityDataCorrected: ({ name, kind, villageCode, leadingLevel }) => ({
    ...{ name, kind, villageCode, leadingLevel },
  }),
  EntityIndustryChanged: ({ industries }) => ({ industries }),
  LeadingLevelChanged: ({ level: leadingLevel, on: leadingLevelSince }) => ({
    ...{ leadingLevel, leadingLevelSince },
  }),
  DemoLevelGranted: ({ level: demoLevel, on: demoLevelSince }) => ({ demoLevel, demoLevelSince }),
  DemoLevelWithdrawn: ({ on: demoLevelSince }) => ({ demoLevel: null, demoLevelSince }),
  EntitySuspended: () => ({ phase: 'SUSPENDED' }),
  EntityResumed: () => ({ phase: 'ACTIVE' }),
  EligibilityRevoked: ({ on: revokedOn }) => ({ phase: 'REVOKED', revokedOn }),
  EligibilityRestored: ({ on: restoredOn }) => ({ phase: 'ACTIVE', revokedOn: null, restoredOn }),
  EntityMerged: ({ into: mergedInto }) => ({ mergedInto }),
  EntityDeregistered: ({ by = null }, { phase: from, since }) => ({
    ...{ phase: 'DEREGISTERED', struckOff: { from, since, by } },
  }),
  EntityDeregistrationVoided: ({ restored: phase }, { struckOff }) => ({
    ...{ phase, struckOff: null, since: struckOff?.since ?? null },
  }),
};

const evolve = (entity: Entity, event: EntityEvent): Entity => {
  const after = { ...entity, ...folds[event.type](event.data as never, entity) };
  const isAsBefore = after.phase === entity.phase || event.type === 'EntityDeregistrationVoided';
  return isAsBefore ? after : { ...after, since: event.data.on };
};

export const entity: Aggregate<Entity, EntityEvent> = {
  category: 'entity',
  initial,
  evolve,
  events: entityEvents,
  scope: ({ villageCode }) => villageCode,
};
