import { actsFor, type Acting } from '@kernel/actor';
import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, type Fault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { SignAgreement, SignForHousehold, WitnessAgreement } from './commands';
import { AGREEMENT_PARTIES, type AgreementEvent, type SignLevel } from './events';
import type { PartyFacts, SigningFacts } from './facts';
import { reachesLevel } from './sign-level';
import { levelSigned, maySignFor } from './signer';
import type { Agreement } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;
type Known<Command, Facts> = Parameters<Rule<Command, Facts>>[2];
type Signed = Extract<AgreementEvent, { type: 'AgreementSigned' }>['data'];

const levelFault = (actual: SignLevel | null, named: SignLevel | null, required: SignLevel | null): Fault => {
  if (actual === null) return unmet('SIGNER_LEVEL_MISMATCH', { level: named }, '/level');
  if (required === null || reachesLevel(actual, required)) return null;
  return unmet('SIGN_LEVEL_TOO_LOW', { required, actual }, '/level');
};

/** S2 四（二）: who may sign for the government follows from the villages; the number is unique in the county. */
const governmentFaults = (
  { level: named = null, agreementNo = null }: { level?: SignLevel | null; agreementNo?: string | null },
  { requiredLevel }: Agreement,
  facts: Known<SignAgreement, SigningFacts>,
): readonly Fault[] => {
  const actual = levelSigned(facts.actor.role, named);
  const isTaken = facts.numberHolder !== null && facts.numberHolder !== facts.id;
  return [
    levelFault(actual, named, requiredLevel),
    agreementNo === null && unmet('AGREEMENT_NO_MISSING', {}, '/agreementNo'),
    isTaken && unmet('AGREEMENT_NO_TAKEN', { agreementNo }, '/agreementNo'),
  ];
};

/** A paper is not signed, and not changed, for a term that is over. */
export const overFault = (endDate: CalendarDate, on: CalendarDate, pointer: string): Fault =>
  endDate < on && unmet('AGREEMENT_TERM_OVER', { endDate }, pointer);

const requirePending = ({ phase: state }: Agreement): void =>
  require(state === 'PENDING_SIGNATURE', 'AGREEMENT_NOT_PENDING_SIGNATURE', { state });

/** Three parties are three persons: whoever signed for one does not sign for another, nor does a deputy. */
const otherPartyFault = ({ signatures }: Agreement, acting: Acting): Fault => {
  const other = signatures.find(({ signedBy }) => actsFor(acting, signedBy));
  return other !== undefined && unmet('SIGNED_FOR_ANOTHER_PARTY', { party: other.party }, '/party');
};

const termFault = ({ terms }: Agreement, on: CalendarDate): Fault =>
  terms && overFault(terms.endDate, on, '/effectiveDate');

/** R11: 「上级可签」: a higher level may always sign; the event says that it was higher. */
const governmentPart = (
  { level, agreementNo }: SignAgreement,
  { requiredLevel }: Agreement,
  { actor }: Known<SignAgreement, unknown>,
): Pick<Signed, 'level' | 'agreementNo' | 'requiredLevel'> => {
  const signed = levelSigned(actor.role, level ?? null);
  const isHigher = requiredLevel !== null && signed !== null && signed !== requiredLevel;
  return { level: signed, agreementNo: agreementNo ?? null, ...(isHigher ? { requiredLevel } : {}) };
};

export const sign: Rule<SignAgreement, SigningFacts> = (command, agreement, facts) => {
  const { party, scan, witnessedByResidentTeam = false } = command;
  const { role, user: signedBy } = facts.actor;
  requirePending(agreement);
  require(maySignFor(party, role), 'SIGNER_NOT_OF_PARTY', { party, role }, '/party');
  require(!agreement.signatures.some((signature) => signature.party === party), 'PARTY_HAS_SIGNED', {
    party,
  });
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

/** With the last of the three signatures, on the day of the latest. */
const concluded = ({ signatures, agreementNo }: Agreement, last: Signed): readonly AgreementEvent[] => {
  const all = [...signatures, last];
  const number = last.agreementNo ?? agreementNo;
  if (number === null || !AGREEMENT_PARTIES.every((party) => all.some((one) => one.party === party)))
    return [];
  const on = all.reduce((latest, one) => laterOf(latest, one.on), last.on);
  return [{ type: 'AgreementConcluded', data: { agreementNo: number, on } }];
};

export const signForHousehold: Rule<SignForHousehold, Pick<PartyFacts, 'entity'>> = (
  { householdId, scan },
  agreement,
  facts,
) => {
  requirePending(agreement);
  const listed = agreement.terms?.households.map((covered) => covered.householdId) ?? [];
  require(listed.includes(householdId), 'HOUSEHOLD_NOT_IN_AGREEMENT', {}, '/householdId');
  if (agreement.signedHouseholds.includes(householdId)) return [];
  const isSigned = agreement.signatures.some(({ party }) => party === 'HOUSEHOLDS');
  require(!isSigned, 'PARTY_HAS_SIGNED', { party: 'HOUSEHOLDS' });
  const on = facts.effectiveDate;
  requireAll(futureFault(facts), entityFault(facts.entity), termFault(agreement, on));
  const signedBy = facts.actor.user;
  const own = { type: 'AgreementSignedByHousehold', data: { householdId, scan, signedBy, on } } as const;
  const missing = listed.filter((id) => id !== householdId && !agreement.signedHouseholds.includes(id));
  if (missing.length > 0) return [own];
  const party = { party: 'HOUSEHOLDS', level: null, agreementNo: null } as const;
  const data = { ...party, scan, signedBy, witnessedByResidentTeam: agreement.isWitnessed, on };
  return [own, { type: 'AgreementSigned', data }, ...concluded(agreement, data)];
};

export const witness: Rule<WitnessAgreement> = (_command, { phase: state, isWitnessed }, facts) => {
  if (isWitnessed) return [];
  const isSigning = ['PENDING_SIGNATURE', 'CONCLUDED', 'IN_FORCE'].includes(state);
  require(isSigning, 'AGREEMENT_NOT_PENDING_SIGNATURE', { state });
  requireAll(futureFault(facts));
  const data = { witnessedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'AgreementWitnessed', data }];
};
