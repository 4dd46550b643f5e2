import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { EntityKind, Industry, LeadingLevel } from '@kernel/linkage';
import { entityEvents, type DemoLevel, type EntityEvent } from './events';

export const ENTITY_PHASES = [
  'ABSENT',
  'CANDIDATE',
  'RECOMMENDED',
  'PRELIM_REVIEWED',
  'ACTIVE',
  'SUSPENDED',
  'REVOKED',
  'REJECTED',
  'DEREGISTERED',
] as const;
export type EntityPhase = (typeof ENTITY_PHASES)[number];

export interface Entity {
  readonly phase: EntityPhase;
  readonly kind: EntityKind;
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
  since: null,
};

const evolve = (entity: Entity, event: EntityEvent): Entity => {
  const after = told(entity, event);
  return after.phase === entity.phase ? after : { ...after, since: event.data.on };
};

const told = (entity: Entity, event: EntityEvent): Entity => {
  switch (event.type) {
    case 'EntityRegistered': {
      const { kind, villageCode, industries, leadingLevel, on: registeredOn } = event.data;
      return { ...entity, phase: 'CANDIDATE', kind, villageCode, registeredOn, industries, leadingLevel };
    }
    case 'EntityRecommended':
      return { ...entity, phase: 'RECOMMENDED', recommendedBy: event.data.by };
    case 'EntityPrelimReviewed':
      return { ...entity, phase: 'PRELIM_REVIEWED', reviewedBy: event.data.by };
    case 'EntityApproved':
      return { ...entity, phase: 'ACTIVE' };
    case 'EntityRejected':
      return { ...entity, phase: 'REJECTED' };
    case 'EntityHeadChanged':
    case 'EntityHeadCorrected':
    case 'EntityMerged':
      return entity;
    case 'EntityIndustryChanged':
      return { ...entity, industries: event.data.industries };
    case 'LeadingLevelChanged':
      return { ...entity, leadingLevel: event.data.level, leadingLevelSince: event.data.on };
    case 'DemoLevelGranted':
      return { ...entity, demoLevel: event.data.level, demoLevelSince: event.data.on };
    case 'DemoLevelWithdrawn':
      return { ...entity, demoLevel: null, demoLevelSince: event.data.on };
    case 'EntitySuspended':
      return { ...entity, phase: 'SUSPENDED' };
    case 'EntityResumed':
      return { ...entity, phase: 'ACTIVE' };
    case 'EligibilityRevoked':
      return { ...entity, phase: 'REVOKED', revokedOn: event.data.on };
    case 'EligibilityRestored':
      return { ...entity, phase: 'ACTIVE', revokedOn: null, restoredOn: event.data.on };
    case 'EntityDeregistered':
      return { ...entity, phase: 'DEREGISTERED' };
  }
};

export const entity: Aggregate<Entity, EntityEvent> = {
  category: 'entity',
  initial,
  evolve,
  events: entityEvents,
  scope: ({ villageCode }) => villageCode,
};
