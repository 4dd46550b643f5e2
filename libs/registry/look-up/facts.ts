import type { DivisionCode } from '@kernel/division-code';
import type { Circumstances } from '@kernel/decider';
import type { Claim, Lookup } from '@command/lookup';
import { meetings, meetingsId } from '@command/meetings';
import type { Fingerprint } from '@privacy/look-up-keys';
import type { HeadIndex } from '@registry/household/events';
import { parameterInForce } from '@registry/parameter/facts';
import { holdsDocument, household } from '@registry/household/state';

/** Kinds of numbers by which a household is found; they name the claims and are part of what is hashed. */
export const DOCUMENT = 'document';
export const PHONE = 'phone';
/** Leads to a household that is no more and whose document another holds by now. */
export const PAST_DOCUMENT = 'past-document';

/** What is the same of a number however it is written. */
export interface Numbers {
  readonly document: string;
  /** Null where there is none by which anybody could be found. */
  readonly phone: string | null;
}

/** A household that has a document already. */
export interface Holder {
  readonly householdId: string;
  /** Null where it has not come to life yet. */
  readonly villageCode: DivisionCode | null;
}

/** What a person is found by, and who has the document already. */
export interface Found {
  readonly index: Required<HeadIndex>;
  /** Null where nobody has it, and in a dry run, which tells nothing that is not on record. */
  readonly documentHolder: Holder | null;
  readonly claims: readonly Claim[];
}

/** A document is claimed under every key at hand: whoever knows only one of them still sees that it is held. */
export const foundBy = async (
  lookup: Lookup,
  householdId: string,
  { document, phone }: Numbers,
): Promise<Found> => {
  const documents = await lookup.fingerprints(DOCUMENT, document);
  const phones: readonly Fingerprint[] = phone === null ? [] : await lookup.fingerprints(PHONE, phone);
  const [{ key: lookUpKey, hash: documentFingerprint }] = documents;
  const phoneFingerprint = phones[0]?.hash ?? null;
  const hashes = documents.map(({ hash }) => hash);
  return {
    index: { documentFingerprint, phoneFingerprint, lookUpKey },
    documentHolder: await documentHolder(lookup, hashes, householdId),
    claims: [
      ...hashes.map((key) => ({ kind: DOCUMENT, key })),
      ...(phoneFingerprint === null ? [] : [phoneClaim(phoneFingerprint)]),
    ],
  };
};

const phoneClaim = (key: string): Claim => ({ kind: PHONE, key, shared: true });

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

/** Who tries to register documents that others have learns by it who is registered: it is told only so often, and on record. */
export interface MetFacts extends Pick<Found, 'documentHolder'> {
  /** Documents held elsewhere that the person met today already. */
  readonly metElsewhere: number;
  /** How many of those there may be on one day; null where it was none. */
  readonly mostMet: number | null;
}

/** @throws Refusal PARAMETER_NOT_CONFIGURED where the person met one today and nobody decided how many are too many */
export const metFacts = async ({ actor, today }: Circumstances, lookup: Lookup) => {
  const { elsewhere } = (await lookup.load(meetings, meetingsId(actor.user, today))).state;
  if (elsewhere === 0) return { metElsewhere: 0, mostMet: null };
  const at = { division: actor.scope, date: today };
  const { value } = await parameterInForce(lookup, 'privacy.documentsMetPerDay', at);
  return { metElsewhere: elsewhere, mostMet: value as number };
};
