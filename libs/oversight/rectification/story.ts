import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { evaluationId } from '@kernel/evaluation-id';
import { derivedId } from '@kernel/ids';
import type { RectificationEvent } from './events';
import type { FailureFacts, OrderFacts, ReopeningFacts } from './facts';

export const HOME = divisionCode('530424102201');
export const COUNTY = divisionCode('530424000000');
export const COOP = derivedId('entity', '935304240000000001');
export const AGREEMENT = derivedId('agreement', 'story');
export const EVALUATION = evaluationId(COOP, 2024);
export const ORDER = derivedId('rectification', 'EVALUATION', EVALUATION);

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: COUNTY });

/** 2025-03-01 and the thirty days of the parameter. */
export const known: OrderFacts & FailureFacts & ReopeningFacts = {
  villageCode: HOME,
  agreements: [{ id: AGREEMENT, entityId: COOP, phase: 'IN_FORCE' }],
  evaluation: { entityId: COOP, result: 'NOT_FULFILLED', agreementIds: [AGREEMENT] },
  judged: [AGREEMENT],
  mergedInto: null,
  dueDate: calendarDate('2025-03-31'),
};

export const ordered = {
  type: 'RectificationOrdered',
  data: {
    rectificationId: ORDER,
    source: 'EVALUATION',
    sourceId: EVALUATION,
    entityId: COOP,
    agreementIds: [AGREEMENT],
    villageCode: HOME,
    problemCode: 'EVALUATION_NOT_FULFILLED',
    problem: '保底分红未兑现',
    dueDate: calendarDate('2025-03-31'),
    orderedBy: 'AGRI_BUREAU',
    on: calendarDate('2025-03-01'),
  },
} as const satisfies RectificationEvent;

export const acknowledged = {
  type: 'RectificationAcknowledged',
  data: { on: calendarDate('2025-03-02') },
} as const satisfies RectificationEvent;

export const replied = {
  type: 'RectificationReplied',
  data: {
    measures: '已补发分红',
    evidence: ['photo-1'],
    repliedBy: 'ENTITY_MANAGER',
    on: calendarDate('2025-03-20'),
  },
} as const satisfies RectificationEvent;

export const passed = {
  type: 'RectificationRecheckPassed',
  data: { findings: '分红到户', checkedBy: 'SUPERVISOR', on: calendarDate('2025-03-25') },
} as const satisfies RectificationEvent;

export const recheckFailed = {
  type: 'RectificationRecheckFailed',
  data: { findings: '仍欠三户', checkedBy: 'SUPERVISOR', on: calendarDate('2025-03-25') },
} as const satisfies RectificationEvent;

export const extended = {
  type: 'RectificationDueDateExtended',
  data: { dueDate: calendarDate('2025-04-30'), extendedBy: 'COUNTY_SIGNER', on: calendarDate('2025-03-26') },
} as const satisfies RectificationEvent;

export const overdue = {
  type: 'RectificationOverdue',
  data: { dueDate: calendarDate('2025-03-31'), on: calendarDate('2025-04-01') },
} as const satisfies RectificationEvent;

export const closed = {
  type: 'RectificationClosed',
  data: { agreementIds: [AGREEMENT], on: calendarDate('2025-03-28') },
} as const satisfies RectificationEvent;

export const reopened = {
  type: 'RectificationReopened',
  data: {
    agreementIds: [AGREEMENT],
    dueDate: calendarDate('2025-06-30'),
    reopenedBy: 'AUDITOR',
    on: calendarDate('2025-05-10'),
  },
} as const satisfies RectificationEvent;

/** Of an inspection, which no evaluation has led to. */
export const inspected = {
  ...ordered,
  data: { ...ordered.data, source: 'INSPECTION', sourceId: null },
} as const satisfies RectificationEvent;

export const corrected = {
  type: 'RectificationDueDateCorrected',
  data: { dueDate: calendarDate('2025-05-31'), correctedBy: 'AGRI_BUREAU', on: calendarDate('2025-03-02') },
} as const satisfies RectificationEvent;

export const withdrawn = {
  type: 'RectificationWithdrawn',
  data: { agreementIds: [AGREEMENT], withdrawnBy: 'AGRI_BUREAU', on: calendarDate('2025-03-05') },
} as const satisfies RectificationEvent;

export const voided = {
  type: 'RectificationVoided',
  data: {
    ...{ decisionNo: '华政发〔2025〕11号', agreementIds: [AGREEMENT], voidedBy: 'COUNTY_SIGNER' },
    on: calendarDate('2025-04-02'),
  },
} as const satisfies RectificationEvent;

export const failed = {
  type: 'RectificationFailed',
  data: { decisionNo: '华政发〔2025〕9号', agreementIds: [AGREEMENT], on: calendarDate('2025-03-28') },
} as const satisfies RectificationEvent;
