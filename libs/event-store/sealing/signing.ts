import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { canonical } from '../canonical';
import { SEAL_FORM, type KeyCompromise, type KeyIntroduction, type Seal, type SealStatement } from './events';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in its DER form. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export const ALGORITHM = 'Ed25519';

/** A key that can sign, made of 32 secret bytes. */
export interface SigningKey {
  readonly keyId: string;
  readonly publicKey: string;
  sign(text: string): string;
}

export const signingKey = (secret: Buffer): SigningKey => {
  const key = Buffer.concat([PRIVATE_PREFIX, secret]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC_PREFIX.length);
  return {
    keyId: fingerprintOf(raw),
    publicKey: raw.toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
};

const fingerprintOf = (raw: Buffer): string => hash('sha256', raw, 'hex');

/** Null where these are not the bytes of a key of that name. */
export const publicKeyOf = ({
  publicKey,
  keyId,
}: {
  readonly publicKey: unknown;
  readonly keyId: unknown;
}): KeyObject | null => {
  if (typeof publicKey !== 'string') return null;
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32 || fingerprintOf(raw) !== keyId) return null;
  return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
};

export const isSignedBy = (key: KeyObject, text: string, signature: unknown): boolean =>
  typeof signature === 'string' &&
  verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url')) &&
  Buffer.from(signature, 'base64url').toString('base64url') === signature;

type Purpose = 'seal' | 'seal-key' | 'seal-key-compromise' | 'evidence' | 'views';

/** A signature is over a line that says what it is for, and the canonical JSON of what is stated. */
export const signedText = (purpose: Purpose, statement: object): string =>
  `shuangbang/${purpose}/${SEAL_FORM}\n${canonical(statement, purpose)}`;

/** What the seal states; nothing else that its data may hold is vouched for. */
const statementOf = (seal: SealStatement): SealStatement => {
  const { form, number, treeSize, count, root, frontier, last, previousSeal, sealedAt, keyId } = seal;
  return { form, number, treeSize, count, root, frontier, last, previousSeal, sealedAt, keyId };
};

export const sealText = (seal: SealStatement): string => signedText('seal', statementOf(seal));

export const sealHash = (seal: SealStatement): string => hash('sha256', sealText(seal), 'hex');

export const signedSeal = (statement: SealStatement, key: SigningKey): Seal => ({
  ...statement,
  signature: key.sign(sealText(statement)),
});

/** What a new key and the one before it sign. */
export const introductionText = (introduction: Omit<KeyIntroduction, 'proof' | 'endorsement'>): string => {
  const { number, keyId, algorithm, publicKey, introducedAt, previousKeyId } = introduction;
  return signedText('seal-key', { number, keyId, algorithm, publicKey, introducedAt, previousKeyId });
};

/** What the key that follows signs of the one it takes the place of. */
export const compromiseText = ({
  keyId,
  since,
  reportedAt,
  nextKeyId,
}: Omit<KeyCompromise, 'signature'>): string =>
  signedText('seal-key-compromise', { keyId, since, reportedAt, nextKeyId: nextKeyId ?? null });
