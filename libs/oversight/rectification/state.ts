import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { rectificationEvents, type RectificationEvent, type RectificationSource } from './events';

export type RectificationPhase =
  | 'ABSENT'
  | 'OPEN'
  | 'ACKNOWLEDGED'
  | 'REPLIED'
  | 'RECHECK_PASSED'
  | 'RECHECK_FAILED'
  | 'CLOSED'
  | 'FAILED'
  | 'WITHDRAWN';

export interface Rectification {
  readonly phase: RectificationPhase;
  readonly entityId: string;
  /** Which it comes from; null where it comes from elsewhere. */
  readonly evaluationId: string | null;
  readonly agreementIds: readonly string[];
  readonly villageCode: DivisionCode | null;
  readonly dueDate: CalendarDate | null;
  /** Who set the due date that runs. */
  readonly dueDateBy: string;
  readonly orderedBy: string;
  /** Everybody who ever replied: none of them may re-check. */
  readonly repliers: readonly string[];
  readonly isExtended: boolean;
  /** Of the due date that runs. */
  readonly isMarkedOverdue: boolean;
  /** Day of the last step; the mark of the clock is none. */
  readonly since: CalendarDate | null;
}

/** An evaluation leads to one order at most; any other order is named by the request. */
export const rectificationId = (
  { source, sourceId }: { readonly source: RectificationSource; readonly sourceId?: string },
  commandId: string,
): string =>
  source === 'EVALUATION' && sourceId !== undefined
    ? derivedId('rectification', source, sourceId)
    : derivedId('rectification', commandId);

const initial: Rectification = {
  phase: 'ABSENT',
  entityId: '',
  evaluationId: null,
  agreementIds: [],
  villageCode: null,
  dueDate: null,
  dueDateBy: '',
  orderedBy: '',
  repliers: [],
  isExtended: false,
  isMarkedOverdue: false,
  since: null,
};

const evolve = (order: Rectification, event: RectificationEvent): Rectification => {
  const after = stepped(order, event);
  return event.type === 'RectificationOverdue' ? after : { ...after, since: event.data.on };
};

const stepped = (order: Rectification, event: RectificationEvent): Rectification => {
  switch (event.type) {
    case 'RectificationOrdered': {
      const { source, sourceId, entityId, agreementIds, villageCode, dueDate, orderedBy } = event.data;
      const evaluationId = source === 'EVALUATION' ? sourceId : null;
      const concerned = { entityId, evaluationId, agreementIds, villageCode };
      return { ...initial, phase: 'OPEN', ...concerned, dueDate, dueDateBy: orderedBy, orderedBy };
    }
    case 'RectificationAcknowledged':
      return { ...order, phase: 'ACKNOWLEDGED' };
    case 'RectificationReplied':
      return { ...order, phase: 'REPLIED', repliers: [...order.repliers, event.data.repliedBy] };
    case 'RectificationRecheckPassed':
      return { ...order, phase: 'RECHECK_PASSED' };
    case 'RectificationRecheckFailed':
      return { ...order, phase: 'RECHECK_FAILED' };
    case 'RectificationDueDateExtended':
      return running({ ...order, isExtended: true, dueDateBy: event.data.extendedBy }, event.data.dueDate);
    case 'RectificationReopened':
      return running({ ...order, dueDateBy: event.data.reopenedBy }, event.data.dueDate);
    case 'RectificationDueDateCorrected':
      return { ...order, dueDate: event.data.dueDate };
    case 'RectificationOverdue':
      return { ...order, isMarkedOverdue: true };
    case 'RectificationClosed':
      return { ...order, phase: 'CLOSED' };
    case 'RectificationFailed':
      return { ...order, phase: 'FAILED', agreementIds: event.data.agreementIds };
    case 'RectificationWithdrawn':
    case 'RectificationVoided':
      return { ...order, phase: 'WITHDRAWN' };
  }
};

const running = (order: Rectification, dueDate: CalendarDate): Rectification => ({
  ...order,
  phase: 'OPEN',
  dueDate,
  isMarkedOverdue: false,
});

export const rectification: Aggregate<Rectification, RectificationEvent> = {
  category: 'rectification',
  initial,
  evolve,
  events: rectificationEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ entityId }) => ({ ENTITY_MANAGER: [entityId] }),
};
