import { actsFor } from '@kernel/actor';
import { addDays } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type {
  ApproveErasure,
  CarryOutErasure,
  CertifyErasure,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from './commands';
import type { ErasureEvent } from './events';
import type { KeyFacts, RequestFacts, WaitingFacts } from './facts';
import type { Erasure } from './state';

type Rule<C, F = unknown> = Decide<C, Erasure, ErasureEvent, F>;

const futureUnmet = ({ effectiveDate, today }: Circumstances): Unmet | false =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

const requirePhase = ({ phase }: Erasure, ...phases: readonly Erasure['phase'][]): void => {
  require(phases.includes(phase), 'ERASURE_NOT_AT_THIS_STEP', { state: phase });
};

/** Four eyes: who asked does not decide. */
const requireAnother = ({ requestedBy }: Erasure, facts: Circumstances): void => {
  require(!actsFor(facts, requestedBy), 'ERASURE_DECIDED_BY_REQUESTER', { user: requestedBy });
};

export const request: Rule<RequestErasure, RequestFacts> = (command, erasure, facts) => {
  requirePhase(erasure, 'ABSENT', 'REFUSED', 'WITHDRAWN', 'CERTIFIED');
  const { subjectKind, subjectId, basis, lawClause = null } = command;
  requireAll(
    futureUnmet(facts),
    (basis === 'OTHER_LAW') !== (lawClause !== null) &&
      unmet('ERASURE_CLAUSE_WITH_OTHER_LAW', {}, '/lawClause'),
  );
  const { villageCode, actor, effectiveDate: on } = facts;
  const data = { subjectKind, subjectId, villageCode, basis, lawClause, requestedBy: actor.user, on };
  return [{ type: 'ErasureRequested', data }];
};

/** The waiting period begins today, whatever day the paper bears. */
export const approve: Rule<ApproveErasure, WaitingFacts> = (_command, erasure, facts) => {
  requirePhase(erasure, 'REQUESTED');
  requireAnother(erasure, facts);
  requireAll(futureUnmet(facts));
  const { waitingDays, today, actor, effectiveDate: on } = facts;
  const dueOn = addDays(today, waitingDays);
  return [{ type: 'ErasureApproved', data: { approvedBy: actor.user, waitingDays, dueOn, on } }];
};

/** Also during the waiting period: a retention duty may be found late. */
export const refuse: Rule<RefuseErasure> = ({ ground, lawClause = null }, erasure, facts) => {
  requirePhase(erasure, 'REQUESTED', 'APPROVED');
  requireAnother(erasure, facts);
  requireAll(
    futureUnmet(facts),
    ground === 'RETENTION_DUTY' && lawClause === null && unmet('RETENTION_CLAUSE_REQUIRED', {}, '/lawClause'),
  );
  const data = { ground, lawClause, refusedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'ErasureRefused', data }];
};

export const withdraw: Rule<WithdrawErasure> = (_command, erasure, facts) => {
  requirePhase(erasure, 'REQUESTED', 'APPROVED');
  requireAll(futureUnmet(facts));
  return [{ type: 'ErasureWithdrawn', data: { withdrawnBy: facts.actor.user, on: facts.effectiveDate } }];
};

/** What was withdrawn or refused meanwhile is no fault of the clock. */
export const carryOut: Rule<CarryOutErasure> = (_command, { phase, dueOn, subjectId }, { today }) => {
  if (phase !== 'APPROVED' || dueOn === null) return [];
  require(today >= dueOn, 'ERASURE_NOT_DUE', { dueOn });
  return [{ type: 'ErasureCarriedOut', data: { subjectId, on: today } }];
};

export const certify: Rule<CertifyErasure, KeyFacts> = ({ keyDestroyed = null }, erasure, facts) => {
  if (erasure.phase === 'CERTIFIED') return [];
  requirePhase(erasure, 'CARRIED_OUT');
  const isGone = facts.dataKey === null || (keyDestroyed !== null && facts.dataKey !== keyDestroyed);
  require(isGone, 'ERASURE_KEY_STILL_THERE');
  const { subjectId } = erasure;
  const { today: on, commandId } = facts;
  const certificateNo = `SC-${on.replaceAll('-', '')}-${commandId.slice(0, 8).toUpperCase()}`;
  return [{ type: 'ErasureCertified', data: { subjectId, certificateNo, keyDestroyed, on } }];
};
