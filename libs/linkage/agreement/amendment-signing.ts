import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, type Fault } from '@kernel/fault';
import { require, requireAll } from '@kernel/refusal';
import { waitingAmendment } from './amending';
import { firstDay, type Amendment } from './amendment';
import type { AmendmentEvent } from './amendment-events';
import type { SignAmendment, SignAmendmentForHousehold } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts } from './facts';
import {
  concludedOn,
  governmentLevel,
  headSigns,
  levelFault,
  otherPartyFault,
  overFault,
  requireSigner,
} from './signature';
import type { Agreement } from './state';

type Known = Pick<PartyFacts, 'entity'>;
type Rule<Command> = Decide<Command, Agreement, AgreementEvent, Known>;
type Signed = Extract<AmendmentEvent, { type: 'AgreementAmendmentSigned' }>['data'];

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
  const { amendmentId, party, level, scan, witnessedByResidentTeam = false } = command;
  const { role, user: signedBy } = facts.actor;
  const amendment = openForSigning(agreement, amendmentId);
  requireSigner(amendment, party, role);
  const forGovernment = party === 'GOVERNMENT';
  const signing = { role, level: level ?? null, required: amendment.requiredLevel };
  requireAll(
    ...timeFaults(amendment, agreement, facts),
    otherPartyFault(amendment, facts),
    forGovernment && levelFault(signing, 'AMENDMENT_NEEDS_COUNTY_SIGNATURE'),
  );
  const own = forGovernment ? governmentLevel(signing) : { level: null };
  const data = {
    amendmentId,
    party,
    ...own,
    scan,
    signedBy,
    witnessedByResidentTeam,
    on: facts.effectiveDate,
  };
  return [{ type: 'AgreementAmendmentSigned', data }, ...concluded(amendment, data)];
};

const concluded = (amendment: Amendment, last: Signed): readonly AgreementEvent[] => {
  const on = concludedOn(amendment, last);
  if (on === null) return [];
  const { amendmentId } = amendment;
  return [{ type: 'AgreementAmendmentConcluded', data: { amendmentId, from: firstDay(amendment, on), on } }];
};

/** Whoever is taken from the list is asked like whoever joins it: both papers are theirs. */
const listedIn = ({ terms: amended }: Amendment, { terms: before }: Agreement): readonly string[] => [
  ...new Set([...amended.households, ...(before?.households ?? [])].map(({ householdId }) => householdId)),
];

export const signAmendmentForHousehold: Rule<SignAmendmentForHousehold> = (
  { amendmentId, householdId, scan },
  agreement,
  facts,
) => {
  const amendment = openForSigning(agreement, amendmentId);
  const signs = headSigns(amendment, listedIn(amendment, agreement), householdId);
  if (signs === null) return [];
  requireAll(...timeFaults(amendment, agreement, facts));
  const { user: signedBy } = facts.actor;
  const given = { amendmentId, scan, signedBy, on: facts.effectiveDate };
  const own = { type: 'AgreementAmendmentSignedByHousehold', data: { ...given, householdId } } as const;
  if (!signs.isLast) return [own];
  const data = { ...given, party: 'HOUSEHOLDS', level: null, witnessedByResidentTeam: false } as const;
  return [own, { type: 'AgreementAmendmentSigned', data }, ...concluded(amendment, data)];
};
