import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { entityFault, futureFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { SignAgreement, SignForHousehold, WitnessAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts } from './facts';
import { steps } from './lifecycle';
import { takenFault, type SigningFacts } from './numbering';
import {
  concludedOn,
  headSignature,
  levelWarning,
  overFault,
  requireSigner,
  signatureFaults,
  signatureOf,
} from './signature';
import type { Agreement } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;
type Known<Command, Facts> = Parameters<Rule<Command, Facts>>[2];
type Signed = Extract<AgreementEvent, { type: 'AgreementSigned' }>['data'];

/** The number that the government gives is unique in the county. */
const numberFaults = (
  { agreementNo }: SignAgreement,
  facts: Known<SignAgreement, SigningFacts>,
): readonly Fault[] => [
  agreementNo === undefined && unmet('AGREEMENT_NO_MISSING', {}, '/agreementNo'),
  takenFault(agreementNo, facts),
];

const termFault = ({ terms }: Agreement, on: CalendarDate): Fault =>
  terms && overFault(terms.endDate, on, '/effectiveDate');

export const sign: Rule<SignAgreement, SigningFacts> = (command, agreement, facts) => {
  const { party, agreementNo = null } = command;
  requireState(steps.SignAgreement, agreement.phase);
  requireSigner(agreement, party, facts.actor.role);
  const forGovernment = party === 'GOVERNMENT';
  requireAll(
    futureFault(facts),
    entityFault(facts.entity),
    termFault(agreement, facts.effectiveDate),
    ...signatureFaults(agreement, command, facts),
    ...(forGovernment ? numberFaults(command, facts) : []),
  );
  const data = {
    ...signatureOf(agreement, command, facts),
    agreementNo: forGovernment ? agreementNo : null,
  };
  return signed(agreement, data);
};

export const warnOfLevel = (
  command: SignAgreement,
  agreement: Agreement,
  facts: Circumstances,
): readonly Fault[] => [levelWarning(agreement, command, facts)];

const signed = (agreement: Agreement, data: Signed): readonly AgreementEvent[] => [
  { type: 'AgreementSigned', data },
  ...concluded(agreement, data),
];

const concluded = (agreement: Agreement, last: Signed): readonly AgreementEvent[] => {
  const agreementNo = last.agreementNo ?? agreement.agreementNo;
  const on = concludedOn(agreement, last);
  return agreementNo === null || on === null
    ? []
    : [{ type: 'AgreementConcluded', data: { agreementNo, on } }];
};

export const signForHousehold: Rule<SignForHousehold, Pick<PartyFacts, 'entity'>> = (
  { householdId, scan },
  agreement,
  facts,
) => {
  requireState(steps.SignForHousehold, agreement.phase);
  const listed = agreement.terms?.households.map((covered) => covered.householdId) ?? [];
  const signature = headSignature(agreement, { householdId, scan, listed }, facts);
  if (signature === null) return [];
  requireAll(futureFault(facts), entityFault(facts.entity), termFault(agreement, facts.effectiveDate));
  const own = { type: 'AgreementSignedByHousehold', data: signature.own } as const;
  if (signature.last === null) return [own];
  const data = { ...signature.last, agreementNo: null, witnessedByResidentTeam: agreement.isWitnessed };
  return [own, ...signed(agreement, data)];
};

export const witness: Rule<WitnessAgreement> = (_command, { phase: state, isWitnessed }, facts) => {
  if (isWitnessed) return [];
  requireState(steps.WitnessAgreement, state);
  requireAll(futureFault(facts));
  const data = { witnessedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'AgreementWitnessed', data }];
};
