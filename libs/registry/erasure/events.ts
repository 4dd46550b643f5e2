import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

/** 个人信息保护法 第四十七条 第一款, （一） to （五） in their order. */
export const ERASURE_BASES = [
  'PURPOSE_FULFILLED',
  'RETENTION_EXPIRED',
  'CONSENT_WITHDRAWN',
  'UNLAWFUL_PROCESSING',
  'OTHER_LAW',
] as const;
export type ErasureBasis = (typeof ERASURE_BASES)[number];

/** A retention duty (第四十七条 第二款), somebody who is not the person, or a basis that is not given. */
export const ERASURE_REFUSALS = ['RETENTION_DUTY', 'NOT_THE_PERSON', 'BASIS_NOT_GIVEN'] as const;
export type ErasureRefusal = (typeof ERASURE_REFUSALS)[number];

/** Whose data: everybody of a household, one person of it, who manages an entity, or who has an account. */
export const ERASURE_SUBJECTS = ['HOUSEHOLD', 'PERSON', 'ENTITY', 'USER'] as const;
export type ErasureSubject = (typeof ERASURE_SUBJECTS)[number];

/** Name of a data key that is no more, and whose it was. */
export type DestroyedKey = { subject: string; key: string };

/** The end of somebody's personal data. Figures and money stay; what was sealed cannot be opened again. */
export type ErasureEvent =
  | Event<
      'ErasureRequested',
      {
        subjectKind: ErasureSubject;
        subjectId: string;
        /** Of a PERSON only. */
        householdId?: string;
        /** Where the subject lives; of an account, where it belongs. */
        villageCode: DivisionCode;
        basis: ErasureBasis;
        /** Law and clause; only with OTHER_LAW. */
        lawClause: string | null;
        requestedBy: string;
        on: CalendarDate;
      }
    >
  | Event<
      'ErasureApproved',
      {
        approvedBy: string;
        waitingDays: number;
        /** The first day on which the key may be destroyed. */
        dueOn: CalendarDate;
        on: CalendarDate;
      }
    >
  | Event<
      'ErasureRefused',
      { ground: ErasureRefusal; lawClause: string | null; refusedBy: string; on: CalendarDate }
    >
  | Event<'ErasureWithdrawn', { withdrawnBy: string; on: CalendarDate }>
  | Event<'ErasureCarriedOut', { subjectId: string; on: CalendarDate }>
  | Event<
      'ErasureCertified',
      {
        subjectId: string;
        certificateNo: string;
        /** Name of the data key that is no more, as it stands in what was sealed; null where there was none. */
        keyDestroyed: string | null;
        /** All of them where others went with it: those of the persons of a household. */
        keysDestroyed?: readonly DestroyedKey[];
        on: CalendarDate;
      }
    >;

export const erasureEvents: Readonly<Record<ErasureEvent['type'], number>> = {
  ErasureRequested: 1,
  ErasureApproved: 1,
  ErasureRefused: 1,
  ErasureWithdrawn: 1,
  ErasureCarriedOut: 1,
  ErasureCertified: 1,
};
