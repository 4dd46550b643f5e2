import type { Decide } from '@kernel/decider';
import { futureFault, type Fault } from '@kernel/fault';
import { isTaken, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { OrderRectification } from './commands';
import type { RectificationEvent } from './events';
import type { AgreementKnown, OrderFacts } from './facts';
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

const isConcerned =
  ({ evaluation }: OrderFacts) =>
  ({ id, phase }: AgreementKnown): boolean =>
    isInForce(phase) || evaluation?.agreementIds.includes(id) === true;

/**
 * R17, R18: an evaluation judges a past year, so its order names every agreement that was judged, also one that has run out or
 * was ended since: what was not kept is to be put right all the same, and the end of a paper saves nobody from what follows.
 * With them it names what the command names besides and is in force, such as their renewals; a renewal that comes into force
 * later ends with the entity, where it is revoked. Any other order is about what holds today and names agreements in force.
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
    agreementIds: facts.agreements.filter(isConcerned(facts)).map(({ id }) => id),
    ...{ problemCode, problem, dueDate, orderedBy: actor.user, on: facts.effectiveDate },
  };
  return [{ type: 'RectificationOrdered', data }];
};
