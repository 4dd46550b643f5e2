import { addDays, laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, type Fault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  AmendAgreement,
  EnterAgreementIntoForce,
  ExpireAgreement,
  SignAgreement,
  VerifyAgreement,
} from './commands';
import { AGREEMENT_PARTIES, type AgreementEvent, type SignLevel } from './events';
import type { PartyFacts, SigningFacts, SignLevelFacts } from './facts';
import { higherLevel, levelRequired, reachesLevel, villagesOf } from './sign-level';
import { levelSigned, maySignFor } from './signer';
import type { Agreement } from './state';
import { termsFaults, termsOf } from './terms';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;
type Known<Command, Facts> = Parameters<Rule<Command, Facts>>[2];

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
const overFault = (endDate: CalendarDate, on: CalendarDate, pointer: string): Fault =>
  endDate < on && unmet('AGREEMENT_TERM_OVER', { endDate }, pointer);

export const sign: Rule<SignAgreement, SigningFacts> = (command, agreement, facts) => {
  const { party, scan, level = null } = command;
  const { role } = facts.actor;
  require(agreement.phase === 'PENDING_SIGNATURE', 'AGREEMENT_NOT_PENDING_SIGNATURE', {
    state: agreement.phase,
  });
  require(maySignFor(party, role), 'SIGNER_NOT_OF_PARTY', { party, role }, '/party');
  require(!agreement.signatures.some((signature) => signature.party === party), 'PARTY_HAS_SIGNED', {
    party,
  });
  const forGovernment = party === 'GOVERNMENT';
  requireAll(
    futureFault(facts),
    entityFault(facts.entity),
    agreement.terms && overFault(agreement.terms.endDate, facts.effectiveDate, '/effectiveDate'),
    ...(forGovernment ? governmentFaults(command, agreement, facts) : []),
  );
  const data = {
    ...{ party, level: forGovernment ? levelSigned(role, level) : null, scan },
    witnessedByResidentTeam: command.witnessedByResidentTeam ?? false,
    agreementNo: forGovernment ? (command.agreementNo ?? null) : null,
    on: facts.effectiveDate,
  };
  return [{ type: 'AgreementSigned', data }, ...concluded(agreement, data)];
};

/** With the last of the three signatures, on the day of the latest. */
const concluded = (
  { signatures, agreementNo }: Agreement,
  last: Extract<AgreementEvent, { type: 'AgreementSigned' }>['data'],
): readonly AgreementEvent[] => {
  const all = [...signatures, last];
  const number = last.agreementNo ?? agreementNo;
  if (number === null || !AGREEMENT_PARTIES.every((party) => all.some((one) => one.party === party)))
    return [];
  const on = all.reduce((latest, one) => laterOf(latest, one.on), last.on);
  return [{ type: 'AgreementConcluded', data: { agreementNo: number, on } }];
};

export const enterIntoForce: Rule<EnterAgreementIntoForce> = (_command, agreement, { today }) => {
  const { phase: state, terms, concludedOn } = agreement;
  if (['IN_FORCE', 'RECTIFYING', 'TERMINATED', 'EXPIRED'].includes(state)) return [];
  require(state === 'CONCLUDED' && terms !== null && concludedOn !== null, 'AGREEMENT_NOT_CONCLUDED', {
    state,
  });
  const on = laterOf(terms.startDate, concludedOn);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  return [{ type: 'AgreementEnteredIntoForce', data: { on } }];
};

/** Under rectification it waits: otherwise the end of the term would save the entity from the consequence (R18). */
export const expire: Rule<ExpireAgreement> = (_command, { phase: state, terms }, { today }) => {
  if (['RECTIFYING', 'TERMINATED', 'EXPIRED'].includes(state)) return [];
  require(state === 'IN_FORCE' && terms !== null, 'AGREEMENT_NOT_IN_FORCE', { state });
  const on = addDays(terms.endDate, 1);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  return [{ type: 'AgreementExpired', data: { bindingIds: bindingIdsOf(terms), on } }];
};

export const bindingIdsOf = ({ households }: NonNullable<Agreement['terms']>): readonly string[] =>
  households.flatMap(({ bindingId }) => bindingId ?? []);

export const verify: Rule<VerifyAgreement> = (command, { phase: state }, facts) => {
  require(state === 'IN_FORCE' || state === 'RECTIFYING', 'AGREEMENT_NOT_IN_FORCE', { state });
  requireAll(futureFault(facts));
  const { paperExists, termsMatch, benefitsConfirmed, note = null } = command;
  const data = { paperExists, termsMatch, benefitsConfirmed, note, on: facts.effectiveDate };
  return [{ type: 'AgreementVerified', data }];
};

/** R39: a wider span needs a higher signature; a narrower one never lowers what was required. */
export const amend: Rule<AmendAgreement, PartyFacts & SignLevelFacts> = (command, agreement, facts) => {
  const { phase: state, terms: before, entityVillage, requiredLevel: frozen, entityId } = agreement;
  const inForce = state === 'IN_FORCE' && before !== null && entityVillage !== null && frozen !== null;
  require(inForce, 'AGREEMENT_NOT_IN_FORCE', { state });
  const { terms: part, scan, level = null } = command;
  const startMoved = part.startDate !== before.startDate;
  requireAll(
    futureFault(facts),
    orderFault(agreement.inForceFrom, facts.effectiveDate),
    entityFault(facts.entity),
    overFault(part.endDate, facts.effectiveDate, '/terms/endDate'),
    startMoved && unmet('START_DATE_FIXED', { startDate: before.startDate }, '/terms/startDate'),
    ...termsFaults({ part, entityId, before }, facts, facts.actor.role),
  );
  const terms = termsOf(part, facts.households, before);
  const needed = levelRequired(villagesOf(entityVillage, terms), facts.signLevel);
  const required = higherLevel(needed.requiredLevel, frozen);
  const signedLevel = levelSigned(facts.actor.role, level);
  require(signedLevel !== null, 'SIGNER_LEVEL_MISMATCH', { level }, '/level');
  const lacking = { required, actual: signedLevel };
  require(reachesLevel(signedLevel, required), 'AMENDMENT_NEEDS_COUNTY_SIGNATURE', lacking, '/level');
  const data = {
    ...{ version: agreement.version + 1, terms, requiredLevel: required, signedLevel, scan },
    ...{ explanation: needed.explanation, on: facts.effectiveDate },
  };
  return [{ type: 'AgreementAmended', data }];
};
