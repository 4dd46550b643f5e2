import { actsFor } from '@kernel/actor';
import { addDays } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { isIdle, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type {
  ApproveErasure,
  CarryOutErasure,
  CertifyErasure,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from './commands';
import type { DestroyedKey, ErasureEvent } from './events';
import type { KeyFacts, RequestFacts, Standing, WaitingFacts } from './facts';
import { steps } from './lifecycle';
import type { Erasure } from './state';

type Rule<C, F = unknown> = Decide<C, Erasure, ErasureEvent, F>;

const futureUnmet = ({ effectiveDate, today }: Circumstances): Unmet | false =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

/** Four eyes: who asked does not decide. */
const requireAnother = ({ requestedBy }: Erasure, facts: Circumstances): void => {
  require(!actsFor(facts, requestedBy), 'ERASURE_DECIDED_BY_REQUESTER', { user: requestedBy });
};

export const request: Rule<RequestErasure, RequestFacts> = (command, erasure, facts) => {
  requireState(steps.RequestErasure, erasure.phase);
  const { subjectKind, subjectId, householdId, basis, lawClause = null } = command;
  requireAll(
    futureUnmet(facts),
    (subjectKind === 'USER') !== (facts.actor.role === 'ADMIN') &&
      unmet('ERASURE_NOT_OF_ROLE', { subjectKind }, '/subjectKind'),
    facts.isInUse && unmet('ERASURE_OF_ACCOUNT_IN_USE', {}, '/subjectId'),
    (basis === 'OTHER_LAW') !== (lawClause !== null) &&
      unmet('ERASURE_CLAUSE_WITH_OTHER_LAW', {}, '/lawClause'),
  );
  const { villageCode, actor, effectiveDate: on } = facts;
  const subject = {
    subjectKind,
    subjectId,
    ...(householdId === undefined ? {} : { householdId }),
    villageCode,
  };
  const data = { ...subject, basis, lawClause, requestedBy: actor.user, on };
  return [{ type: 'ErasureRequested', data }];
};

/** The waiting period begins today, whatever day the paper bears. */
export const approve: Rule<ApproveErasure, WaitingFacts> = (_command, erasure, facts) => {
  requireState(steps.ApproveErasure, erasure.phase);
  requireAnother(erasure, facts);
  requireAll(futureUnmet(facts));
  const { waitingDays, today, actor, effectiveDate: on } = facts;
  const dueOn = addDays(today, waitingDays);
  return [{ type: 'ErasureApproved', data: { approvedBy: actor.user, waitingDays, dueOn, on } }];
};

/** Also during the waiting period: a retention duty may be found late. */
export const refuse: Rule<RefuseErasure> = ({ ground, lawClause = null }, erasure, facts) => {
  requireState(steps.RefuseErasure, erasure.phase);
  requireAnother(erasure, facts);
  requireAll(
    futureUnmet(facts),
    ground === 'RETENTION_DUTY' && lawClause === null && unmet('RETENTION_CLAUSE_REQUIRED', {}, '/lawClause'),
  );
  const data = { ground, lawClause, refusedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'ErasureRefused', data }];
};

/** By who asked for it, or by the household or manager whose data they are; who asked for another may not take it back for that one. */
export const withdraw: Rule<WithdrawErasure> = (_command, erasure, facts) => {
  requireState(steps.WithdrawErasure, erasure.phase);
  const { actor, reason } = facts;
  const isTheirs = actsFor(facts, erasure.requestedBy) || actor.subjectId !== undefined;
  require(isTheirs, 'ERASURE_WITHDRAWN_BY_ANOTHER');
  requireAll(futureUnmet(facts), reason === null && unmet('REASON_REQUIRED', {}, '/reason'));
  return [{ type: 'ErasureWithdrawn', data: { withdrawnBy: facts.actor.user, on: facts.effectiveDate } }];
};

/** What was withdrawn or refused meanwhile is no fault of the clock. */
export const carryOut: Rule<CarryOutErasure> = (_command, { phase, dueOn, subjectId }, { today }) => {
  if (isIdle(steps.CarryOutErasure, phase) || dueOn === null) return [];
  require(today >= dueOn, 'ERASURE_NOT_DUE', { dueOn });
  return [{ type: 'ErasureCarriedOut', data: { subjectId, on: today } }];
};

/** A key of another name is that of somebody who came later. */
const isGone = ({ dataKey }: Standing, destroyed: string | null): boolean =>
  dataKey === null || (destroyed !== null && dataKey !== destroyed);

export const certify: Rule<CertifyErasure, KeyFacts> = (command, erasure, { keys, today, commandId }) => {
  if (isIdle(steps.CertifyErasure, erasure.phase)) return [];
  requireState(steps.CertifyErasure, erasure.phase);
  const { subjectId } = erasure;
  const { keyDestroyed = null, keysDestroyed = [] } = command;
  const destroyed = new Map([[subjectId, keyDestroyed], ...keysDestroyed.map(pairOf)]);
  const areGone = keys.every((key) => isGone(key, destroyed.get(key.subject) ?? null));
  require(areGone, 'ERASURE_KEY_STILL_THERE');
  const certificateNo = `SC-${today.replaceAll('-', '')}-${commandId.slice(0, 8).toUpperCase()}`;
  const others = keysDestroyed.length === 0 ? {} : { keysDestroyed };
  const data = { subjectId, certificateNo, keyDestroyed, ...others, on: today };
  return [{ type: 'ErasureCertified', data }];
};

const pairOf = ({ subject, key }: DestroyedKey): readonly [string, string] => [subject, key];
