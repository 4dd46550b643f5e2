import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import { within, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Claim, Lookup } from '@command/lookup';
import { meetings, meetingsId } from '@command/meetings';
import { divisionIsUsed } from '@registry/division/facts';
import { requireNoErasure } from '@registry/erasure/facts';
import { parameterInForce } from '@registry/parameter/facts';
import { documentFault, identityNo, type DocumentFault } from './document-no';
import type { HeadIndex, SealedHead } from './events';
import {
  clearOf,
  DOCUMENT,
  indexed,
  numbersOf,
  PAST_DOCUMENT,
  PHONE,
  type Found,
  type Head,
  type Holder,
  type MetFacts,
  type Numbers,
} from './finding';
import { headOnFile, type HeadOnFile } from './head-on-file';
import { phoneDigits } from './phone-no';
import { holdsDocument, household } from './state';

/** The head as the rules see it: sealed, with what it is found by and who holds the document already. */
export interface HeadFacts extends MetFacts, Found {
  readonly head: SealedHead;
  /** Whose data key it is sealed under. */
  readonly personId: string;
}

export const headFacts = async (
  lookup: Lookup,
  circumstances: Circumstances,
  given: Head,
): Promise<HeadFacts> => {
  const met = await metFacts(circumstances, lookup);
  const found = await foundBy(lookup, circumstances.id, numbersOf(given));
  const personId = await personOf(lookup, circumstances, found);
  return { head: await lookup.seal(personId, clearOf(given)), personId, ...found, ...met };
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED where the person met one today and nobody decided how many are too many */
const metFacts = async ({ actor, today }: Circumstances, lookup: Lookup) => {
  const { elsewhere } = (await lookup.load(meetings, meetingsId(actor.user, today))).state;
  if (elsewhere === 0) return { metElsewhere: 0, mostMet: null };
  const at = { division: actor.scope, date: today };
  const { value } = await parameterInForce(lookup, 'privacy.documentsMetPerDay', at);
  return { metElsewhere: elsewhere, mostMet: value as number };
};

const foundBy = async (lookup: Lookup, householdId: string, { document, phone }: Numbers): Promise<Found> => {
  const documents = await lookup.fingerprints(DOCUMENT, document);
  const phones = phone === null ? ([] as const) : await lookup.fingerprints(PHONE, phone);
  const hashes = documents.map(({ hash }) => hash);
  return { ...indexed(documents, phones), documentHolder: await documentHolder(lookup, hashes, householdId) };
};

/** Who took the document last, unless the head has changed since or the household is no more; another than the asker first. */
const documentHolder = async (
  lookup: Lookup,
  hashes: readonly string[],
  asker: string,
): Promise<Holder | null> => {
  if (lookup.dryRun) return null;
  const holders: Holder[] = [];
  for (const key of hashes) {
    const holder = await lookup.holderOf({ kind: DOCUMENT, key }, household.category);
    if (holder === null) continue;
    const { state } = await lookup.load(household, holder);
    if (holdsDocument(state, hashes)) holders.push({ householdId: holder, villageCode: state.villageCode });
  }
  return holders.find(({ householdId }) => householdId !== asker) ?? holders[0] ?? null;
};

/** The same person, by the document, keeps the key; anybody else has one of their own. @throws Refusal ERASURE_UNDER_WAY */
const personOf = async (
  lookup: Lookup,
  { id: householdId, commandId }: Circumstances,
  { claims }: Found,
): Promise<string> => {
  const { personId, documentFingerprint } = (await lookup.load(headOnFile, householdId)).state;
  const isSame = claims.some(({ kind, key }) => kind === DOCUMENT && key === documentFingerprint);
  if (!isSame || personId === null) return derivedId('person', commandId);
  await requireNoErasure(lookup, personId);
  return personId;
};

/** @throws Refusal ERASURE_UNDER_WAY */
export const nextHeadFacts = async (
  lookup: Lookup,
  circumstances: Circumstances,
  head: Head,
): Promise<HeadFacts> => {
  await requireNoErasure(lookup, circumstances.id);
  return headFacts(lookup, circumstances, head);
};

export interface ReindexFacts {
  /** Under the newest key; null for a head who is forgotten. */
  readonly index: Required<HeadIndex> | null;
  readonly claims: readonly Claim[];
}

/** The head as it was sealed is opened once more, so that it is found under the newest key too. */
export const reindexFacts = async (
  { circumstances: { id: householdId } }: { readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<ReindexFacts> => {
  const { state } = await lookup.load(headOnFile, householdId);
  const { documentNo, phone = null } = await opened(lookup, householdId, state);
  if (documentNo === null) return { index: null, claims: [] };
  const { index, claims, documentHolder } = await foundBy(
    lookup,
    householdId,
    numbersOf({ documentNo, phone }),
  );
  const isHeldByAnother = documentHolder !== null && documentHolder.householdId !== householdId;
  if (!isHeldByAnother) return { index, claims };
  const past: Claim = { kind: PAST_DOCUMENT, key: index.documentFingerprint, shared: true };
  return { index, claims: [past, ...claims.filter(({ shared }) => shared === true)] };
};

interface Opened {
  readonly documentNo: string | null;
  readonly phone?: string | null;
}

/** Every head has a document; one that cannot be opened is forgotten. */
const opened = async (
  lookup: Lookup,
  householdId: string,
  { head, personId }: HeadOnFile,
): Promise<Opened> => ({ documentNo: null, ...(await lookup.open(personId ?? householdId, head)) });

/** A number by which a head is looked for. */
export interface LookedFor {
  readonly numberKind: 'DOCUMENT' | 'PHONE';
  readonly number: string;
}

/** What is wrong with a number by which nobody can be found; null where nothing is. */
export const numberFault = ({ numberKind, number }: LookedFor): DocumentFault | 'PHONE' | null => {
  if (numberKind === 'DOCUMENT') return documentFault(number);
  return phoneDigits(number) === null ? 'PHONE' : null;
};

export interface HouseholdFound {
  readonly householdId: string;
  readonly villageCode: DivisionCode;
}

/** Households in the division whose head of today has the number; who is forgotten is not found. */
export const householdsBy = async (
  lookup: Lookup,
  sought: LookedFor,
  division: DivisionCode,
): Promise<readonly HouseholdFound[]> => {
  const [kind, text] = hashedOf(sought);
  const hashes = (await lookup.fingerprints(kind, text)).map(({ hash }) => hash);
  const kinds = kind === DOCUMENT ? [DOCUMENT, PAST_DOCUMENT] : [kind];
  const claims = hashes.flatMap((key) => kinds.map((each) => ({ kind: each, key })));
  const takers = await Promise.all(claims.map((claim) => lookup.takersOf(claim)));
  const found: HouseholdFound[] = [];
  for (const householdId of new Set(takers.flat())) {
    const { state } = await lookup.load(headOnFile, householdId);
    const { villageCode } = state;
    if (villageCode === null || !within(villageCode, division)) continue;
    if (!hashes.includes(printOf(state, sought))) continue;
    const { documentNo } = await opened(lookup, householdId, state);
    if (documentNo !== null) found.push({ householdId, villageCode });
  }
  return found;
};

const hashedOf = ({ numberKind, number }: LookedFor): readonly [kind: string, text: string] =>
  numberKind === 'DOCUMENT' ? [DOCUMENT, identityNo(number)] : [PHONE, phoneDigits(number) ?? ''];

const printOf = ({ documentFingerprint, phoneFingerprint }: HeadOnFile, { numberKind }: LookedFor): string =>
  (numberKind === 'DOCUMENT' ? documentFingerprint : phoneFingerprint) ?? '';

export interface VillageFacts {
  readonly villageIsUsed: boolean;
}

export const villageFacts = async (
  lookup: Lookup,
  village: DivisionCode,
  date: CalendarDate,
): Promise<VillageFacts> => ({ villageIsUsed: await divisionIsUsed(lookup, village, date) });

export { targetGroups } from './category';
