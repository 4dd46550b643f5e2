import { laterOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault } from '@kernel/fault';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { require, requireAll } from '@kernel/refusal';
import type {
  AcceptRectification,
  EndWithEntity,
  FailRectification,
  PlaceUnderRectification,
  ReleaseFromRectification,
  TerminateAgreement,
} from './commands';
import { bindingIdsOf } from './decider';
import type { AgreementEvent } from './events';
import type { OwedFacts } from './facts';
import { steps } from './lifecycle';
import { settlementFault } from './settlement';
import type { Agreement } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;

/** An order may come when the agreement is over already: nothing stands that it could keep from ending. */
export const placeUnderRectification: Rule<PlaceUnderRectification> = (
  { rectificationId },
  agreement,
  facts,
) => {
  const { phase: state, openRectifications, failedRectifications } = agreement;
  const known = [...openRectifications, ...failedRectifications].includes(rectificationId);
  if (known || isIdle(steps.PlaceUnderRectification, state)) return [];
  requireState(steps.PlaceUnderRectification, state);
  return [{ type: 'AgreementRectificationOrdered', data: { rectificationId, on: facts.effectiveDate } }];
};

export const acceptRectification: Rule<AcceptRectification> = ({ rectificationId }, agreement, facts) => {
  const { phase } = agreement;
  if (isIdle(steps.AcceptRectification, phase) || !agreement.openRectifications.includes(rectificationId))
    return [];
  return [{ type: 'AgreementRectificationAccepted', data: { rectificationId, on: facts.effectiveDate } }];
};

/** R18: an agreement that is over keeps it on record too, for it needs no termination and the revocation rests on it as it is. */
export const failRectification: Rule<FailRectification> = ({ rectificationId }, agreement, facts) => {
  const { phase, openRectifications, failedRectifications } = agreement;
  const isAwaited = phase !== 'RECTIFYING' || openRectifications.includes(rectificationId);
  const isKnown = failedRectifications.includes(rectificationId);
  if (isIdle(steps.FailRectification, phase) || isKnown || !isAwaited) return [];
  return [{ type: 'AgreementRectificationFailed', data: { rectificationId, on: facts.effectiveDate } }];
};

/** Whatever has become of the agreement meanwhile: its end stays, what would follow from the order does not. */
export const releaseFromRectification: Rule<ReleaseFromRectification> = (
  { rectificationId },
  { openRectifications, failedRectifications },
  { effectiveDate: on },
) =>
  [...openRectifications, ...failedRectifications].includes(rectificationId)
    ? [{ type: 'AgreementRectificationWithdrawn', data: { rectificationId, on } }]
    : [];

/** R18: 「督促进行整改,整改不到位的,解除协议」 – in this order. */
export const terminate: Rule<TerminateAgreement, OwedFacts> = (command, agreement, facts) => {
  const { phase: state, terms, failedRectifications: failed } = agreement;
  const step = steps.TerminateAgreement;
  require(isTaken(step, state) && terms !== null, step.otherwise, { state });
  const rectificationId = command.rectificationId ?? failed.at(-1);
  const isFailed = rectificationId !== undefined && failed.includes(rectificationId);
  require(isFailed, 'TERMINATION_WITHOUT_FAILED_RECTIFICATION', { failed }, '/rectificationId');
  requireAll(
    futureFault(facts),
    orderFault(agreement.since, facts.effectiveDate),
    settlementFault(command, facts, '/unpaidFen'),
  );
  const { decisionNo, settlement } = command;
  const unpaidFen = facts.owedFen;
  const data = {
    ...({ cause: 'RECTIFICATION_FAILED', decisionNo, rectificationId, unpaidFen, settlement } as const),
    ...{ bindingIds: bindingIdsOf(terms), on: facts.effectiveDate },
  };
  return [{ type: 'AgreementTerminated', data }];
};

/** R18, R42: whoever is out of the register has no agreement: a draft falls, and a paper ends no earlier than it came into force. */
export const endWithEntity: Rule<EndWithEntity, OwedFacts> = ({ cause, decisionNo }, agreement, facts) => {
  const { phase, terms, inForceFrom } = agreement;
  if (isIdle(steps.EndWithEntity, phase) || terms === null) return [];
  const { effectiveDate: on, owedFen: unpaidFen } = facts;
  if (phase === 'DRAFT' || phase === 'PENDING_SIGNATURE')
    return [{ type: 'AgreementDraftWithdrawn', data: { cause, on } }];
  const data = {
    ...{ cause, decisionNo, rectificationId: null, unpaidFen, settlement: '随主体终止，欠付仍应支付' },
    ...{ bindingIds: bindingIdsOf(terms), on: inForceFrom === null ? on : laterOf(inForceFrom, on) },
  };
  return [{ type: 'AgreementTerminated', data }];
};
