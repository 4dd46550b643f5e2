import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { meetings, meetingsId } from '@command/meetings';
import { divisionIsUsed } from '@registry/division/facts';
import { erasureUnderWay, requireNoErasure } from '@registry/erasure/facts';
import { parameterInForce } from '@registry/parameter/facts';
import type { CorrectHead } from './commands';
import {
  claimsAgain,
  claimsSought,
  clearOf,
  DOCUMENT,
  hashedOf,
  indexed,
  memberOnly,
  numberFault,
  numbersOf,
  personFoundBy,
  personWith,
  PHONE,
  type Found,
  type HeadFacts,
  type Holder,
  type HouseholdFound,
  type LookedFor,
  type LookUpFacts,
  type MemberFacts,
  type NextHead,
  type Numbers,
  type Opened,
  type Written,
} from './finding';
import { correctedHead, reachedAs, type CorrectedHeadFacts } from './head-correction';
import { memberTexts, type Member } from './member';
import { householdOnFile, type PersonOnFile } from './on-file';
import { holdsDocument, household } from './state';

type Given<C> = Pick<Asked<C, unknown>, 'command' | 'circumstances'>;

/** The same person, by the document, keeps the key; anybody else has one of their own. @throws Refusal ERASURE_UNDER_WAY where the head before is named to stay */
export const headFacts = async (
  { command: given, circumstances }: Given<NextHead>,
  lookup: Lookup,
): Promise<HeadFacts> => {
  const { file, same, found } = await personFacts(lookup, circumstances, given);
  const personId = same?.personId ?? derivedId('person', circumstances.commandId);
  const erasing = same === null ? null : await erasureUnderWay(lookup, personId);
  const head = erasing === null ? await lookup.seal(personId, clearOf(given)) : {};
  const isAnother = same !== file.head;
  const { stays, claims } = isAnother ? await staying(lookup, circumstances.id, [file.head, given]) : GONE;
  return {
    ...{ head, personId, ...found, claims: [...found.claims, ...claims] },
    ...{ isAnother: isAnother && !lookup.dryRun, stays, erasing },
  };
};

const personFacts = async (lookup: Lookup, circumstances: Circumstances, given: Written) => {
  const found = await foundBy(lookup, circumstances.id, numbersOf(given));
  const file = (await lookup.load(householdOnFile, circumstances.id)).state;
  const same = lookup.dryRun ? null : (personWith(file, found.claims) ?? null);
  return { found: { ...found, ...(await metFacts(circumstances, lookup)) }, same, file };
};

const GONE = { stays: null, claims: [] };

/** @throws Refusal ERASURE_UNDER_WAY */
const staying = async (
  lookup: Lookup,
  householdId: string,
  [{ personId, sealed }, { relations = [] }]: readonly [PersonOnFile, NextHead],
) => {
  if (personId === null || !relations.some((related) => related.personId === personId)) return GONE;
  await requireNoErasure(lookup, personId);
  const { headName: memberName = null, documentNo = null } = await lookup.open(personId, sealed);
  if (memberName === null || documentNo === null) return GONE;
  const { index, claims } = await foundBy(lookup, householdId, numbersOf({ documentNo }));
  const member = await lookup.seal(personId, memberTexts({ memberName, documentNo }));
  return { stays: { member, index }, claims };
};

/** Nothing is sealed for a person who is no member. @throws Refusal ERASURE_UNDER_WAY */
export const memberFacts = async (
  { command: given, circumstances }: Given<Member & { readonly personId?: string }>,
  lookup: Lookup,
): Promise<MemberFacts> => {
  await requireNoErasure(lookup, circumstances.id);
  const { personId = derivedId('person', circumstances.commandId) } = given;
  if (given.personId !== undefined) await requireNoErasure(lookup, personId);
  const { file, same, found } = await personFacts(lookup, circumstances, given);
  const isSealed = given.personId === undefined || file.members.some((one) => one.personId === personId);
  const member = isSealed ? await lookup.seal(personId, memberTexts(given)) : {};
  return { member, personId, ...found, isListed: same !== null && same.personId !== given.personId };
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
    const { householdNo, villageCode } = state;
    if (holdsDocument(state, hashes)) holders.push({ householdId: holder, householdNo, villageCode });
  }
  return holders.find(({ householdId }) => householdId !== asker) ?? holders[0] ?? null;
};

/** Of the head of today phone and card stay where no other is given. @throws Refusal ERASURE_UNDER_WAY */
export const nextHeadFacts: typeof headFacts = async ({ command: given, circumstances }, lookup) => {
  await requireNoErasure(lookup, circumstances.id);
  const { file, same } = await personFacts(lookup, circumstances, given);
  if (same !== file.head) return headFacts({ command: given, circumstances }, lookup);
  const before = await lookup.open(same.personId ?? circumstances.id, same.sealed);
  return headFacts({ command: reachedAs(given, before), circumstances }, lookup);
};

/** Opened, put right, and sealed again under the own key. @throws Refusal ERASURE_UNDER_WAY, HEAD_FORGOTTEN */
export const correctedHeadFacts = async (
  { command, circumstances }: Given<CorrectHead>,
  lookup: Lookup,
): Promise<CorrectedHeadFacts> => {
  const { id, commandId } = circumstances;
  await requireNoErasure(lookup, id);
  const { personId: own, sealed } = (await lookup.load(householdOnFile, id)).state.head;
  if (own !== null) await requireNoErasure(lookup, own);
  const personId = own ?? derivedId('person', commandId);
  const { clear, isAsBefore } = correctedHead(await lookup.open(own ?? id, sealed), command);
  const { found, same } = await personFacts(lookup, circumstances, clear);
  const head = await lookup.seal(personId, clearOf(clear));
  const isListed = same !== null && same.personId !== own;
  return { personId, ...found, head, isListed, isAsBefore: isAsBefore && !lookup.dryRun };
};

export const reindexed = async (lookup: Lookup, householdId: string, person: PersonOnFile) => {
  const { documentNo, phone = null } = await opened(lookup, householdId, person);
  if (documentNo === null) return { index: null, claims: [], holder: null };
  const found = await foundBy(lookup, householdId, numbersOf({ documentNo, phone }));
  return { index: found.index, claims: claimsAgain(found, householdId), holder: found.documentHolder };
};

/** Everybody has a document; one that cannot be opened is forgotten. */
const opened = async (
  lookup: Lookup,
  householdId: string,
  { sealed, personId }: PersonOnFile,
): Promise<Opened> => ({ documentNo: null, ...(await lookup.open(personId ?? householdId, sealed)) });

/** Households in the division with somebody of today who has the number; who is forgotten is not found, nor by what is no number. */
export const householdsBy = async (
  lookup: Lookup,
  sought: LookedFor,
  division: DivisionCode,
): Promise<LookUpFacts> => {
  const fault = numberFault(sought);
  if (fault !== null) return { numberFault: fault, found: [] };
  const hashes = (await lookup.fingerprints(...hashedOf(sought))).map(({ hash }) => hash);
  const takers = await Promise.all(claimsSought(sought, hashes).map((claim) => lookup.takersOf(claim)));
  const found: HouseholdFound[] = [];
  for (const householdId of new Set(takers.flat())) {
    const file = (await lookup.load(householdOnFile, householdId)).state;
    const { villageCode, head } = file;
    const person = personFoundBy(file, sought, hashes);
    if (person === undefined || villageCode === null) continue;
    if (!(await lookup.liesIn(villageCode, division))) continue;
    const { documentNo } = await opened(lookup, householdId, person);
    if (documentNo !== null) found.push({ householdId, villageCode, ...memberOnly(person, head) });
  }
  return { numberFault: null, found };
};

export const villageFacts = async (lookup: Lookup, code: DivisionCode, { effectiveDate }: Circumstances) => ({
  villageIsUsed: await divisionIsUsed(lookup, code, effectiveDate),
});

export { targetGroups } from './category';
export { separationFaults, type Separation } from './separation';
