#!/usr/bin/env node
/**
 * Verifies an evidence package: every file, event, proof, seal and signature of it. Needs Node 20 or later and nothing
 * else, no package and no network.
 *
 *   node verify.mjs [folder] [--code XXXXX-XXXXX-XXXXX-XXXXX-C] [--key <64 hexadecimal digits>]
 *
 * `--code` and `--key` are what was published: a root code on a public notice, the fingerprint of a key. Without them the
 * package is only held against itself. Ends with status 0 where everything agrees, 1 where something does not.
 */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const faults = [];
const fail = (place, what) => void faults.push(`${place}: ${what}`);
const check = (holds, place, what) => void (holds || fail(place, what));

const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
const hex = (text) => Buffer.from(text, 'hex');
const leafOf = (eventHash) => sha(Buffer.of(0), hex(eventHash));
const nodeOf = (left, right) => sha(Buffer.of(1), left, right);

/** RFC 8785. */
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
};

const signedText = (purpose, statement) => `shuangbang/${purpose}/v1\n${canonical(statement)}`;
const PUBLIC_KEY_PREFIX = hex('302a300506032b6570032100');
const keyFrom = (raw) =>
  createPublicKey({ key: Buffer.concat([PUBLIC_KEY_PREFIX, raw]), format: 'der', type: 'spki' });
const isSigned = (publicKey, text, signature) =>
  Buffer.from(signature, 'base64url').toString('base64url') === signature &&
  verify(
    null,
    Buffer.from(text),
    keyFrom(Buffer.from(publicKey, 'base64url')),
    Buffer.from(signature, 'base64url'),
  );

/** The hash that an event must have: over the hash before it in its stream, and its own content. */
const hashOf = ({ id, stream, revision, type, data, metadata }) => {
  const given = { ...metadata };
  for (const link of ['chain', 'previousHash', 'hash']) delete given[link];
  const content = { data, id, metadata: given, revision, stream, type, v: metadata.chain };
  return sha(metadata.previousHash, canonical(content)).toString('hex');
};

/** A node on the way up, by its place among its like and that of the last of them. */
const isRight = ({ at, last }) => at % 2 === 1 || at === last;
const half = ({ at, last }) => ({ at: Math.floor(at / 2), last: Math.floor(last / 2) });
const above = (place) => {
  let up = place;
  if (isRight(place)) while (up.at !== 0 && up.at % 2 === 0) up = half(up);
  return half(up);
};

/** RFC 9162, 2.1.3.2. */
const rootFrom = ({ leaf, index, size, path }) => {
  let [place, node] = [{ at: index, last: size - 1 }, leaf];
  for (const sibling of path.map(hex)) {
    if (place.last === 0) return null;
    node = isRight(place) ? nodeOf(sibling, node) : nodeOf(node, sibling);
    place = above(place);
  }
  return place.last === 0 ? node.toString('hex') : null;
};

const leadsToBoth = ({ first, second, path }, seed) => {
  let place = { at: first.treeSize - 1, last: second.treeSize - 1 };
  while (place.at % 2 === 1) place = half(place);
  let [old, young] = [seed, seed];
  for (const node of path) {
    if (place.last === 0) return false;
    if (isRight(place)) [old, young] = [nodeOf(node, old), nodeOf(node, young)];
    else young = nodeOf(young, node);
    place = above(place);
  }
  const reached = [place.last, old.toString('hex'), young.toString('hex')];
  return reached.join() === [0, first.root, second.root].join();
};

/** RFC 9162, 2.1.4.2. */
const isConsistent = (first, second, path) => {
  if (first.treeSize === second.treeSize) return first.root === second.root && path.length === 0;
  const nodes = (Number.isInteger(Math.log2(first.treeSize)) ? [first.root, ...path] : path).map(hex);
  const [seed, ...rest] = nodes;
  return seed !== undefined && leadsToBoth({ first, second, path: rest }, seed);
};

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const rootCode = (root) => {
  const value = BigInt(`0x${root.slice(0, 25)}`);
  const digits = Array.from(
    { length: 20 },
    (_, at) => DIGITS[Number((value >> BigInt(95 - 5 * at)) & 31n)],
  ).join('');
  return `${digits.match(/.{5}/g).join('-')}-${`${DIGITS}*~$=U`[Number(value % 37n)]}`;
};

const sumOf = async (path) => {
  const sum = createHash('sha256');
  for await (const part of createReadStream(path)) sum.update(part);
  return sum.digest('hex');
};

/** Every file is there, is the one that was packed, and no other is. */
const checkFiles = async (folder, { files }) => {
  for (const name of readdirSync(folder))
    check(name === 'manifest.json' || name in files, name, 'does not belong to the package');
  for (const [name, { sha256 }] of Object.entries(files)) {
    if (!existsSync(join(folder, name))) fail(name, 'is missing');
    else
      check(
        (await sumOf(join(folder, name))) === sha256,
        name,
        'was changed: its SHA-256 is not that of the manifest',
      );
  }
};

async function* linesOf(folder, name) {
  if (!existsSync(join(folder, name))) return;
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(join(folder, name)),
    crlfDelay: Infinity,
  }))
    yield { place: `${name} line ${(number += 1)}`, content: JSON.parse(line) };
}

const checkKey = (place, { proof, endorsement, ...claim }, { keys, current }) => {
  const text = signedText('seal-key', claim);
  const print = sha(Buffer.from(claim.publicKey, 'base64url')).toString('hex');
  check(print === claim.keyId, place, 'the fingerprint is not that of the key');
  check(isSigned(claim.publicKey, text, proof), place, 'the key is not signed by itself');
  const before = keys.get(current);
  check(claim.previousKeyId === current, place, 'the key does not follow the key before it');
  if (before !== undefined && !before.compromised)
    check(isSigned(before.publicKey, text, endorsement ?? ''), place, 'the key before does not vouch for it');
};

const NO_SEAL = { number: 0, hash: '0'.repeat(64), treeSize: 0 };

const checkSeal = (place, { signature, ...statement }, { keys, current, seals }) => {
  const before = seals.at(-1) ?? NO_SEAL;
  const text = signedText('seal', statement);
  check(current === statement.keyId, place, 'the seal is made with a key that is not in force');
  check(isSigned(keys.get(current).publicKey, text, signature), place, 'the seal is not signed by its key');
  check(statement.number === before.number + 1, place, 'a seal is missing before it');
  check(statement.previousSeal === before.hash, place, 'it does not follow the seal before it');
  const size = before.treeSize + statement.count;
  check(statement.treeSize === size, place, 'its tree does not continue the one before');
  return { ...statement, hash: sha(text).toString('hex') };
};

/** Seals and keys in their order. */
const readSeals = async (folder) => {
  const state = { keys: new Map(), current: null, seals: [], previous: '0'.repeat(64) };
  for await (const { place, content: event } of linesOf(folder, 'seals.jsonl')) {
    check(event.metadata.previousHash === state.previous, place, 'does not follow the line before it');
    check(hashOf(event) === event.metadata.hash, place, 'its hash is not that of its content');
    state.previous = event.metadata.hash;
    if (event.type === 'LogSealed') state.seals.push(checkSeal(place, event.data, state));
    else if (event.type === 'SealKeyCompromised') state.keys.get(event.data.keyId).compromised = true;
    else {
      checkKey(place, event.data, state);
      state.current = event.data.keyId;
      state.keys.set(event.data.keyId, { ...event.data, compromised: false });
    }
  }
  return state;
};

/** Its hash, and its place behind the event before it where that is in the package too. */
const checkEvent = (place, event, ends) => {
  const { stream, revision, metadata } = event;
  check(hashOf(event) === metadata.hash, place, 'the hash of the event is not that of its content');
  const end = ends.get(stream);
  const follows = end?.revision !== revision - 1 || end.hash === metadata.previousHash;
  check(follows, place, `does not follow revision ${revision - 1} of ${stream}`);
  ends.set(stream, { revision, hash: metadata.hash });
  return metadata.hash;
};

/** An event that is withheld from the recipient shows its hash alone. */
const checkEvents = async (folder, { treeSize: size, root }) => {
  const proofs = linesOf(folder, 'proofs.jsonl');
  const ends = new Map();
  const counted = { events: 0, withheld: 0 };
  for await (const { place, content } of linesOf(folder, 'events.jsonl')) {
    const { index, event, hash } = content;
    counted[event === undefined ? 'withheld' : 'events'] += 1;
    const leaf = leafOf(event === undefined ? hash : checkEvent(place, event, ends));
    const { index: proved, path = [] } = (await proofs.next()).value?.content ?? {};
    const isThere = proved === index && rootFrom({ leaf, index, size, path }) === root;
    check(isThere, place, `is not event ${index + 1} of the sealed log`);
  }
  check((await proofs.next()).done, 'proofs.jsonl', 'proves more than there is');
  return counted;
};

const checkConsistency = (folder, seals) => {
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

const checkManifest = (text, { manifest, signature }, { keys, seals }) => {
  const [key, last] = [keys.get(manifest.keyId), seals.at(-1)];
  check(text === `${canonical({ manifest, signature })}\n`, 'manifest.json', 'is not as it was written');
  check(
    key !== undefined && isSigned(key.publicKey, signedText('evidence', manifest), signature),
    'manifest.json',
    'was changed: it is not signed by the key of the seals',
  );
  check(
    manifest.seal.root === last?.root && manifest.seal.treeSize === last?.treeSize,
    'manifest.json',
    'its seal is not the last',
  );
};

const checkPublished = (argv, { keys, seals }) => {
  for (const [at, option] of argv.entries()) {
    const known = argv[at + 1] ?? '';
    if (option === '--key') check(keys.has(known), '--key', `the log was never sealed with ${known}`);
    if (option === '--code')
      check(
        seals.some(({ root }) => rootCode(root) === known.toUpperCase()),
        '--code',
        `no seal has the code ${known}`,
      );
  }
};

const run = async (folder, argv) => {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const signed = JSON.parse(text);
  await checkFiles(folder, signed.manifest);
  const state = await readSeals(folder);
  checkManifest(text, signed, state);
  const counted = await checkEvents(folder, state.seals.at(-1));
  checkConsistency(folder, state.seals);
  checkPublished(argv, state);
  return { ...counted, ...state };
};

const argv = process.argv.slice(2);
const folder =
  argv[0] === undefined || argv[0].startsWith('--') ? dirname(fileURLToPath(import.meta.url)) : argv[0];
let result = null;
try {
  result = await run(folder, argv);
} catch (error) {
  fail('package', `cannot be read any further: ${error instanceof Error ? error.message : error}`);
}
for (const fault of faults) console.log(`FAIL 不符  ${fault}`);
if (faults.length > 0) process.exitCode = 1;
else {
  const last = result.seals.at(-1);
  console.log(
    `OK 全部相符  ${result.events} events, ${result.withheld} withheld, ${result.seals.length} seals`,
  );
  console.log(
    `compare with what was published 请与公示核对:\n  root code 封签编码 ${rootCode(last.root)} (${last.sealedAt})`,
  );
  for (const { number, keyId } of result.keys.values()) console.log(`  key 公钥指纹 ${number} ${keyId}`);
}
