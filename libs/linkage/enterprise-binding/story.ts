import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { EnterpriseBindingEvent } from './events';
import type { SideFacts } from './facts';

const COOP_VILLAGE = divisionCode('530424102201');
export const ENTERPRISE = derivedId('entity', '915304240000000001');
export const COOPERATIVE = derivedId('entity', '935304240000000001');

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: COOP_VILLAGE });

export const sides: SideFacts = {
  enterprise: {
    phase: 'ACTIVE',
    kind: 'LEADING_ENTERPRISE',
    leadingLevel: 'COUNTY',
    villageCode: divisionCode('530424001001'),
  },
  cooperative: { phase: 'ACTIVE', kind: 'COOPERATIVE', leadingLevel: null, villageCode: COOP_VILLAGE },
};

export const proposed = {
  type: 'EnterpriseBindingProposed',
  data: {
    term: 1,
    enterpriseId: ENTERPRISE,
    cooperativeId: COOPERATIVE,
    villageCode: COOP_VILLAGE,
    industry: 'FRUIT',
    forms: ['ORDER_FARMING', 'TECHNICAL_SERVICE'],
    contractNo: '华宁产〔2025〕1号',
    riskBearer: 'ENTERPRISE',
    varietiesProvided: null,
    technicalStandard: null,
    orderAmountFen: 120_000_000,
    priceRule: '随行就市，不低于保护价',
    startDate: calendarDate('2025-01-01'),
    endDate: calendarDate('2026-12-31'),
    proposedBy: 'town',
    on: calendarDate('2025-01-02'),
  },
} as const satisfies EnterpriseBindingEvent;

export const approved = {
  type: 'EnterpriseBindingApproved',
  data: { leadingLevel: 'COUNTY', on: calendarDate('2025-01-10') },
} as const satisfies EnterpriseBindingEvent;

export const activated = {
  type: 'EnterpriseBindingActivated',
  data: { from: calendarDate('2025-01-10') },
} as const satisfies EnterpriseBindingEvent;

export const suspended = {
  type: 'EnterpriseBindingSuspended',
  data: { reason: '停产检修', on: calendarDate('2025-02-01') },
} as const satisfies EnterpriseBindingEvent;

export const ended = {
  type: 'EnterpriseBindingEnded',
  data: { cause: 'ENTITY_REVOKED', note: null, on: calendarDate('2025-02-20') },
} as const satisfies EnterpriseBindingEvent;
