#!/usr/bin/env node
/**
 * Verifies an evidence package: every file, event, proof, seal and signature of it. Needs Node 20 or later and nothing
 * else, no package and no network.
 *
 *   node verify.mjs [folder] [--code XXXXX-XXXXX-XXXXX-XXXXX-C]… [--key <64 hexadecimal digits>]…
 *
 * `--code` and `--key` are what was published: a root code on a public notice, the fingerprint of a key. Without them the
 * package is only held against itself, and against its own first key. Ends with status 0 where everything agrees, 1 where
 * something does not, 2 where it was called wrongly.
 */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Of the package that is being looked at. */
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
  typeof signature === 'string' &&
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

const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

/** RFC 9162, 2.1.3.2. */
const rootFrom = ({ leaf, index, size, path }) => {
  if (!isCount(index) || index >= size) return null;
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

/** As people write it: small letters, O for 0, I and L for 1, spaces for dashes. */
const plainCode = (typed) =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

const sumOf = async (path) => {
  const sum = createHash('sha256');
  for await (const part of createReadStream(path)) sum.update(part);
  return sum.digest('hex');
};

/** Without these nothing is proved. */
const NEEDED = [
  'consistency.json',
  'events.jsonl',
  'explanations.json',
  'proofs.jsonl',
  'seals.jsonl',
  'streams.jsonl',
];

/** Every file is there, is the one that was packed, and no other is. */
const checkFiles = async (folder, { files }) => {
  for (const name of readdirSync(folder))
    check(name === 'manifest.json' || Object.hasOwn(files, name), name, 'does not belong to the package');
  for (const name of NEEDED) check(Object.hasOwn(files, name), 'manifest.json', `does not name ${name}`);
  for (const [name, { sha256 }] of Object.entries(files)) {
    const path = join(folder, name);
    if (!/^[\w.-]+$/.test(name) || !existsSync(path)) fail(name, 'is missing');
    else check((await sumOf(path)) === sha256, name, 'was changed: its SHA-256 is not that of the manifest');
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

const NO_HASH = '0'.repeat(64);
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
const readSeals = async (folder, { recipient }) => {
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
const checkKeys = ({ keys, seals }, published) => {
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

const NOTHING_YET = { revision: -1, hash: NO_HASH, packed: 0 };

/** Behind the event before it in its stream. Of what is withheld nothing says what it follows but the event behind it. */
const checkPlace = (at, { stream, revision, hash, previousHash }, ends) => {
  const end = ends.get(stream) ?? NOTHING_YET;
  check(revision > end.revision, at, `does not come behind revision ${end.revision} of ${stream}`);
  const isNext = revision === end.revision + 1 && previousHash !== undefined;
  check(!isNext || previousHash === end.hash, at, `does not follow revision ${end.revision} of ${stream}`);
  ends.set(stream, { revision, hash, packed: end.packed + 1 });
};

/** What is withheld may show its place and never its content. */
const checkedHash = (at, { event, stream, revision, hash }, ends) => {
  if (event !== undefined) {
    check(hashOf(event) === event.metadata.hash, at, 'the hash of the event is not that of its content');
    const { previousHash, hash: own } = event.metadata;
    checkPlace(at, { stream: event.stream, revision: event.revision, hash: own, previousHash }, ends);
    return own;
  }
  if (stream !== undefined) checkPlace(at, { stream, revision, hash }, ends);
  return hash;
};

const kindOf = ({ event, masked }) =>
  event !== undefined ? 'events' : masked === undefined ? 'withheld' : 'masked';

/** An event that is masked for the recipient, or withheld, is proved by its hash. */
const checkEvents = async (folder, { treeSize: size, root }) => {
  const proofs = linesOf(folder, 'proofs.jsonl');
  const [ends, counted] = [new Map(), { events: 0, masked: 0, withheld: 0 }];
  let before = -1;
  for await (const { place, content } of linesOf(folder, 'events.jsonl')) {
    const { index } = content;
    counted[kindOf(content)] += 1;
    const leaf = leafOf(checkedHash(place, content, ends));
    const { index: proved, path = [] } = (await proofs.next()).value?.content ?? {};
    const isThere = proved === index && rootFrom({ leaf, index, size, path }) === root;
    check(isThere && index > before, place, `is not event ${index + 1} of the sealed log`);
    before = index;
  }
  check((await proofs.next()).done, 'proofs.jsonl', 'proves more than there is');
  return { counted, ends };
};

const checkStream = (place, { stream, last, packed }, { revision = -1, packed: found = 0 }) => {
  check(found === packed, place, `${packed} events of ${stream} were packed, ${found} are there`);
  const isThere = packed === last + 1;
  const endsThere = isThere ? revision === last : revision <= last;
  check(endsThere, place, `${stream} does not end at revision ${last}`);
  return isThere;
};

/** Each stream is there from revision 0 to its end where the package says so, and the stream of the subject always. */
const checkStreams = async (folder, ends, { subject }) => {
  const wholes = new Set();
  let partly = 0;
  for await (const { place, content } of linesOf(folder, 'streams.jsonl')) {
    if (checkStream(place, content, ends.get(content.stream) ?? {})) wholes.add(content.stream);
    else partly += 1;
    ends.delete(content.stream);
  }
  for (const stream of ends.keys()) fail('streams.jsonl', `does not name ${stream}`);
  const isSubjectThere = subject.stream === undefined || wholes.has(subject.stream);
  check(isSubjectThere, 'streams.jsonl', `${subject.stream} is not there from its beginning to its end`);
  return { whole: wholes.size, partly };
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
  check(manifest.form === 'shuangbang-evidence/v2', 'manifest.json', `is of another form: ${manifest.form}`);
  check(manifest.keyId === last.keyId, 'manifest.json', 'is not signed with the key of the last seal');
  check(
    key !== undefined && isSigned(key.publicKey, signedText('evidence', manifest), signature),
    'manifest.json',
    'was changed: it is not signed by the key of the last seal',
  );
  check(
    manifest.seal.root === last.root && manifest.seal.treeSize === last.treeSize,
    'manifest.json',
    'its seal is not the last',
  );
};

const checkCodes = ({ seals }, codes) => {
  const sealed = new Set(seals.map(({ root }) => plainCode(rootCode(root))));
  for (const known of codes) check(sealed.has(plainCode(known)), '--code', `no seal has the code ${known}`);
};

const fraction = (n, d = 1n) => (d < 0n ? { n: -n, d: -d } : { n, d });
const isFraction = (value) => typeof value?.n === 'bigint';

/** A step that needs more than arithmetic: it is told and not reckoned. */
class OnlyTold extends Error {}

/** A number, or a ratio as parameters write it. */
const numberOf = (value) => {
  if (isFraction(value)) return value;
  if (Number.isSafeInteger(value)) return fraction(BigInt(value));
  const { numerator, denominator } = value ?? {};
  if (![numerator, denominator].every(Number.isSafeInteger)) throw new OnlyTold();
  return fraction(BigInt(numerator), BigInt(denominator));
};

const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const isAtLeast = (a, b) => minus(a, b).n >= 0n;
const halfUp = ({ n, d }) => (n < 0n ? -1n : 1n) * ((2n * (n < 0n ? -n : n) + d) / (2n * d));
const plain = (value) => (isFraction(value) ? `${value.n}/${value.d}` : JSON.stringify(value));

const SIGNS = {
  '+': (a, b) => plus(numberOf(a), numberOf(b)),
  '−': (a, b) => minus(numberOf(a), numberOf(b)),
  '×': (a, b) => fraction(numberOf(a).n * numberOf(b).n, numberOf(a).d * numberOf(b).d),
  '÷': (a, b) => fraction(numberOf(a).n * numberOf(b).d, numberOf(a).d * numberOf(b).n),
  '≥': (a, b) => isAtLeast(numberOf(a), numberOf(b)),
  '=': (a, b) => (isFraction(a) ? minus(a, numberOf(b)).n === 0n : plain(a) === plain(b)),
  '∧': (a, b) => a === true && b === true,
  '∨': (a, b) => a === true || b === true,
};

/** Two decimals, HALF_UP. */
const percent = (part, whole) => {
  const [a, b] = [numberOf(part), numberOf(whole)];
  if (b.n === 0n) return 'NOT_APPLICABLE';
  const hundredths = halfUp(fraction(a.n * b.d * 10_000n, a.d * b.n));
  const digits = `${hundredths < 0n ? -hundredths : hundredths}`.padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const reaches = (part, whole, target) => {
  const [a, b] = [numberOf(part), numberOf(whole)];
  return b.n === 0n ? null : isAtLeast(fraction(a.n * b.d, a.d * b.n), numberOf(target));
};

/** By the largest remainder; a tie goes to the lower key. */
const split = (amount, weights, key) => {
  const pool = numberOf(amount).n;
  const all = Object.entries(weights).map(([name, weight]) => ({ name, weight: numberOf(weight).n }));
  const total = all.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return fraction(0n);
  const floor = ({ weight }) => (pool * weight) / total;
  const left = ({ weight }) => (pool * weight) % total;
  const order = all.toSorted((a, b) => Number(left(b) - left(a)) || (a.name < b.name ? -1 : 1));
  const missing = pool - all.reduce((sum, one) => sum + floor(one), 0n);
  const own = order.findIndex(({ name }) => name === key);
  return fraction(own < 0 ? 0n : floor(order[own]) + (own < missing ? 1n : 0n));
};

const CALLS = {
  ...{ percent, reaches, split },
  households: (profiles) => profiles.map((one) => numberOf(one.households)).reduce(plus, fraction(0n)),
  sum: (of) => Object.values(of).map(numberOf).reduce(plus, fraction(0n)),
  min: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? b : a)),
  max: (...of) => of.map(numberOf).reduce((a, b) => (isAtLeast(a, b) ? a : b)),
  count: (of) => fraction(BigInt(of.length)),
  either: (condition, yes, no) => (condition === true ? yes : no),
  entry: (table, key) => table[key],
};

/** Loosest first. */
const PRECEDENCE = [['∨'], ['∧'], ['≥', '='], ['+', '−'], ['×', '÷']];
const TOKEN = /\s*(\d+|"[^"]*"|[\p{L}_][\p{L}\d_.]*|[()+−×÷,≥=∧∨])/uy;

/** A name, a field of what is named, or all that is named below it. */
const named = (names, name) => {
  if (names.has(name)) return names.get(name);
  const below = [...names].filter(([other]) => other.startsWith(`${name}.`));
  if (below.length > 0)
    return Object.fromEntries(below.map(([other, value]) => [other.slice(name.length + 1), value]));
  const end = name.lastIndexOf('.');
  if (end < 0) throw new OnlyTold();
  const [whole, field] = [named(names, name.slice(0, end)), name.slice(end + 1)];
  return Array.isArray(whole) ? whole.map((part) => part[field]) : whole[field];
};

const tokensOf = (formula) => {
  const tokens = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < formula.length;) {
    const found = TOKEN.exec(formula);
    if (found === null) throw new OnlyTold();
    tokens.push(found[1]);
  }
  return tokens;
};

/** What a formula gives. It is read from left to right, by precedence. */
const reckon = (formula, names) => {
  const tokens = tokensOf(formula);
  const single = () => {
    const token = tokens.shift();
    if (token === '(') return parts()[0];
    if (/^\d/.test(token)) return fraction(BigInt(token));
    if (token.startsWith('"')) return token.slice(1, -1);
    if (tokens[0] !== '(') return named(names, token);
    tokens.shift();
    if (!Object.hasOwn(CALLS, token)) throw new OnlyTold();
    return CALLS[token](...parts());
  };
  const level = (depth) => {
    if (depth === PRECEDENCE.length) return single();
    let left = level(depth + 1);
    while (PRECEDENCE[depth].includes(tokens[0])) left = SIGNS[tokens.shift()](left, level(depth + 1));
    return left;
  };
  const parts = () => {
    const found = [level(0)];
    for (let sign = tokens.shift(); sign !== ')'; sign = tokens.shift()) {
      if (sign !== ',') throw new OnlyTold();
      found.push(level(0));
    }
    return found;
  };
  return level(0);
};

const rounded = (value, rounding) => {
  if (!isFraction(value)) return value;
  if (rounding === 'NONE') return value.n % value.d === 0n ? Number(value.n / value.d) : plain(value);
  return Number(halfUp(value));
};

/** Null where the step is only told. */
const reckoned = ({ formula, rounding }, names) => {
  try {
    return { value: rounded(reckon(formula, names), rounding) };
  } catch (error) {
    if (error instanceof OnlyTold || error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
};

/** Each step of an explanation that is arithmetic, from the inputs and parameters it lists. */
export const recompute = ({ inputs, parameters, steps }) => {
  const names = new Map([
    ...inputs.map(({ name, value }) => [name, value]),
    ...parameters.map(({ key, value }) => [key, value]),
  ]);
  const [wrong, told] = [[], []];
  for (const step of steps) {
    const found = reckoned(step, names);
    if (found === null) told.push(step.name);
    else if (JSON.stringify(found.value) !== JSON.stringify(step.value)) wrong.push(step.name);
    names.set(step.name, step.value);
  }
  return { wrong, told, steps: steps.length };
};

/** The figures that are explained, as far as they are arithmetic. */
const checkFigures = (folder) => {
  const counted = { reckoned: 0, told: 0 };
  const explanations = JSON.parse(readFileSync(join(folder, 'explanations.json'), 'utf8'));
  for (const [at, { question, answer }] of explanations.entries()) {
    if (answer.steps === undefined) continue;
    const { wrong, told, steps } = recompute(answer);
    for (const name of wrong)
      fail('explanations.json', `${question}, number ${at + 1}: the step ${name} does not give its value`);
    counted.told += told.length;
    counted.reckoned += steps - told.length;
  }
  return counted;
};

const checkCounts = ({ counts }, counted) => {
  for (const [kind, count] of Object.entries(counted))
    check(counts[kind] === count, 'manifest.json', `says ${counts[kind]} ${kind}, ${count} are there`);
};

const checkPackage = async (folder, published) => {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const signed = JSON.parse(text);
  await checkFiles(folder, signed.manifest);
  const state = await readSeals(folder, signed.manifest);
  checkManifest(text, signed, state);
  checkKeys(state, published.keys);
  checkCodes(state, published.codes);
  const { counted, ends } = await checkEvents(folder, state.seals.at(-1));
  checkCounts(signed.manifest, counted);
  const streams = await checkStreams(folder, ends, signed.manifest);
  checkConsistency(folder, state.seals);
  const figures = checkFigures(folder);
  return { counted, streams, figures, subject: signed.manifest.subject, ...state };
};

/** What is wrong with a package, and what was found in it. `published`: root codes and fingerprints as they were published. */
export const verifyPackage = async (folder, published = { codes: [], keys: [] }) => {
  faults.length = 0;
  let found = null;
  try {
    found = await checkPackage(folder, published);
  } catch (error) {
    fail('package', `cannot be read any further: ${error instanceof Error ? error.message : error}`);
  }
  return { faults: [...faults], found };
};

const tellProved = ({ counted, streams, figures, subject, keys, seals }) => {
  const { events, masked, withheld } = counted;
  const [last, say] = [seals.at(-1), console.log];
  say(`OK 全部相符  ${events} events, ${masked} masked, ${withheld} withheld, ${seals.length} seals`);
  say('proved 已证明:');
  say('  every event shown is in the sealed log, unchanged and at its place 所列事件均在封签之内、未经改动');
  if (subject.stream !== undefined)
    say(`  ${subject.stream}, the subject, is whole: no revision is left out 对象本身的事件流完整，无遗漏`);
  say(`  ${streams.whole} streams are there from revision 0 to their end 完整的事件流 ${streams.whole} 个`);
  const { reckoned: again, told } = figures;
  say(
    `  of explained figures ${again} steps give their value, ${told} are only told 复算 ${again} 步，照录 ${told} 步`,
  );
  say('by the signature of the county alone 仅凭县里签名:');
  say('  that a stream ends where it is said to end, and that nothing else concerns the subject 末尾与范围');
  say(
    `  the other ${streams.partly} streams, of which events are picked 部分收入的事件流 ${streams.partly} 个`,
  );
  if (masked > 0) say(`  what the ${masked} masked events show 遮盖后所示内容`);
  say('  figures, parameters, documents and the report 数字、参数、文件清单与时间线');
  say('compare with what was published 请与公示核对:');
  say(`  root code 封签编码 ${rootCode(last.root)} (${last.sealedAt})`);
  for (const { number, keyId, since, isEndorsed } of keys.values()) {
    say(`  key 公钥指纹 ${number} ${keyId}${since === null ? '' : ` (compromised 已泄露 ${since})`}`);
    if (number > 1 && !isEndorsed)
      say('    the key before does not vouch for it: compare it 前一公钥未予背书，务必核对');
  }
};

/** Null where it is not understood. */
const askedIn = ([...words]) => {
  const asked = { folder: dirname(fileURLToPath(import.meta.url)), codes: [], keys: [] };
  if (words[0] !== undefined && !words[0].startsWith('--')) asked.folder = words.shift();
  while (words.length > 0) {
    const [option, value] = words.splice(0, 2);
    if (value === undefined || !['--code', '--key'].includes(option)) return null;
    if (option === '--code') asked.codes.push(value);
    else asked.keys.push(value.trim().toLowerCase());
  }
  return asked;
};

const main = async () => {
  const asked = askedIn(process.argv.slice(2));
  if (asked === null) {
    console.log(
      'usage 用法: node verify.mjs [folder] [--code XXXXX-XXXXX-XXXXX-XXXXX-C]… [--key <fingerprint>]…',
    );
    process.exitCode = 2;
    return;
  }
  const { faults: found, found: proved } = await verifyPackage(asked.folder, asked);
  for (const fault of found) console.log(`FAIL 不符  ${fault}`);
  if (found.length > 0) process.exitCode = 1;
  else tellProved(proved);
};

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) await main();
