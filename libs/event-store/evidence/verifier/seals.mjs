/** Keys and seals: each follows the one before it, and the last seal vouches for everything. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, fail } from './faults.mjs';
import { linesOf } from './files.mjs';
import { hashOf, hex, isSigned, plainCode, rootCode, sha, signedText } from './hashing.mjs';
import { isConsistent, isCount, nodeOf } from './tree.mjs';

export const NO_HASH = '0'.repeat(64);
/** A report of a compromised key counts with the key that follows it, which signs it and is not endorsed by the reported one. */
const checkReport = (place, reported, claim) => {
  if (reported === null || (reported.nextKeyId === undefined && reported.signature === undefined)) return;
  const { signature, ...report } = reported;
  const isSignedByNext = isSigned(claim.publicKey, signedText('seal-key-compromise', report), signature);
  const isOfNext = report.nextKeyId === claim.keyId && isSignedByNext;
  check(isOfNext, place, `the report of ${report.keyId} is not signed by the key that takes its place`);
};

const isVouchedFor = (before, text, endorsement) =>
  before !== undefined && isSigned(before.publicKey, text, endorsement);

const checkFollowing = (place, claim, before) => {
  const [number, keyId] = [(before?.number ?? 0) + 1, before?.keyId ?? null];
  const follows = claim.previousKeyId === keyId && claim.number === number && claim.algorithm === 'Ed25519';
  check(follows, place, 'the key does not follow the key before it');
};

const addKey = (place, { proof, endorsement, ...claim }, state) => {
  const { keys, current, reported } = state;
  const text = signedText('seal-key', claim);
  const raw = Buffer.from(claim.publicKey, 'base64url');
  const isItself = raw.length === 32 && sha(raw).toString('hex') === claim.keyId;
  if (!isItself) return void fail(place, 'the fingerprint is not that of the key');
  check(isSigned(claim.publicKey, text, proof), place, 'the key is not signed by itself');
  checkReport(place, reported, claim);
  const before = keys.get(current);
  checkFollowing(place, claim, before);
  const isEndorsed = reported === null && isVouchedFor(before, text, endorsement);
  const needsNone = before === undefined || reported !== null;
  check(isEndorsed || needsNone, place, 'the key before does not vouch for it');
  if (reported !== null) keys.set(current, { ...before, since: reported.since });
  keys.set(claim.keyId, { ...claim, isEndorsed, since: null });
  Object.assign(state, { current: claim.keyId, reported: null });
};

const addReport = (place, report, state) => {
  check(report.keyId === state.current, place, `the key ${report.keyId} is not in force`);
  state.reported = report;
};

/**
 * Keys for which nobody vouches: behind the last that was published or is endorsed by one that counts. None where nothing
 * was published.
 */
const strangersAmong = (keys, published) => {
  let counting = published.length > 0 ? 0 : keys.length;
  for (const [at, { keyId, isEndorsed }] of keys.entries())
    if (published.includes(keyId) || (isEndorsed && counting === at)) counting = at + 1;
  return keys.slice(counting);
};

const HASH = /^[\da-f]{64}$/;
/** The perfect trees that it says it consists of make the tree that it says it is. */
const isWhole = ({ form, number, treeSize, count, frontier, root, last }) => {
  if (form !== 'v1' || ![number, treeSize, count, last.revision].every(isCount)) return false;
  const ones = [...treeSize.toString(2)].filter((bit) => bit === '1').length;
  if (frontier.length !== ones || ![root, last.hash, ...frontier].every((one) => HASH.test(one)))
    return false;
  return (
    frontier
      .map(hex)
      .reduceRight((right, left) => nodeOf(left, right))
      .toString('hex') === root
  );
};

const NO_SEAL = { number: 0, hash: NO_HASH, treeSize: 0 };

const addSeal = (place, { signature, ...statement }, { keys, current, seals }) => {
  if (!isWhole(statement)) return void fail(place, 'is not of the form of a seal');
  const before = seals.at(-1) ?? NO_SEAL;
  const text = signedText('seal', statement);
  const key = keys.get(current);
  const isInForce = key !== undefined && current === statement.keyId;
  check(isInForce, place, 'the seal is made with a key that is not in force');
  check(isInForce && isSigned(key.publicKey, text, signature), place, 'the seal is not signed by its key');
  check(statement.number === before.number + 1, place, 'a seal is missing before it');
  check(statement.previousSeal === before.hash, place, 'it does not follow the seal before it');
  const size = before.treeSize + statement.count;
  check(statement.treeSize === size, place, 'its tree does not continue the one before');
  seals.push({ ...statement, hash: sha(text).toString('hex') });
};

const NO_SUCCESSOR = 'no key takes the place of the one that was reported before it';

const TAKEN_BY = { LogSealed: addSeal, SealKeyCompromised: addReport, SealKeyIntroduced: addKey };

/** Where it stands in its stream. */
const checkLink = (place, event, { revision, hash }) => {
  const isNext = event.stream === 'seal-log' && event.revision === revision + 1;
  check(isNext && event.metadata.previousHash === hash, place, 'does not follow the line before it');
  check(hashOf(event) === event.metadata.hash, place, 'its hash is not that of its content');
  return { revision: event.revision, hash: event.metadata.hash };
};

/** Seals and keys in their order. The public is not told who wrote them; the signatures bind them to each other all the same. */
export const readSeals = async (folder, { recipient }) => {
  const state = { keys: new Map(), current: null, reported: null, seals: [] };
  let end = { revision: -1, hash: NO_HASH };
  for await (const { place, content: event } of linesOf(folder, 'seals.jsonl')) {
    const { type, data } = event;
    if (recipient !== 'PUBLIC') end = checkLink(place, event, end);
    check(state.reported === null || type === 'SealKeyIntroduced', place, NO_SUCCESSOR);
    if (Object.hasOwn(TAKEN_BY, type)) TAKEN_BY[type](place, data, state);
    else fail(place, 'is neither a seal nor of a key');
  }
  check(state.reported === null, 'seals.jsonl', NO_SUCCESSOR);
  if (state.seals.length === 0) throw new Error('seals.jsonl holds no seal');
  return state;
};

/** The last seal vouches for everything before it; so it has to be made with a key that counts. */
export const checkKeys = ({ keys, seals }, published) => {
  const { number, keyId } = seals.at(-1);
  const isSound = keys.get(keyId)?.since === null;
  check(isSound, 'seals.jsonl', `seal ${number}, the last, is made with a key that was compromised`);
  for (const stranger of strangersAmong([...keys.values()], published))
    fail(
      'seals.jsonl',
      `no published key vouches for the key ${stranger.keyId}: where it was published, say so with --key`,
    );
  for (const known of published)
    check(
      seals.some((seal) => seal.keyId === known),
      '--key',
      `no seal is made with ${known}`,
    );
};

export const checkConsistency = (folder, seals) => {
  const last = seals.at(-1);
  const proofs = new Map(
    JSON.parse(readFileSync(join(folder, 'consistency.json'), 'utf8')).map((one) => [one.number, one.path]),
  );
  for (const seal of seals)
    check(
      isConsistent(seal, last, proofs.get(seal.number) ?? []),
      'consistency.json',
      `seal ${seal.number} is not the beginning of seal ${last.number}`,
    );
};

export const checkCodes = ({ seals }, codes) => {
  const sealed = new Set(seals.map(({ root }) => plainCode(rootCode(root))));
  for (const known of codes) check(sealed.has(plainCode(known)), '--code', `no seal has the code ${known}`);
};
