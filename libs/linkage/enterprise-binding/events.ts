import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry, LeadingLevel, LinkageForm } from '@kernel/linkage';

export const ENTERPRISE_BINDING_ENDINGS = [
  'EXPIRED',
  'BY_CONSENT',
  'ENTERPRISE_DEFAULT',
  'COOPERATIVE_DEFAULT',
  'ENTITY_REVOKED',
  'ENTITY_DEREGISTERED',
  'MERGED',
] as const;
export type EnterpriseBindingEnding = (typeof ENTERPRISE_BINDING_ENDINGS)[number];

/** S0: 「避免直接承担经营风险」 – never the household. */
export const RISK_BEARERS = ['ENTERPRISE', 'COOPERATIVE', 'SHARED'] as const;
export type RiskBearer = (typeof RISK_BEARERS)[number];

/** One stream per enterprise, cooperative and industry; `term` counts from 1. */
export type EnterpriseBindingEvent =
  | Event<
      'EnterpriseBindingProposed',
      {
        term: number;
        enterpriseId: string;
        cooperativeId: string;
        /** Home village of the cooperative. */
        villageCode: DivisionCode;
        industry: Industry;
        forms: readonly LinkageForm[];
        contractNo: string;
        riskBearer: RiskBearer;
        varietiesProvided: string | null;
        technicalStandard: string | null;
        orderAmountFen: number | null;
        priceRule: string | null;
        startDate: CalendarDate;
        endDate: CalendarDate | null;
        proposedBy: string;
        on: CalendarDate;
      }
    >
  /** The binding goes on with another, of a duplicate that was merged into one of the sides; on the stream that goes on. */
  | Event<'EnterpriseBindingTakenOver', { fromBindingId: string; on: CalendarDate }>
  | Event<'EnterpriseBindingReturned', { reason: string; on: CalendarDate }>
  /** Before it was approved: nothing follows from it. */
  | Event<'EnterpriseBindingWithdrawn', { on: CalendarDate }>
  /** Level of the enterprise on that day, for the reader; coverage follows the enterprise's own history. */
  | Event<'EnterpriseBindingApproved', { leadingLevel: LeadingLevel; on: CalendarDate }>
  | Event<'EnterpriseBindingActivated', { from: CalendarDate }>
  | Event<'EnterpriseBindingSuspended', { reason: string; on: CalendarDate }>
  | Event<'EnterpriseBindingResumed', { on: CalendarDate }>
  /** `on` is the first day without the binding. */
  | Event<
      'EnterpriseBindingEnded',
      { cause: EnterpriseBindingEnding; note: string | null; on: CalendarDate }
    >;

export const enterpriseBindingEvents: Readonly<Record<EnterpriseBindingEvent['type'], number>> = {
  EnterpriseBindingProposed: 1,
  EnterpriseBindingTakenOver: 1,
  EnterpriseBindingReturned: 1,
  EnterpriseBindingWithdrawn: 1,
  EnterpriseBindingApproved: 1,
  EnterpriseBindingActivated: 1,
  EnterpriseBindingSuspended: 1,
  EnterpriseBindingResumed: 1,
  EnterpriseBindingEnded: 1,
};
