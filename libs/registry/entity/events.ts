import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { EntityKind, Industry, LeadingLevel } from '@kernel/linkage';

export const DEMO_LEVELS = ['COUNTY', 'MUNICIPAL', 'PROVINCIAL', 'NATIONAL'] as const;
export type DemoLevel = (typeof DEMO_LEVELS)[number];

/** Where an entity stands that is in the register, or was not admitted to it. */
export const STANDING_PHASES = [
  'CANDIDATE',
  'RECOMMENDED',
  'PRELIM_REVIEWED',
  'ACTIVE',
  'SUSPENDED',
  'REVOKED',
  'REJECTED',
] as const;
export type StandingPhase = (typeof STANDING_PHASES)[number];

/** The head's (负责人) name, phone and document: ciphertext under the entity's own key, by field. */
export type SealedManager = { readonly [field: string]: string };

export type EntityEvent =
  | Event<
      'EntityRegistered',
      {
        entityId: string;
        kind: EntityKind;
        /** Null for a natural person (LARGE_GROWER), whose name is sealed with the manager's. */
        name: string | null;
        uscc: string | null;
        /** The county's own number of a natural person who has no code. */
        growerNo: string | null;
        /** Why a code with a failing check digit was accepted all the same; some real codes fail. */
        usccOverrideReason: string | null;
        /** 核心村: the entity's home village. */
        villageCode: DivisionCode;
        industries: readonly Industry[];
        tags: readonly string[];
        leadingLevel: LeadingLevel | null;
        manager: SealedManager;
        synthetic: boolean;
        on: CalendarDate;
      }
    >
  | Event<'EntityRecommended', { by: string; opinion: string; on: CalendarDate }>
  | Event<'EntityPrelimReviewed', { by: string; opinion: string; on: CalendarDate }>
  | Event<'EntityApproved', { decisionNo: string; on: CalendarDate }>
  | Event<'EntityRejected', { reason: string; on: CalendarDate }>
  | Event<'EntityHeadChanged', { manager: SealedManager; on: CalendarDate }>
  /** It was written down wrongly: nobody else heads the entity. */
  | Event<'EntityHeadCorrected', { manager: SealedManager; on: CalendarDate }>
  /** 更名: it is called otherwise from that day on. */
  | Event<'EntityRenamed', { name: string; registryDocument: string; on: CalendarDate }>
  /** It was written down wrongly; everything as it is. */
  | Event<
      'EntityDataCorrected',
      {
        name: string | null;
        kind: EntityKind;
        villageCode: DivisionCode;
        leadingLevel: LeadingLevel | null;
        registryDocument: string;
        on: CalendarDate;
      }
    >
  | Event<'EntityIndustryChanged', { industries: readonly Industry[]; on: CalendarDate }>
  | Event<'LeadingLevelChanged', { level: LeadingLevel; documentNo: string; on: CalendarDate }>
  | Event<'DemoLevelGranted', { level: DemoLevel; documentNo: string; on: CalendarDate }>
  | Event<'DemoLevelWithdrawn', { documentNo: string; on: CalendarDate }>
  | Event<'EntitySuspended', { reason: string; on: CalendarDate }>
  | Event<'EntityResumed', { reason: string; on: CalendarDate }>
  | Event<
      'EligibilityRevoked',
      {
        decisionNo: string;
        /** The agreement whose failed rectification justifies the revocation: terminated for it, or over already (R18). */
        agreementId: string;
        rectificationId: string;
        on: CalendarDate;
      }
    >
  | Event<
      'EligibilityRestored',
      {
        decisionNo: string;
        /** The trial that ended FULFILLED (R18). Absent in what was recorded before it was asked for. */
        evaluationId?: string;
        on: CalendarDate;
      }
    >
  /** It stood in the register twice: the other goes on with all that it has, and this one is struck off with it. */
  | Event<
      'EntityMerged',
      {
        into: string;
        /** Last year that it was evaluated for itself; the other answers for those after it. Null where it never was; absent of before anything passed. */
        evaluatedThrough?: number | null;
        on: CalendarDate;
      }
    >
  | Event<
      'EntityDeregistered',
      {
        registryDocument: string;
        /** Who entered it; absent of before it could be taken back. */
        by?: string;
        on: CalendarDate;
      }
    >
  /** It never was, and stands where it did before; `on` is the day from which it was believed to be. */
  | Event<
      'EntityDeregistrationVoided',
      { restored: StandingPhase; registryDocument: string; on: CalendarDate }
    >;

export const entityEvents: Readonly<Record<EntityEvent['type'], number>> = {
  EntityRegistered: 1,
  EntityRecommended: 1,
  EntityPrelimReviewed: 1,
  EntityApproved: 1,
  EntityRejected: 1,
  EntityHeadChanged: 1,
  EntityHeadCorrected: 1,
  EntityRenamed: 1,
  EntityDataCorrected: 1,
  EntityIndustryChanged: 1,
  LeadingLevelChanged: 1,
  DemoLevelGranted: 1,
  DemoLevelWithdrawn: 1,
  EntitySuspended: 1,
  EntityResumed: 1,
  EligibilityRevoked: 1,
  EligibilityRestored: 1,
  EntityMerged: 1,
  EntityDeregistered: 1,
  EntityDeregistrationVoided: 1,
};
