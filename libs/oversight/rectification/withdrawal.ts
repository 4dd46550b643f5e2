import { actsFor } from '@kernel/actor';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { CorrectDueDate, VoidRectification, WithdrawRectification } from './commands';
import type { RectificationEvent } from './events';
import type { ConsequenceFacts } from './facts';
import { steps } from './lifecycle';
import type { Rectification } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Rectification, RectificationEvent, Facts>;

/** What was wrong is told with the reason, after what has happened. */
const wrongFaults = ({ since }: Rectification, facts: Circumstances): readonly Fault[] => [
  reasonFault(facts),
  futureFault(facts),
  orderFault(since, facts.effectiveDate),
];

/** R18: who was found NOT_FULFILLED is to be rectified, and nobody is spared it while the evaluation says so. */
const judgedFault = ({ evaluationId }: Rectification): Fault =>
  evaluationId !== null && unmet('RECTIFICATION_OF_EVALUATION', { evaluationId });

/** A correction gives no more time to who has begun or has let the day pass: that is an extension, and for the superior. */
export const correctDueDate: Rule<CorrectDueDate> = ({ dueDate }, order, facts) => {
  const { dueDate: before, dueDateBy } = order;
  const { today, actor, effectiveDate: on } = facts;
  requireState(steps.CorrectDueDate, order.phase);
  requireAll(
    ...wrongFaults(order, facts),
    !actsFor(facts, dueDateBy) && unmet('DUE_DATE_SET_BY_ANOTHER'),
    before !== null && before < today && unmet('DUE_DATE_PASSED', { dueDate: before }),
    dueDate <= today && unmet('DUE_DATE_NOT_LATER', { dueDate, than: today }, '/dueDate'),
  );
  if (dueDate === before) return [];
  return [{ type: 'RectificationDueDateCorrected', data: { dueDate, correctedBy: actor.user, on } }];
};

export const withdraw: Rule<WithdrawRectification> = (_command, order, facts) => {
  const { phase, agreementIds, orderedBy } = order;
  if (isIdle(steps.WithdrawRectification, phase)) return [];
  requireState(steps.WithdrawRectification, phase);
  requireAll(
    judgedFault(order),
    !actsFor(facts, orderedBy) && unmet('RECTIFICATION_WITHDRAWN_BY_ANOTHER'),
    ...wrongFaults(order, facts),
  );
  const data = { agreementIds, withdrawnBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'RectificationWithdrawn', data }];
};

/** What has been decided for its failure is undone by no paper of before: the eligibility comes back by restoration alone (R18). */
const decidedFault = ({ phase, since }: Rectification, facts: ConsequenceFacts): Fault => {
  const { terminated, isRevoked, restoredOn } = facts;
  const isAtonedFor = restoredOn !== null && since !== null && since <= restoredOn;
  const isDecided = terminated.length > 0 || isRevoked || isAtonedFor;
  return phase === 'FAILED' && isDecided && unmet('CONSEQUENCE_DECIDED', { agreementIds: terminated });
};

export const annul: Rule<VoidRectification, ConsequenceFacts> = ({ decisionNo }, order, facts) => {
  const { phase, agreementIds, orderedBy } = order;
  const { user } = facts.actor;
  if (isIdle(steps.VoidRectification, phase)) return [];
  requireState(steps.VoidRectification, phase);
  requireAll(
    judgedFault(order),
    actsFor(facts, orderedBy) && unmet('VOIDER_IS_ORDERER', { user }),
    decidedFault(order, facts),
    ...wrongFaults(order, facts),
  );
  const data = { decisionNo, agreementIds, voidedBy: user, on: facts.effectiveDate };
  return [{ type: 'RectificationVoided', data }];
};
