import type { CalendarDate } from '@kernel/calendar-date';
import { tightnessOf } from '@kernel/linkage-form';
import { changed, register, type Registered } from '@projection/fold';
import type { EnterpriseBindingEvent } from './events';

/** One line of the ledger of leading enterprises bound to cooperatives (龙头企业绑定合作社台账). */
export type EnterpriseBindingRow = Registered & {
  /** Home village of the cooperative. */
  readonly division: string;
  readonly enterpriseId: string;
  readonly cooperativeId: string;
  /** Both. */
  readonly sideIds: readonly string[];
  readonly industry: string;
  readonly state: 'IN_REVIEW' | 'RETURNED' | 'WITHDRAWN' | 'ACTIVE' | 'SUSPENDED' | 'ENDED';
  /** Why it was sent back last before it was proposed again, and when. */
  readonly returnReason: string | null;
  readonly returnedOn: CalendarDate | null;
  readonly term: number;
  readonly forms: readonly string[];
  readonly tightness: string;
  readonly contractNo: string;
  readonly riskBearer: string;
  readonly orderAmountFen: number | null;
  readonly priceRule: string | null;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate | null;
  /** First day of the term that came into force. */
  readonly from: CalendarDate | null;
  readonly leadingLevelAtApproval: string | null;
  /** First day without the binding. */
  readonly endedOn: CalendarDate | null;
  readonly endCause: string | null;
  /** The ended binding that this one goes on with, where a side was merged into another entity. */
  readonly takenOverFrom: string | null;
};

export const enterpriseBindingLedger = register<EnterpriseBindingEvent, EnterpriseBindingRow>({
  name: 'enterprise-binding',
  version: 4,
  categories: ['enterpriseBinding'],
  collection: 'enterprise-bindings',
  indexes: [
    { fields: ['division', 'startDate'] },
    { fields: ['enterpriseId', 'startDate'] },
    { fields: ['cooperativeId', 'startDate'] },
    { fields: ['sideIds'] },
    { fields: ['industry', 'startDate'] },
    { fields: ['state', 'startDate'] },
  ],
  arrays: ['sideIds'],
  on: {
    EnterpriseBindingProposed: (_before, { data }) => ({
      ...{ division: data.villageCode, enterpriseId: data.enterpriseId, cooperativeId: data.cooperativeId },
      sideIds: [data.enterpriseId, data.cooperativeId],
      ...{ industry: data.industry, state: 'IN_REVIEW', term: data.term },
      ...{ forms: data.forms, tightness: tightnessOf(data.forms), contractNo: data.contractNo },
      ...{ riskBearer: data.riskBearer, orderAmountFen: data.orderAmountFen, priceRule: data.priceRule },
      ...{ startDate: data.startDate, endDate: data.endDate, from: null },
      ...{ leadingLevelAtApproval: null, endedOn: null, endCause: null },
      ...{ returnReason: null, returnedOn: null, takenOverFrom: null },
    }),
    EnterpriseBindingTakenOver: changed((_row, { data }) => ({ takenOverFrom: data.fromBindingId })),
    EnterpriseBindingReturned: changed((_row, { data }) => ({
      ...{ state: 'RETURNED', returnReason: data.reason, returnedOn: data.on },
    })),
    EnterpriseBindingWithdrawn: changed(() => ({ state: 'WITHDRAWN' })),
    EnterpriseBindingApproved: changed((_row, { data }) => ({ leadingLevelAtApproval: data.leadingLevel })),
    EnterpriseBindingActivated: changed((_row, { data }) => ({ state: 'ACTIVE', from: data.from })),
    EnterpriseBindingSuspended: changed(() => ({ state: 'SUSPENDED' })),
    EnterpriseBindingResumed: changed(() => ({ state: 'ACTIVE' })),
    EnterpriseBindingEnded: changed((_row, { data }) => ({
      ...{ state: 'ENDED', endedOn: data.on, endCause: data.cause },
    })),
  },
});
