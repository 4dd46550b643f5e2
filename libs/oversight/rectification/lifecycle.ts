import { phased, type Steps } from '@kernel/lifecycle';
import type { RectificationPhase } from './state';

/** Every order but one that is over. */
export const RUNNING = {
  in: ['OPEN', 'ACKNOWLEDGED', 'REPLIED', 'RECHECK_PASSED', 'RECHECK_FAILED'],
  otherwise: 'RECTIFICATION_OVER',
} as const;

const OVER = {
  ...{ CLOSED: RUNNING.otherwise, FAILED: RUNNING.otherwise, WITHDRAWN: RUNNING.otherwise },
} as const;
const UNANSWERED: readonly RectificationPhase[] = ['OPEN', 'ACKNOWLEDGED'];

const AFTER_FAILED_RECHECK = {
  in: ['RECHECK_FAILED'],
  otherwise: 'NO_FAILED_RECHECK',
  unless: OVER,
} as const;

export const steps = {
  OrderRectification: { in: ['ABSENT'], otherwise: 'RECTIFICATION_EXISTS', pointer: '/sourceId' },
  AcknowledgeOrder: {
    in: ['OPEN'],
    idle: ['ACKNOWLEDGED', 'REPLIED', 'RECHECK_PASSED', 'RECHECK_FAILED'],
    otherwise: 'RECTIFICATION_OVER',
  },
  ReplyRectification: { in: ['ACKNOWLEDGED'], otherwise: 'RECTIFICATION_NOT_ACKNOWLEDGED', unless: OVER },
  RecheckRectification: {
    in: [...UNANSWERED, 'REPLIED'],
    otherwise: 'RECTIFICATION_NOT_REPLIED',
    unless: OVER,
  },
  ExtendDueDate: AFTER_FAILED_RECHECK,
  CorrectDueDate: { in: ['OPEN'], otherwise: 'RECTIFICATION_ACKNOWLEDGED', unless: OVER },
  CloseRectification: {
    in: ['RECHECK_PASSED'],
    idle: ['CLOSED'],
    otherwise: 'RECHECK_NOT_PASSED',
    unless: { FAILED: OVER.FAILED, WITHDRAWN: OVER.WITHDRAWN },
  },
  ReopenRectification: { in: ['CLOSED'], otherwise: 'RECTIFICATION_NOT_CLOSED' },
  DeclareRectificationFailed: AFTER_FAILED_RECHECK,
  WithdrawRectification: { ...RUNNING, idle: ['WITHDRAWN'] },
  VoidRectification: { ...RUNNING, in: [...RUNNING.in, 'FAILED'], idle: ['WITHDRAWN'] },
  MarkRectificationOverdue: { in: UNANSWERED, otherwise: null },
} satisfies Steps<RectificationPhase>;

export const lifecycle = phased(steps);
