import { actsFor, type Role } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import { allocate } from './allocation';
import type { ApproveDividends, CalculateDividends, WithdrawDistribution } from './commands';
import { recordDateOf, withEntitlement, withheldIn, type EntitlementFacts } from './entitlement';
import type { DistributionEvent, DividendLine } from './events';
import { steps } from './lifecycle';
import type { Distribution } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Distribution, DistributionEvent, Facts>;

/** 4.26: one event for at most so many lines, so that no event grows with the village. */
const LINES_PER_EVENT = 100;

export const calculate: Rule<CalculateDividends, EntitlementFacts> = (_command, distribution, facts) => {
  const { phase, basis } = distribution;
  const recordDate = recordDateOf(distribution);
  if (isIdle(steps.CalculateDividends, phase) || basis === null || recordDate === null) return [];
  requireAll(futureFault(facts), orderFault(distribution.since, facts.effectiveDate));
  const { lines: allocated, ...sums } = allocate(basis);
  const lines = withEntitlement(allocated, facts, basis.equity !== null);
  const parameters = [...(basis.equity?.parameters ?? []), ...facts.targetParameters];
  const withheld = { recordDate, withheldFen: withheldIn(lines) };
  const data = { ...sums, ...withheld, lineCount: lines.length, parameters, on: facts.effectiveDate };
  return [{ type: 'DividendsCalculated', data }, ...linesCalculated(lines)];
};

const linesCalculated = (lines: readonly DividendLine[]): readonly DistributionEvent[] => {
  const count = Math.ceil(lines.length / LINES_PER_EVENT);
  return Array.from({ length: count }, (_, index) => ({
    type: 'DividendLinesCalculated',
    data: { part: index + 1, lines: lines.slice(index * LINES_PER_EVENT, (index + 1) * LINES_PER_EVENT) },
  }));
};

/** Who approves first, who second. */
const APPROVERS: readonly [readonly Role[], readonly Role[]] = [
  ['TOWN_INFORMANT'],
  ['COUNTY_INFORMANT', 'COUNTY_SIGNER', 'AGRI_BUREAU'],
];

export const approve: Rule<ApproveDividends> = (_command, distribution, facts) => {
  const { phase: state, approvers, declaredBy } = distribution;
  requireState(steps.ApproveDividends, state);
  const { user, role } = facts.actor;
  const step = approvers.length === 0 ? 1 : 2;
  const roles = APPROVERS[step - 1] ?? [];
  requireAll(
    futureFault(facts),
    orderFault(distribution.since, facts.effectiveDate),
    actsFor(facts, declaredBy) && unmet('APPROVER_IS_DECLARER'),
    approvers.some((earlier) => actsFor(facts, earlier)) && unmet('APPROVER_TWICE'),
    !roles.includes(role) && unmet('APPROVAL_OUT_OF_ORDER', { step, roles, role }),
  );
  return [{ type: 'DividendsApproved', data: { step, approvedBy: user, on: facts.effectiveDate } }];
};

/** What two persons have approved is owed, and only corrected line by line. */
export const withdraw: Rule<WithdrawDistribution> = (_command, { phase, since }, facts) => {
  requireState(steps.WithdrawDistribution, phase, {});
  requireAll(futureFault(facts), orderFault(since, facts.effectiveDate), reasonFault(facts));
  const data = { withdrawnBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'DistributionWithdrawn', data }];
};
