/** What is hashed and what is signed, and how a root is written for people. */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';

export const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
export const hex = (text) => Buffer.from(text, 'hex');

/** RFC 8785. */
export const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
};

export const signedText = (purpose, statement) => `shuangbang/${purpose}/v1\n${canonical(statement)}`;
const PUBLIC_KEY_PREFIX = hex('302a300506032b6570032100');
const keyFrom = (raw) =>
  createPublicKey({ key: Buffer.concat([PUBLIC_KEY_PREFIX, raw]), format: 'der', type: 'spki' });
export const isSigned = (publicKey, text, signature) =>
  typeof signature === 'string' &&
  Buffer.from(signature, 'base64url').toString('base64url') === signature &&
  verify(
    null,
    Buffer.from(text),
    keyFrom(Buffer.from(publicKey, 'base64url')),
    Buffer.from(signature, 'base64url'),
  );

/** The hash that an event must have: over the hash before it in its stream, and its own content. */
export const hashOf = ({ id, stream, revision, type, data, metadata }) => {
  const given = { ...metadata };
  for (const link of ['chain', 'previousHash', 'hash']) delete given[link];
  const content = { data, id, metadata: given, revision, stream, type, v: metadata.chain };
  return sha(metadata.previousHash, canonical(content)).toString('hex');
};

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const rootCode = (root) => {
  const value = BigInt(`0x${root.slice(0, 25)}`);
  const digits = Array.from(
    { length: 20 },
    (_, at) => DIGITS[Number((value >> BigInt(95 - 5 * at)) & 31n)],
  ).join('');
  return `${digits.match(/.{5}/g).join('-')}-${`${DIGITS}*~$=U`[Number(value % 37n)]}`;
};

/** As people write it: small letters, O for 0, I and L for 1, spaces for dashes. */
export const plainCode = (typed) =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
