import type { Words } from '@kernel/words';
import type { KnownKey } from './key-history';
import type { Trust } from './trust';
import type { SealFault } from './seal-stream';

/** A key of the log that nothing known from elsewhere vouches for. */
export interface Stranger {
  readonly keyId: string;
  readonly fault: SealFault;
}

/**
 * A key counts where it is known from elsewhere; where one that counts endorses it, unless the county itself looks, which
 * keeps every key of its own; and where one that counts names it as the one before, also where that is lost. So all that
 * stand behind the last that counts are strangers: whoever has the disk can put his own there, and report the one before.
 * None is where nothing is known of keys.
 */
export const strangersIn = async (
  keys: readonly KnownKey[],
  { keys: given = [], own }: Trust,
): Promise<readonly Stranger[]> => {
  if (own === undefined) return given.length === 0 ? [] : outside(keys, given);
  const mine = await Promise.all(keys.map(({ number }) => own(number)));
  const isKnown = ({ keyId }: KnownKey, index: number): boolean =>
    mine[index] === keyId || given.includes(keyId);
  const counting = 1 + keys.findLastIndex(isKnown);
  return keys.flatMap((key, index) => {
    const other = isKnown(key, index) ? null : mine[index];
    if (typeof other === 'string')
      return [stranger(key, { zh: `本县的是${other}`, en: `that of this county is ${other}` })];
    return index < counting ? [] : [stranger(key, NOT_HELD)];
  });
};

const outside = (keys: readonly KnownKey[], given: readonly string[]): readonly Stranger[] => {
  let counting = 0;
  for (const [index, { keyId, isEndorsed }] of keys.entries())
    if (given.includes(keyId) || (isEndorsed && counting === index)) counting = index + 1;
  return keys.slice(counting).map((key) => stranger(key, NOT_ENDORSED));
};

const NOT_HELD: Words = { zh: '本县没有这把密钥', en: 'this county does not hold it' };

const NOT_ENDORSED: Words = { zh: '没有公示过的密钥为它签认', en: 'no published key endorses it' };

const stranger = ({ keyId }: KnownKey, { zh, en }: Words): Stranger => ({
  keyId,
  fault: {
    kind: 'SEAL_KEY',
    detail: {
      zh: `密钥${keyId}无人担保：${zh}；其指纹公示过的，请用 --key 给出`,
      en: `nobody vouches for the key ${keyId}: ${en}; where its fingerprint was published, say so with --key`,
    },
  },
});
