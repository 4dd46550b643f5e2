import { actsFor } from '@kernel/actor';
import { laterOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { derivedId } from '@kernel/ids';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll } from '@kernel/refusal';
import { householdsUnder, inForce, requireNoneWaits } from './amending';
import type {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
  WithdrawTermination,
} from './consent-commands';
import { bindingIdsOf } from './decider';
import type { AgreementEvent } from './events';
import type { PartingFacts } from './facts';
import { steps } from './lifecycle';
import type { PartySignature } from './paper';
import type { ProposedTermination } from './proposed-termination';
import { settlementFault } from './settlement';
import {
  concludedOn,
  headSignature,
  overFault,
  requireSigner,
  signatureFaults,
  signatureOf,
} from './signature';
import type { Agreement } from './state';

type Rule<Command, Facts = PartingFacts> = Decide<Command, Agreement, AgreementEvent, Facts>;
type Known = Parameters<Rule<object>>[2];

/**
 * 4.3: no revocation follows when the parties part in peace. So it is no way out of a rectification, nor of an evaluation that
 * is scored already and whose result everybody waits for (R18): what was judged is not settled by a paper in between.
 */
const standing = (agreement: Agreement, { judgedYear }: PartingFacts): ReturnType<typeof inForce> => {
  requireState(steps.TerminateByConsent, agreement.phase);
  require(judgedYear === null, 'AGREEMENT_UNDER_EVALUATION', { year: judgedYear });
  return inForce(agreement);
};

/**
 * Proposes to part on the day of the last signature; to end on a later day is an amendment of the term. An amendment that all have
 * signed and that is not in force yet is no obstacle: it falls with the agreement.
 */
export const terminateByConsent: Rule<TerminateByConsent> = (command, agreement, facts) => {
  const { terms, requiredLevel: frozen } = standing(agreement, facts);
  const { amendment, termination, since } = agreement;
  requireNoneWaits(amendment?.concludedOn == null ? amendment : null, termination);
  const { effectiveDate: on, commandId, actor } = facts;
  requireAll(
    futureFault(facts),
    orderFault(since, on),
    overFault(terms.endDate, on, '/effectiveDate'),
    settlementFault(command, facts, '/unpaidFen'),
  );
  const { cause, decisionNo, settlement, unpaidFen = null } = command;
  const data = {
    ...{ terminationId: derivedId('termination', commandId), cause, decisionNo, settlement, unpaidFen },
    ...{ requiredLevel: amendment?.requiredLevel ?? frozen, proposedBy: actor.user, on },
  };
  return [{ type: 'AgreementTerminationProposed', data }];
};

const waitingTermination = ({ termination }: Agreement, terminationId: string): ProposedTermination => {
  require(termination?.terminationId === terminationId, 'TERMINATION_UNKNOWN', {}, '/terminationId');
  return termination;
};

/**
 * Nobody signs on a day before the paper was proposed or the agreement was changed last; where other sums are owed meanwhile, the
 * parties write another.
 */
const paperFaults = (
  termination: ProposedTermination,
  { terms, since }: Agreement,
  facts: Known,
): readonly Fault[] => [
  futureFault(facts),
  orderFault(laterOf(since ?? termination.proposedOn, termination.proposedOn), facts.effectiveDate),
  terms && overFault(terms.endDate, facts.effectiveDate, '/effectiveDate'),
  settlementFault(termination, facts),
];

export const signTermination: Rule<SignTermination> = (command, agreement, facts) => {
  const { terminationId, party } = command;
  const termination = waitingTermination(agreement, terminationId);
  standing(agreement, facts);
  requireSigner(termination, party, facts.actor.role);
  requireAll(...paperFaults(termination, agreement, facts), ...signatureFaults(termination, command, facts));
  return signed(agreement, { terminationId, ...signatureOf(termination, command, facts) }, facts);
};

const signed = (
  agreement: Agreement,
  data: PartySignature & { readonly terminationId: string },
  facts: PartingFacts,
): readonly AgreementEvent[] => [
  { type: 'AgreementTerminationSigned', data },
  ...terminated(agreement, data, facts),
];

/** With the last signature, and for what is owed on that day. */
const terminated = (
  { termination, terms }: Agreement,
  last: PartySignature,
  { owedFen: unpaidFen }: PartingFacts,
): readonly AgreementEvent[] => {
  const on = termination && concludedOn(termination, last);
  if (termination === null || terms === null || on === null) return [];
  const { terminationId, cause, decisionNo, settlement } = termination;
  const data = {
    ...{ terminationId, cause, decisionNo, rectificationId: null, unpaidFen, settlement },
    ...{ bindingIds: bindingIdsOf(terms), on },
  };
  return [{ type: 'AgreementTerminated', data }];
};

export const signTerminationForHousehold: Rule<SignTerminationForHousehold> = (
  { terminationId, householdId, scan },
  agreement,
  facts,
) => {
  const termination = waitingTermination(agreement, terminationId);
  standing(agreement, facts);
  const listed = householdsUnder(agreement);
  const signature = headSignature(termination, { householdId, scan, listed }, facts);
  if (signature === null) return [];
  requireAll(...paperFaults(termination, agreement, facts));
  const own = {
    type: 'AgreementTerminationSignedByHousehold',
    data: { terminationId, ...signature.own },
  } as const;
  const { last } = signature;
  return last === null ? [own] : [own, ...signed(agreement, { terminationId, ...last }, facts)];
};

export const withdrawTermination: Rule<WithdrawTermination, unknown> = (
  { terminationId },
  agreement,
  facts,
) => {
  const { proposedBy } = waitingTermination(agreement, terminationId);
  require(actsFor(facts, proposedBy), 'TERMINATION_PROPOSED_BY_ANOTHER');
  requireAll(futureFault(facts), reasonFault(facts));
  const data = { terminationId, cause: 'BY_PROPOSER', party: null, on: facts.effectiveDate } as const;
  return [{ type: 'AgreementTerminationWithdrawn', data }];
};

/** A party that has signed stands by its word; one that has not may say no, and the agreement stands. */
export const declineTermination: Rule<DeclineTermination, unknown> = (
  { terminationId, party },
  agreement,
  facts,
) => {
  const termination = waitingTermination(agreement, terminationId);
  requireSigner(termination, party, facts.actor.role);
  requireAll(futureFault(facts), reasonFault(facts));
  const data = { terminationId, cause: 'BY_PARTY', party, on: facts.effectiveDate } as const;
  return [{ type: 'AgreementTerminationWithdrawn', data }];
};
