import { actsFor, type Acting, type Role } from '@kernel/actor';
import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { Fault } from '@kernel/fault';
import { require, unmet } from '@kernel/refusal';
import {
  AGREEMENT_PARTIES,
  type AgreementParty,
  type HeadSignature,
  type PartySignature,
  type SignLevel,
} from './paper';
import { reachesLevel } from './sign-level';
import { levelSigned, maySignFor } from './signer';

export type Signature = {
  readonly party: AgreementParty;
  /** Null in events of before it was recorded. */
  readonly signedBy: string | null;
  readonly on: CalendarDate;
};

/** What waits for signatures: a paper as drafted, an amended one, or one by which the parties part. */
export type Signable = {
  readonly requiredLevel: SignLevel | null;
  readonly signatures: readonly Signature[];
  /** Households that have signed for themselves. */
  readonly signedHouseholds: readonly string[];
};

/** What somebody sends who signs for a party. */
interface Signing {
  readonly party: AgreementParty;
  readonly level?: SignLevel | null;
  readonly scan: string;
  readonly witnessedByResidentTeam?: boolean;
}

/** What a government signs with. */
interface Government {
  readonly role: Role;
  readonly level: SignLevel | null;
  readonly required: SignLevel | null;
}

/** S2 四（二）: who may sign for the government follows from the villages. */
const levelFault = ({ role, level, required }: Government): Fault => {
  const actual = levelSigned(role, level);
  if (actual === null) return unmet('SIGNER_LEVEL_MISMATCH', { level }, '/level');
  if (required === null || reachesLevel(actual, required)) return null;
  return unmet('SIGN_LEVEL_TOO_LOW', { required, actual }, '/level');
};

/** R11: 「上级可签」: a higher level may always sign; the event says that it was higher. */
const governmentLevel = ({
  role,
  level,
  required,
}: Government): { readonly level: SignLevel | null; readonly requiredLevel?: SignLevel } => {
  const signed = levelSigned(role, level);
  const isHigher = required !== null && signed !== null && signed !== required;
  return { level: signed, ...(isHigher ? { requiredLevel: required } : {}) };
};

const hasSigned = ({ signatures }: Signable, party: AgreementParty): boolean =>
  signatures.some((signature) => signature.party === party);

export const requireSigner = (paper: Signable, party: AgreementParty, role: Role): void => {
  require(maySignFor(party, role), 'SIGNER_NOT_OF_PARTY', { party, role }, '/party');
  require(!hasSigned(paper, party), 'PARTY_HAS_SIGNED', { party });
};

/** Three parties are three persons: whoever signed for one does not sign for another, nor does a deputy. */
const otherPartyFault = ({ signatures }: Signable, acting: Acting): Fault => {
  const other = signatures.find(({ signedBy }) => actsFor(acting, signedBy));
  return other !== undefined && unmet('SIGNED_FOR_ANOTHER_PARTY', { party: other.party }, '/party');
};

export const signatureFaults = (
  paper: Signable,
  { party, level = null }: Signing,
  acting: Acting,
): readonly Fault[] => [
  otherPartyFault(paper, acting),
  party === 'GOVERNMENT' && levelFault({ role: acting.actor.role, level, required: paper.requiredLevel }),
];

/** The signature of a party as it goes on record. */
export const signatureOf = (
  { requiredLevel: required }: Signable,
  { party, level = null, scan, witnessedByResidentTeam = false }: Signing,
  { actor, effectiveDate: on }: Circumstances,
): PartySignature => ({
  ...{ party, scan, signedBy: actor.user, witnessedByResidentTeam, on },
  ...(party === 'GOVERNMENT' ? governmentLevel({ role: actor.role, level, required }) : { level: null }),
});

/** A paper is not signed, and not changed, for a term that is over. */
export const overFault = (endDate: CalendarDate, on: CalendarDate, pointer: string): Fault =>
  endDate < on && unmet('AGREEMENT_TERM_OVER', { endDate }, pointer);

/** With the last of the three signatures, on the day of the latest; null while one is missing. */
export const concludedOn = (
  { signatures }: Signable,
  last: Pick<Signature, 'party' | 'on'>,
): CalendarDate | null => {
  const all = [...signatures, last];
  const isComplete = AGREEMENT_PARTIES.every((party) => all.some((one) => one.party === party));
  return isComplete ? all.reduce((latest, one) => laterOf(latest, one.on), last.on) : null;
};

interface HeadSigned {
  readonly own: HeadSignature;
  /** Where it is the last of those listed. */
  readonly last: PartySignature | null;
}

interface HeadSigning {
  readonly householdId: string;
  readonly scan: string;
  /** All who have to sign. */
  readonly listed: readonly string[];
}

/** The signature of a head for the own household, and that of their party; null where it was given before. */
export const headSignature = (
  paper: Signable,
  { householdId, scan, listed }: HeadSigning,
  { actor, effectiveDate: on }: Circumstances,
): HeadSigned | null => {
  require(listed.includes(householdId), 'HOUSEHOLD_NOT_IN_AGREEMENT', {}, '/householdId');
  if (paper.signedHouseholds.includes(householdId)) return null;
  const isSigned = hasSigned(paper, 'HOUSEHOLDS');
  require(!isSigned, 'PARTY_HAS_SIGNED', { party: 'HOUSEHOLDS' });
  const missing = listed.filter((id) => id !== householdId && !paper.signedHouseholds.includes(id));
  const given = { scan, signedBy: actor.user, on };
  const ofParty = { party: 'HOUSEHOLDS', level: null, witnessedByResidentTeam: false } as const;
  return { own: { householdId, ...given }, last: missing.length === 0 ? { ...ofParty, ...given } : null };
};

export const withSignature = <Paper extends Signable>(
  paper: Paper,
  { party, signedBy = null, on }: Omit<Signature, 'signedBy'> & Partial<Pick<Signature, 'signedBy'>>,
): Paper => ({ ...paper, signatures: [...paper.signatures, { party, signedBy, on }] });

export const withHeadSignature = <Paper extends Signable>(
  paper: Paper,
  { householdId }: { readonly householdId: string },
): Paper => ({ ...paper, signedHouseholds: [...paper.signedHouseholds, householdId] });

/** R11: a higher level may always sign, and rarely has to. */
export const levelWarning = (
  { requiredLevel: required }: Signable,
  { party, level = null }: Signing,
  { actor: { role } }: Acting,
): Fault => {
  if (party !== 'GOVERNMENT') return null;
  const { level: signed, requiredLevel } = governmentLevel({ role, level, required });
  return requiredLevel !== undefined && unmet('SIGN_LEVEL_HIGHER', { signed, required }, '/level');
};
