import { actsFor } from '@kernel/actor';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, orderFault, type Fault } from '@kernel/fault';
import { isIdle, requireState, stateFault } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  AcknowledgeOrder,
  CloseRectification,
  DeclareRectificationFailed,
  ExtendDueDate,
  MarkRectificationOverdue,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
} from './commands';
import type { RectificationEvent } from './events';
import type { FailureFacts, ReopeningFacts } from './facts';
import { RUNNING, steps } from './lifecycle';
import type { Rectification } from './state';

type Rule<Command> = Decide<Command, Rectification, RectificationEvent>;

/** R18: the steps follow each other on their days too. */
const dayFaults = ({ since }: Rectification, facts: Circumstances): readonly Fault[] => [
  futureFault(facts),
  orderFault(since, facts.effectiveDate),
];

export const acknowledge: Rule<AcknowledgeOrder> = (_command, order, facts) => {
  const { phase: state } = order;
  if (isIdle(steps.AcknowledgeOrder, state)) return [];
  requireState(steps.AcknowledgeOrder, state);
  requireAll(...dayFaults(order, facts));
  return [{ type: 'RectificationAcknowledged', data: { on: facts.effectiveDate } }];
};

export const reply: Rule<ReplyRectification> = ({ measures, evidence }, order, facts) => {
  requireState(steps.ReplyRectification, order.phase);
  requireAll(
    ...dayFaults(order, facts),
    evidence.length === 0 && unmet('EVIDENCE_REQUIRED', {}, '/evidence'),
  );
  const data = { measures, evidence, repliedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'RectificationReplied', data }];
};

/**
 * Whoever lets the due date pass in silence may be found not to have put anything right; nobody passes without a reply.
 */
export const recheck: Rule<RecheckRectification> = ({ passed, findings }, order, facts) => {
  const { phase: state, dueDate, repliers } = order;
  const { user } = facts.actor;
  const step = steps.RecheckRectification;
  requireState(step, state);
  const isSilent = dueDate !== null && dueDate < facts.effectiveDate;
  require(state === 'REPLIED' || (isSilent && !passed), step.otherwise, { state });
  requireAll(
    ...dayFaults(order, facts),
    repliers.some((one) => actsFor(facts, one)) && unmet('RECHECKER_IS_REPLIER', { user }),
  );
  const data = { findings, checkedBy: user, on: facts.effectiveDate };
  return [{ type: passed ? 'RectificationRecheckPassed' : 'RectificationRecheckFailed', data }];
};

export const extend: Rule<ExtendDueDate> = ({ dueDate }, order, facts) => {
  const { phase: state, isExtended, orderedBy } = order;
  const { user } = facts.actor;
  requireState(RUNNING, state);
  requireAll(
    isExtended && unmet('DUE_DATE_EXTENDED_ALREADY', { dueDate: order.dueDate }),
    stateFault(steps.ExtendDueDate, state),
    actsFor(facts, orderedBy) && unmet('EXTENDER_IS_ORDERER', { user }),
    ...dayFaults(order, facts),
    laterFault(dueDate, facts.today, order),
  );
  return [
    { type: 'RectificationDueDateExtended', data: { dueDate, extendedBy: user, on: facts.effectiveDate } },
  ];
};

/** A new due date lies ahead of us and after the old one. */
const laterFault = (dueDate: string, today: string, before: Rectification) => {
  const than = before.dueDate !== null && before.dueDate > today ? before.dueDate : today;
  return dueDate <= than && unmet('DUE_DATE_NOT_LATER', { dueDate, than }, '/dueDate');
};

export const close: Rule<CloseRectification> = (_command, order, facts) => {
  const { phase: state, agreementIds } = order;
  if (isIdle(steps.CloseRectification, state)) return [];
  requireState(steps.CloseRectification, state);
  requireAll(...dayFaults(order, facts));
  return [{ type: 'RectificationClosed', data: { agreementIds, on: facts.effectiveDate } }];
};

/** What was ordered of a duplicate is over: what shows itself anew is ordered of the entity that stays. */
const mergedFault = ({ mergedInto }: ReopeningFacts): Fault =>
  mergedInto !== null && unmet('ENTITY_MERGED', { mergedInto });

export const reopen: Decide<ReopenRectification, Rectification, RectificationEvent, ReopeningFacts> = (
  { dueDate },
  order,
  facts,
) => {
  const { phase: state, agreementIds } = order;
  requireState(steps.ReopenRectification, state);
  requireAll(
    facts.reason === null && unmet('REASON_REQUIRED', {}, '/reason'),
    mergedFault(facts),
    ...dayFaults(order, facts),
    laterFault(dueDate, facts.today, order),
  );
  const data = { agreementIds, dueDate, reopenedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'RectificationReopened', data }];
};

/** It concerns all that was judged, also where the order was given when orders named only what was in force still. */
export const declareFailed: Decide<
  DeclareRectificationFailed,
  Rectification,
  RectificationEvent,
  FailureFacts
> = ({ decisionNo }, order, facts) => {
  requireState(steps.DeclareRectificationFailed, order.phase);
  requireAll(...dayFaults(order, facts));
  const agreementIds = [...new Set([...order.agreementIds, ...facts.judged])];
  return [{ type: 'RectificationFailed', data: { decisionNo, agreementIds, on: facts.effectiveDate } }];
};

export const markOverdue: Rule<MarkRectificationOverdue> = (_command, order, facts) => {
  const { phase, dueDate, isMarkedOverdue } = order;
  if (isIdle(steps.MarkRectificationOverdue, phase) || isMarkedOverdue || dueDate === null) return [];
  require(dueDate < facts.today, 'RECTIFICATION_NOT_DUE', { dueDate });
  return [{ type: 'RectificationOverdue', data: { dueDate, on: facts.effectiveDate } }];
};
