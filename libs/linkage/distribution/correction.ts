import { actsFor } from '@kernel/actor';
import type { Circumstances, Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { CorrectDividendLine, ReclaimOverpayment } from './commands';
import type { DistributionEvent } from './events';
import { futureFault, type Fault } from './fault';
import { overpaidOf } from './ledger';
import { waiting } from './payment';
import type { Distribution } from './state';

type Rule<Command> = Decide<Command, Distribution, DistributionEvent>;

/** Money that was reckoned or paid wrongly is put right by two persons, and says why. */
const twoPersonsFault = ({ secondPerson }: { readonly secondPerson: string }, acting: Circumstances): Fault =>
  actsFor(acting, secondPerson) && unmet('SECOND_PERSON_IS_ACTOR', {}, '/secondPerson');

const reasonFault = ({ reason }: Circumstances): Fault =>
  reason === null && unmet('REASON_REQUIRED', {}, '/reason');

export const correct: Rule<CorrectDividendLine> = (command, distribution, facts) => {
  const { householdId, toFen, secondPerson } = command;
  const line = distribution.ledger[householdId];
  require(line !== undefined, 'HOUSEHOLD_NOT_IN_DISTRIBUTION', {
    householdIds: [householdId],
  }, '/householdId');
  requireAll(
    futureFault(facts),
    reasonFault(facts),
    twoPersonsFault(command, facts),
    line.dueFen === toFen && unmet('LINE_UNCHANGED', { toFen }, '/toFen'),
    waiting(distribution).has(householdId) && unmet('LINE_IN_UNCONFIRMED_BATCH', {}, '/householdId'),
  );
  const data = { householdId, fromFen: line.dueFen, toFen, secondPerson, on: facts.effectiveDate };
  return [{ type: 'DividendLineCorrected', data }];
};

export const reclaim: Rule<ReclaimOverpayment> = (command, distribution, facts) => {
  const { householdId, amountFen, secondPerson } = command;
  const line = distribution.ledger[householdId];
  require(line !== undefined, 'HOUSEHOLD_NOT_IN_DISTRIBUTION', {
    householdIds: [householdId],
  }, '/householdId');
  const overpaidFen = overpaidOf(line);
  requireAll(
    futureFault(facts),
    reasonFault(facts),
    twoPersonsFault(command, facts),
    amountFen > overpaidFen && unmet('RECLAIM_EXCEEDS_OVERPAYMENT', { overpaidFen }, '/amountFen'),
  );
  return [
    { type: 'OverpaymentReclaimed', data: { householdId, amountFen, secondPerson, on: facts.effectiveDate } },
  ];
};
