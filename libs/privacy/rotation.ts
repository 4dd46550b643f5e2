import { KeysDamaged, type KeyStore, type ReplacedKey, type StoredKey } from './key-store';
import { UnknownMasterKey, type Kms } from './kms';
import { isLeavingMark, MasterInForce } from './master-in-force';

/** How the data keys of a county stand to its master keys. */
export interface MasterKeyStanding {
  readonly inForce: string;
  /** The one that the settings want. */
  readonly wanted: string;
  /** The one that an unfinished rotation is leaving. */
  readonly leaving: string | null;
  /** Data keys by the name of the master key they are under; those without a name under `unnamed`. */
  readonly under: Readonly<Record<string, number>>;
  /** Whose data key does not unwrap, though the master keys in use are at hand: what is sealed under it cannot be read. */
  readonly damaged: readonly string[];
}

export interface Rotated {
  readonly inForce: string;
  readonly rewrapped: number;
  /** Whose data key is damaged and stays as it was found: a backup may have it whole, under the master key that was left. */
  readonly damaged: readonly string[];
}

const BATCH = 500;

/**
 * Puts every data key under the wanted master key. No event is touched: what is sealed stays sealed by the same data key.
 * Killed at any moment it is begun again without harm, and the county works on meanwhile.
 * @throws UnknownMasterKey where a master key in use is not at hand
 */
export const rotateMasterKey = async (
  keys: KeyStore,
  kms: Kms,
  onRewrapped: (count: number) => void = () => undefined,
): Promise<Rotated> => {
  const masters = new MasterInForce(keys, kms);
  await masters.change();
  let rewrapped = 0;
  let passed = await pass(keys, kms);
  // Once more after the last: what another process wrapped at the moment of the change is seen then.
  for (; passed.rewrapped > 0; passed = await pass(keys, kms)) {
    rewrapped += passed.rewrapped;
    onRewrapped(rewrapped);
  }
  await masters.changed();
  return { inForce: await masters.name(), rewrapped, damaged: passed.damaged };
};

/** What becomes of the keys that are found under another. */
const pass = async (
  keys: KeyStore,
  kms: Kms,
): Promise<{ readonly rewrapped: number; readonly damaged: readonly string[] }> => {
  const masters = new MasterInForce(keys, kms);
  const damaged: string[] = [];
  let count = 0;
  for await (const batch of batched(keys.entries())) {
    const others = batch.filter((key) => !isLeavingMark(key.subject) && isUnderAnother(kms, key));
    const tried = await Promise.all(others.map((key) => rewrapped(masters, kms, key)));
    const changes = tried.filter((change) => change !== null);
    await keys.replace(changes);
    count += changes.length;
    damaged.push(...others.filter((_, index) => tried[index] === null).map(({ subject }) => subject));
  }
  return { rewrapped: count, damaged };
};

const isUnderAnother = (kms: Kms, { wrapped }: StoredKey): boolean => kms.nameIn(wrapped) !== kms.wanted;

/** Null for one that is damaged. */
const rewrapped = async (
  masters: MasterInForce,
  kms: Kms,
  stored: StoredKey,
): Promise<ReplacedKey | null> => {
  const { subject, wrapped: seen } = stored;
  const key = await wholeOrNull(masters, stored);
  return key === null ? null : { subject, seen, wrapped: await kms.wrap(kms.wanted, key, subject) };
};

/** Null for one that is damaged. */
const wholeOrNull = async (
  masters: MasterInForce,
  { subject, wrapped }: StoredKey,
): Promise<Buffer | null> => {
  try {
    return await masters.unwrap(wrapped, subject);
  } catch (error) {
    if (error instanceof KeysDamaged) return null;
    throw error;
  }
};

const batched = async function* (
  entries: AsyncIterable<StoredKey>,
): AsyncGenerator<readonly StoredKey[], void> {
  let batch: StoredKey[] = [];
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
};

export const masterKeyStanding = async (keys: KeyStore, kms: Kms): Promise<MasterKeyStanding> => {
  const masters = new MasterInForce(keys, kms);
  const inForce = await masters.name();
  const under: Record<string, number> = {};
  const damaged: string[] = [];
  for await (const { subject, wrapped } of keys.entries()) {
    if (isLeavingMark(subject)) continue;
    if (await isDamaged(masters, { subject, wrapped })) {
      damaged.push(subject);
      continue;
    }
    const name = kms.nameIn(wrapped) ?? 'unnamed';
    under[name] = (under[name] ?? 0) + 1;
  }
  return { inForce, wanted: kms.wanted, leaving: await masters.leaving(), under, damaged };
};

/** Under a master key that is not at hand it may be whole: that is counted with those under it. */
const isDamaged = async (masters: MasterInForce, stored: StoredKey): Promise<boolean> => {
  try {
    return (await wholeOrNull(masters, stored)) === null;
  } catch (error) {
    if (error instanceof UnknownMasterKey) return false;
    throw error;
  }
};
