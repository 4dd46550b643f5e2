import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { HouseholdBindingEvent } from './events';
import type { PartyFacts } from './parties';
import { householdBindingId } from './state';

export const PANXI_VILLAGE = divisionCode('530424102201');
export const WANG = derivedId('household', '530424102201001');
export const FRUIT_COOP = derivedId('entity', '935304240000000001');
export const GREEN_COOP = derivedId('entity', '935304240000000002');
export const AGREEMENT = derivedId('agreement', 'story');
export const WANG_FRUIT = householdBindingId(WANG, FRUIT_COOP, 'FRUIT');

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: PANXI_VILLAGE });

/** Wang wants to grow fruit, the cooperative grows fruit and vegetables, the agreement lists him. */
export const parties: PartyFacts = {
  household: { id: WANG, villageCode: PANXI_VILLAGE, hasVanished: false, industries: ['FRUIT'] },
  entity: { phase: 'ACTIVE', kind: 'COOPERATIVE', industries: ['FRUIT', 'VEGETABLE'] },
  agreement: { id: AGREEMENT, phase: 'IN_FORCE', entityId: FRUIT_COOP, householdIds: [WANG] },
};

export const proposed = {
  type: 'HouseholdBindingProposed',
  data: {
    term: 1,
    householdId: WANG,
    entityId: FRUIT_COOP,
    entityKind: 'COOPERATIVE',
    relation: 'HC',
    industry: 'FRUIT',
    villageCode: PANXI_VILLAGE,
    forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'],
    otherForm: null,
    tightness: 'DIVIDEND',
    startDate: calendarDate('2025-01-01'),
    endDate: calendarDate('2027-12-31'),
    contribution: null,
    agreementId: AGREEMENT,
    agreementDueBy: null,
    match: 'MATCHED',
    on: calendarDate('2025-01-02'),
  },
} as const satisfies HouseholdBindingEvent;

export const submitted = {
  type: 'HouseholdBindingSubmitted',
  data: { consentRef: 'consent-1', submittedBy: 'clerk', on: calendarDate('2025-01-03') },
} as const satisfies HouseholdBindingEvent;

export const activated = {
  type: 'HouseholdBindingActivated',
  data: {
    from: calendarDate('2025-01-10'),
    match: 'MATCHED',
    matchOverrideReason: null,
    otherFormAcceptance: null,
  },
} as const satisfies HouseholdBindingEvent;

export const suspended = {
  type: 'BindingSuspended',
  data: { reason: '外出务工', until: calendarDate('2025-06-01'), on: calendarDate('2025-02-01') },
} as const satisfies HouseholdBindingEvent;

export const ended = {
  type: 'HouseholdBindingEnded',
  data: { cause: 'ENTITY_REVOKED', note: null, on: calendarDate('2025-02-20') },
} as const satisfies HouseholdBindingEvent;

export const benefit = {
  type: 'BenefitDelivered',
  data: {
    benefitId: derivedId('benefit', 'story'),
    form: 'PROFIT_DIVIDEND',
    mode: 'SHARE_BASED',
    amountFen: 57_246,
    evidence: 'receipt-1',
    on: calendarDate('2025-02-01'),
  },
} as const satisfies HouseholdBindingEvent;
