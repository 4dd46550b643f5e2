import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { RegisterEntity } from './commands';
import type { EntityEvent } from './events';
import { entityId } from './state';
import { usccCheck } from './uscc';

export { entityRegister } from './projector';

export const VILLAGE = divisionCode('530424102201');
export const COUNTY = divisionCode('530424000000');

/** Made up; the check digit is right. */
export const usccOf = (first17: string): string => first17 + usccCheck(first17);
export const USCC = usccOf('93530424MA0000001');
export const COOP = entityId({ uscc: USCC });
export const AGREEMENT = '00000000-0000-5000-8000-0000000000a1';
export const EVALUATION = '00000000-0000-5000-8000-0000000000c1';
export const RECTIFICATION = '00000000-0000-5000-8000-0000000000b1';

/** Somebody of a role in the county; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: COUNTY });

const sealed = { managerName: 'v1.sealed' };

/** What `facts.ts` finds where nothing is in the way. */
export const known = {
  id: COOP,
  manager: sealed,
  villageIsUsed: true,
  minYears: 1,
  agreementOf: COOP,
  ending: {
    cause: 'RECTIFICATION_FAILED',
    rectificationId: RECTIFICATION,
    on: calendarDate('2025-02-20'),
  },
  failure: { rectificationId: RECTIFICATION, on: calendarDate('2025-02-15') },
  running: [],
  unfinished: {
    ...{ inForce: [], beingSigned: [], orders: [], judgedYears: [], openYears: [] },
    ...{ evaluatedThrough: null, failed: [] },
  },
  trial: { entityId: COOP, year: 2025, result: 'FULFILLED', on: calendarDate('2026-02-10') },
} as const;

export const registering = (fields: Partial<RegisterEntity> = {}): RegisterEntity =>
  Object.assign(new RegisterEntity(), {
    ...{ kind: 'COOPERATIVE', name: '盘溪柑桔专业合作社', uscc: USCC, villageCode: VILLAGE },
    ...{ industries: ['FRUIT'], managerName: '王小明', ...fields },
  });

type Registration = Extract<EntityEvent, { readonly type: 'EntityRegistered' }>['data'];

export const registered = (fields: Partial<Registration> = {}): EntityEvent => ({
  type: 'EntityRegistered',
  data: {
    ...{ entityId: COOP, kind: 'COOPERATIVE', name: '盘溪柑桔专业合作社', uscc: USCC, growerNo: null },
    ...{ usccOverrideReason: null, villageCode: VILLAGE, industries: ['FRUIT'], tags: [] },
    ...{ leadingLevel: null, manager: sealed, synthetic: false, on: calendarDate('2025-03-01') },
    ...fields,
  },
});

export const recommended = {
  type: 'EntityRecommended',
  data: { by: 'recommender', opinion: '带动能力强', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const reviewed = {
  type: 'EntityPrelimReviewed',
  data: { by: 'reviewer', opinion: '材料齐全', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const approved = {
  type: 'EntityApproved',
  data: { decisionNo: '华政发〔2025〕3号', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const rejected = {
  type: 'EntityRejected',
  data: { reason: '无带动计划', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const suspended = {
  type: 'EntitySuspended',
  data: { reason: '经营异常', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const revoked = {
  type: 'EligibilityRevoked',
  data: {
    decisionNo: '华政发〔2025〕9号',
    agreementId: AGREEMENT,
    rectificationId: RECTIFICATION,
    on: calendarDate('2025-03-01'),
  },
} as const satisfies EntityEvent;

export const restored = {
  type: 'EligibilityRestored',
  data: { decisionNo: '华政发〔2026〕2号', evaluationId: EVALUATION, on: calendarDate('2026-03-01') },
} as const satisfies EntityEvent;

export const deregistered = {
  type: 'EntityDeregistered',
  data: { registryDocument: '注销通知书 1', by: 'clerk', on: calendarDate('2025-03-01') },
} as const satisfies EntityEvent;

export const active: readonly EntityEvent[] = [registered(), recommended, reviewed, approved];
