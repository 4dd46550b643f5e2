import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { HOUSEHOLD, VILLAGE } from '@registry/household/story';
import type { ErasureEvent } from './events';

export { HOUSEHOLD, VILLAGE };

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: VILLAGE });

/** Fifteen days of waiting, and a key that is gone. */
export const known = { villageCode: VILLAGE, isInUse: false, waitingDays: 15, keys: [] };

export const requested = {
  type: 'ErasureRequested',
  data: {
    ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, villageCode: VILLAGE },
    ...{ basis: 'CONSENT_WITHDRAWN', lawClause: null, requestedBy: 'HOUSEHOLD' },
    on: calendarDate('2025-03-01'),
  },
} as const satisfies ErasureEvent;

export const approved = {
  type: 'ErasureApproved',
  data: {
    ...{ approvedBy: 'COUNTY_SIGNER', waitingDays: 15 },
    ...{ dueOn: calendarDate('2025-03-18'), on: calendarDate('2025-03-03') },
  },
} as const satisfies ErasureEvent;

export const refused = {
  type: 'ErasureRefused',
  data: {
    ...{ ground: 'RETENTION_DUTY', lawClause: '会计法 第二十三条', refusedBy: 'REVITALIZATION_BUREAU' },
    on: calendarDate('2025-03-05'),
  },
} as const satisfies ErasureEvent;

export const withdrawn = {
  type: 'ErasureWithdrawn',
  data: { withdrawnBy: 'HOUSEHOLD', on: calendarDate('2025-03-06') },
} as const satisfies ErasureEvent;

export const carriedOut = {
  type: 'ErasureCarriedOut',
  data: { subjectId: HOUSEHOLD, on: calendarDate('2025-03-18') },
} as const satisfies ErasureEvent;

export const certified = {
  type: 'ErasureCertified',
  data: {
    ...{ subjectId: HOUSEHOLD, certificateNo: 'SC-20250318-00000000', keyDestroyed: 'key-1' },
    on: calendarDate('2025-03-18'),
  },
} as const satisfies ErasureEvent;
