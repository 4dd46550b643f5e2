import { actsFor } from '@kernel/actor';
import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { derivedId } from '@kernel/ids';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  ApproveCorrection,
  CarryWithheldForward,
  CorrectDividendLine,
  ReclaimOverpayment,
  RejectCorrection,
  ReleaseWithheld,
} from './commands';
import type { DistributionEvent } from './events';
import { steps } from './lifecycle';
import { overpaidOf, unpaidIn, type Line } from './ledger';
import { waiting } from './payment';
import type { Correction } from './proposals';
import type { Distribution } from './state';

type Rule<Command> = Decide<Command, Distribution, DistributionEvent>;

const lineOf = ({ ledger }: Distribution, householdId: string): Line => {
  const line = Object.hasOwn(ledger, householdId) ? ledger[householdId] : undefined;
  const params = { householdIds: [householdId] };
  require(line !== undefined, 'HOUSEHOLD_NOT_IN_DISTRIBUTION', params, '/householdId');
  return line;
};

const waitingFault = (distribution: Distribution, householdId: string): Fault =>
  waiting(distribution).has(householdId) && unmet('LINE_IN_UNCONFIRMED_BATCH', {}, '/householdId');

const overpaidFault = (line: Line, amountFen: number): Fault => {
  const overpaidFen = overpaidOf(line);
  return amountFen > overpaidFen && unmet('RECLAIM_EXCEEDS_OVERPAYMENT', { overpaidFen }, '/amountFen');
};

/** Who proposes says why, and not before the lines were there. */
const proposalFaults = ({ calculatedOn }: Distribution, facts: Circumstances): readonly Fault[] => [
  futureFault(facts),
  orderFault(calculatedOn, facts.effectiveDate),
  reasonFault(facts),
];

/** 4.5: what was reckoned wrongly is put right by two persons: one proposes and says why, another agrees. */
export const correct: Rule<CorrectDividendLine> = ({ householdId, toFen }, distribution, facts) => {
  const line = lineOf(distribution, householdId);
  requireAll(
    ...proposalFaults(distribution, facts),
    line.withheldFen > 0 && unmet('LINE_WITHHELD', { withheldFen: line.withheldFen }, '/householdId'),
    line.dueFen === toFen && unmet('LINE_UNCHANGED', { toFen }, '/toFen'),
    waitingFault(distribution, householdId),
  );
  const data = { ...proposal(facts), householdId, fromFen: line.dueFen, toFen };
  return [{ type: 'DividendCorrectionProposed', data }];
};

export const reclaim: Rule<ReclaimOverpayment> = ({ householdId, amountFen }, distribution, facts) => {
  const line = lineOf(distribution, householdId);
  requireAll(...proposalFaults(distribution, facts), overpaidFault(line, amountFen));
  return [{ type: 'OverpaymentReclaimProposed', data: { ...proposal(facts), householdId, amountFen } }];
};

const EXCEEDS = { RELEASE: 'RELEASE_EXCEEDS_WITHHELD', CARRY: 'CARRY_EXCEEDS_WITHHELD' } as const;

const withheldFault = (
  { withheldFen }: Line,
  { kind, amountFen }: { readonly kind: keyof typeof EXCEEDS; readonly amountFen: number },
): Fault => amountFen > withheldFen && unmet(EXCEEDS[kind], { withheldFen }, '/amountFen');

/** R13: what is withheld goes to whom it was reckoned for once the village has resolved so; what is not released stays visible. */
export const release: Rule<ReleaseWithheld> = ({ householdId, amountFen }, distribution, facts) => {
  const line = lineOf(distribution, householdId);
  const asked = { kind: 'RELEASE', amountFen } as const;
  requireAll(...proposalFaults(distribution, facts), withheldFault(line, asked));
  return [{ type: 'WithheldReleaseProposed', data: { ...proposal(facts), householdId, amountFen } }];
};

/** R13: or the village resolves that those who share in the next period get it. Only of a distribution that cannot be withdrawn any more. */
export const carryForward: Rule<CarryWithheldForward> = ({ householdId, amountFen }, distribution, facts) => {
  requireState(steps.CarryWithheldForward, distribution.phase);
  const line = lineOf(distribution, householdId);
  const asked = { kind: 'CARRY', amountFen } as const;
  requireAll(...proposalFaults(distribution, facts), withheldFault(line, asked));
  return [{ type: 'WithheldCarryForwardProposed', data: { ...proposal(facts), householdId, amountFen } }];
};

/** A release after the pay date is due on its own day, unless money of the same distribution is late already. */
const payDateOf = ({ payDate, ledger }: Distribution, on: CalendarDate): CalendarDate => {
  if (payDate === null) return on;
  return unpaidIn(ledger).unpaidFen > 0 ? payDate : laterOf(payDate, on);
};

const proposal = ({ commandId, actor, effectiveDate: on }: Circumstances) => ({
  ...{ correctionId: derivedId('correction', commandId), proposedBy: actor.user, proposedAs: actor.role, on },
});

const openCorrection = ({ corrections }: Distribution, correctionId: string): Correction => {
  const known = Object.hasOwn(corrections, correctionId) ? corrections[correctionId] : undefined;
  require(known !== undefined, 'CORRECTION_UNKNOWN', {}, '/correctionId');
  require(known.state === 'PROPOSED', 'CORRECTION_DECIDED', { state: known.state });
  return known;
};

/** What the proposal was about may have changed since. */
const staleFaults = (correction: Correction, distribution: Distribution): readonly Fault[] => {
  const line = lineOf(distribution, correction.householdId);
  if (correction.kind === 'RECLAIM') return [overpaidFault(line, correction.amountFen)];
  if (correction.kind !== 'LINE') return [withheldFault(line, correction)];
  const { dueFen } = line;
  return [
    dueFen !== correction.fromFen && unmet('LINE_CHANGED_SINCE', { dueFen, fromFen: correction.fromFen }),
    waitingFault(distribution, correction.householdId),
  ];
};

/** 4.5 「TOWN + FINANCE」: another person, of the other office. */
export const approveCorrection: Rule<ApproveCorrection> = ({ correctionId }, distribution, facts) => {
  const correction = openCorrection(distribution, correctionId);
  const { proposedBy, proposedAs, householdId } = correction;
  const { user: secondPerson, role } = facts.actor;
  requireAll(
    futureFault(facts),
    orderFault(correction.on, facts.effectiveDate),
    actsFor(facts, proposedBy) && unmet('APPROVER_IS_PROPOSER'),
    role === proposedAs && unmet('CORRECTION_NEEDS_OTHER_OFFICE', { role }),
    ...staleFaults(correction, distribution),
  );
  const decided = { secondPerson, correctionId, proposedBy, on: facts.effectiveDate };
  if (correction.kind === 'RECLAIM') {
    const { amountFen } = correction;
    return [{ type: 'OverpaymentReclaimed', data: { householdId, amountFen, ...decided } }];
  }
  if (correction.kind === 'RELEASE') {
    const { amountFen } = correction;
    const payDate = payDateOf(distribution, decided.on);
    return [{ type: 'WithheldReleased', data: { householdId, amountFen, payDate, ...decided } }];
  }
  if (correction.kind === 'CARRY') {
    const { amountFen } = correction;
    return [{ type: 'WithheldCarriedForward', data: { householdId, amountFen, ...decided } }];
  }
  const { fromFen, toFen } = correction;
  return [{ type: 'DividendLineCorrected', data: { householdId, fromFen, toFen, ...decided } }];
};

/** The proposer may think better of it too. */
export const rejectCorrection: Rule<RejectCorrection> = ({ correctionId }, distribution, facts) => {
  const { on } = openCorrection(distribution, correctionId);
  requireAll(futureFault(facts), orderFault(on, facts.effectiveDate), reasonFault(facts));
  const data = { correctionId, rejectedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'DividendCorrectionRejected', data }];
};
