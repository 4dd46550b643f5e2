import type { CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { SignAgreement, SignForHousehold, WitnessAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts, SigningFacts } from './facts';
import { steps } from './lifecycle';
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

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;
type Known<Command, Facts> = Parameters<Rule<Command, Facts>>[2];
type Signed = Extract<AgreementEvent, { type: 'AgreementSigned' }>['data'];

/** S2 四（二）: signed at the level that the villages require; the number is unique in the county. */
const governmentFaults = (
  { level, agreementNo }: SignAgreement,
  { requiredLevel: required }: Agreement,
  { actor: { role }, numberHolder, id }: Known<SignAgreement, SigningFacts>,
): readonly Fault[] => [
  levelFault({ role, level: level ?? null, required }, 'SIGN_LEVEL_TOO_LOW'),
  agreementNo === undefined && unmet('AGREEMENT_NO_MISSING', {}, '/agreementNo'),
  numberHolder !== null &&
    numberHolder !== id &&
    unmet('AGREEMENT_NO_TAKEN', { agreementNo: agreementNo ?? null }, '/agreementNo'),
];

const termFault = ({ terms }: Agreement, on: CalendarDate): Fault =>
  terms && overFault(terms.endDate, on, '/effectiveDate');

const governmentPart = (
  { level, agreementNo }: SignAgreement,
  { requiredLevel: required }: Agreement,
  { actor: { role } }: Known<SignAgreement, unknown>,
): Pick<Signed, 'level' | 'agreementNo' | 'requiredLevel'> => ({
  ...governmentLevel({ role, level: level ?? null, required }),
  agreementNo: agreementNo ?? null,
});

export const sign: Rule<SignAgreement, SigningFacts> = (command, agreement, facts) => {
  const { party, scan, witnessedByResidentTeam = false } = command;
  const { role, user: signedBy } = facts.actor;
  requireState(steps.SignAgreement, agreement.phase);
  requireSigner(agreement, party, role);
  const forGovernment = party === 'GOVERNMENT';
  requireAll(
    futureFault(facts),
    entityFault(facts.entity),
    otherPartyFault(agreement, facts),
    termFault(agreement, facts.effectiveDate),
    ...(forGovernment ? governmentFaults(command, agreement, facts) : []),
  );
  const own = forGovernment ? governmentPart(command, agreement, facts) : { level: null, agreementNo: null };
  const data = { party, ...own, scan, signedBy, witnessedByResidentTeam, on: facts.effectiveDate };
  return [{ type: 'AgreementSigned', data }, ...concluded(agreement, data)];
};

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
  const signs = headSigns(agreement, listed, householdId);
  if (signs === null) return [];
  const on = facts.effectiveDate;
  requireAll(futureFault(facts), entityFault(facts.entity), termFault(agreement, on));
  const signedBy = facts.actor.user;
  const own = { type: 'AgreementSignedByHousehold', data: { householdId, scan, signedBy, on } } as const;
  if (!signs.isLast) return [own];
  const party = { party: 'HOUSEHOLDS', level: null, agreementNo: null } as const;
  const data = { ...party, scan, signedBy, witnessedByResidentTeam: agreement.isWitnessed, on };
  return [own, { type: 'AgreementSigned', data }, ...concluded(agreement, data)];
};

export const witness: Rule<WitnessAgreement> = (_command, { phase: state, isWitnessed }, facts) => {
  if (isWitnessed) return [];
  requireState(steps.WitnessAgreement, state);
  requireAll(futureFault(facts));
  const data = { witnessedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'AgreementWitnessed', data }];
};
