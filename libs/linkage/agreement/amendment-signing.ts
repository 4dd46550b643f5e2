import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, type Fault } from '@kernel/fault';
import { require, requireAll } from '@kernel/refusal';
import { householdsUnder, waitingAmendment } from './amending';
import { firstDay, type Amendment } from './amendment';
import type { SignAmendment, SignAmendmentForHousehold } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts } from './facts';
import type { PartySignature } from './paper';
import {
  concludedOn,
  headSignature,
  overFault,
  requireSigner,
  signatureFaults,
  signatureOf,
} from './signature';
import type { Agreement } from './state';

type Known = Pick<PartyFacts, 'entity'>;
type Rule<Command> = Decide<Command, Agreement, AgreementEvent, Known>;

/** Under rectification nothing new is agreed; a draft that nobody signed in time falls with the term of the old paper. */
const openForSigning = (agreement: Agreement, amendmentId: string): Amendment => {
  const { phase: state } = agreement;
  const amendment = waitingAmendment(agreement, amendmentId);
  require(state === 'IN_FORCE', 'AGREEMENT_NOT_IN_FORCE', { state });
  return amendment;
};

const timeFaults = (
  { proposedOn, terms: amended }: Amendment,
  { terms: before }: Agreement,
  facts: Parameters<Rule<object>>[2],
): readonly Fault[] => {
  const on = facts.effectiveDate;
  return [
    futureFault(facts),
    entityFault(facts.entity),
    orderFault(proposedOn, on),
    overFault(amended.endDate, on, '/effectiveDate'),
    before && overFault(before.endDate, on, '/effectiveDate'),
  ];
};

export const signAmendment: Rule<SignAmendment> = (command, agreement, facts) => {
  const { amendmentId, party } = command;
  const amendment = openForSigning(agreement, amendmentId);
  requireSigner(amendment, party, facts.actor.role);
  requireAll(...timeFaults(amendment, agreement, facts), ...signatureFaults(amendment, command, facts));
  return signed(amendment, signatureOf(amendment, command, facts));
};

const signed = (amendment: Amendment, signature: PartySignature): readonly AgreementEvent[] => [
  { type: 'AgreementAmendmentSigned', data: { amendmentId: amendment.amendmentId, ...signature } },
  ...concluded(amendment, signature),
];

const concluded = (amendment: Amendment, last: PartySignature): readonly AgreementEvent[] => {
  const on = concludedOn(amendment, last);
  if (on === null) return [];
  const { amendmentId } = amendment;
  return [{ type: 'AgreementAmendmentConcluded', data: { amendmentId, from: firstDay(amendment, on), on } }];
};

export const signAmendmentForHousehold: Rule<SignAmendmentForHousehold> = (
  { amendmentId, householdId, scan },
  agreement,
  facts,
) => {
  const amendment = openForSigning(agreement, amendmentId);
  const listed = householdsUnder(agreement);
  const signature = headSignature(amendment, { householdId, scan, listed }, facts);
  if (signature === null) return [];
  requireAll(...timeFaults(amendment, agreement, facts));
  const own = {
    type: 'AgreementAmendmentSignedByHousehold',
    data: { amendmentId, ...signature.own },
  } as const;
  const { last } = signature;
  return last === null ? [own] : [own, ...signed(amendment, last)];
};
