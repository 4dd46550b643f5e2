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

/** Whose data: the head of a household, or who manages an entity. Both are kept under the id of what they stand for. */
export const ERASURE_SUBJECTS = ['HOUSEHOLD', 'ENTITY'] as const;
export type ErasureSubject = (typeof ERASURE_SUBJECTS)[number];

/** The end of somebody's personal data. Figures and money stay; what was sealed cannot be opened again. */
export type ErasureEvent =
  | Event<
      'ErasureRequested',
      {
        subjectKind: ErasureSubject;
        subjectId: string;
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
