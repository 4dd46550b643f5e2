import type { Decide } from '@kernel/decider';
import { futureFault, type Fault } from '@kernel/fault';
import { isTaken, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { OrderRectification } from './commands';
import type { RectificationEvent } from './events';
import type { OrderFacts } from './facts';
import { steps } from './lifecycle';
import type { Rectification } from './state';

/** R18: an evaluation leads to an order only where it says NOT_FULFILLED, of this very entity. */
const evaluationFault = ({ source, entityId }: OrderRectification, { evaluation }: OrderFacts): Fault => {
  if (source !== 'EVALUATION') return false;
  const isCause = evaluation?.entityId === entityId && evaluation.result === 'NOT_FULFILLED';
  return !isCause && unmet('EVALUATION_NOT_FAILED', { result: evaluation?.result ?? null }, '/sourceId');
};

const agreementFaults = (
  { source, entityId }: OrderRectification,
  { agreements }: OrderFacts,
): readonly Fault[] => {
  const foreign = agreements.filter((agreement) => agreement.entityId !== entityId).map(({ id }) => id);
  if (foreign.length > 0)
    return [unmet('AGREEMENT_OF_ANOTHER_ENTITY', { agreementIds: foreign }, '/agreementIds')];
  const over = agreements.find(({ phase }) => !isInForce(phase));
  if (source === 'EVALUATION' || over === undefined) return [];
  return [unmet('AGREEMENT_NOT_IN_FORCE', { state: over.phase, agreementId: over.id }, '/agreementIds')];
};

const isInForce = (phase: string): boolean => phase === 'IN_FORCE' || phase === 'RECTIFYING';

/**
 * An evaluation judges a past year: of its agreements only those still in force have something to put right. Any other
 * order names agreements that are in force.
 */
export const order: Decide<OrderRectification, Rectification, RectificationEvent, OrderFacts> = (
  command,
  { phase },
  facts,
) => {
  const { source, entityId, problemCode, problem, sourceId = null } = command;
  const { dueDate, today, actor } = facts;
  if (!isTaken(steps.OrderRectification, phase) && actor.role === 'SYSTEM') return [];
  requireState(steps.OrderRectification, phase);
  requireAll(
    futureFault(facts),
    evaluationFault(command, facts),
    ...agreementFaults(command, facts),
    dueDate <= today && unmet('DUE_DATE_NOT_LATER', { dueDate, than: today }, '/dueDate'),
  );
  const data = {
    ...{ rectificationId: facts.id, source, sourceId, entityId, villageCode: facts.villageCode },
    agreementIds: facts.agreements.filter((agreement) => isInForce(agreement.phase)).map(({ id }) => id),
    ...{ problemCode, problem, dueDate, orderedBy: actor.user, on: facts.effectiveDate },
  };
  return [{ type: 'RectificationOrdered', data }];
};
