#!/usr/bin/env node
/**
 * Verifies an evidence package: every file, event, proof, seal and signature of it, and of the ZIP itself every byte. Needs
 * Node 20 or later and nothing else, no package and no network.
 *
 *   node verify.mjs [ZIP or folder] [--code XXXXX-XXXXX-XXXXX-XXXXX-C]… [--key <64 hexadecimal digits>]…
 *
 * `--code` and `--key` are what was published: a root code on a public notice, the fingerprint of a key. Without them the
 * package is only held against itself, and against its own first key. Ends with status 0 where everything agrees, 1 where
 * something does not, 2 where it was called wrongly.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEvents, checkStreams } from './verifier/events.mjs';
import { check, fail, faults } from './verifier/faults.mjs';
import { recompute } from './verifier/figures.mjs';
import { checkFiles } from './verifier/files.mjs';
import { canonical, isSigned, rootCode, signedText } from './verifier/hashing.mjs';
import { checkCodes, checkConsistency, checkKeys, readSeals } from './verifier/seals.mjs';
import { LAST_SECOND, unzip } from './verifier/zip.mjs';

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

const checkMoment = ({ madeAt }, packedAt) => {
  const second = Math.min(Math.floor(Date.parse(madeAt) / 1000), LAST_SECOND);
  check(packedAt === null || packedAt === second, 'ZIP', 'is dated otherwise than its manifest');
};

/** `packedAt`: the second that the ZIP says it was made in; null for a folder. */
const checkPackage = async ({ folder, packedAt }, published) => {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const signed = JSON.parse(text);
  checkMoment(signed.manifest, packedAt);
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
  const isZip = packedAt !== null;
  return { counted, streams, figures, isZip, subject: signed.manifest.subject, ...state };
};

const checkZip = async (path, published) => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const packedAt = await unzip(path, folder).catch(({ message }) => void fail('ZIP', message));
    return packedAt === undefined ? null : await checkPackage({ folder, packedAt }, published);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * What is wrong with a package, its ZIP or the folder it was unpacked to, and what was found in it. `published`: root codes and
 * fingerprints as they were published.
 */
export const verifyPackage = async (path, published = { codes: [], keys: [] }) => {
  faults.length = 0;
  let found = null;
  try {
    const isZip = statSync(path).isFile();
    found = await (isZip
      ? checkZip(path, published)
      : checkPackage({ folder: path, packedAt: null }, published));
  } catch (error) {
    fail('package', `cannot be read any further: ${error instanceof Error ? error.message : error}`);
  }
  return { faults: [...faults], found };
};

const tellPublished = ({ keys, seals }) => {
  const [last, say] = [seals.at(-1), console.log];
  say('compare with what was published 请与公示核对:');
  say(`  root code 封签编码 ${rootCode(last.root)} (${last.sealedAt})`);
  for (const { number, keyId, since, isEndorsed } of keys.values()) {
    say(`  key 公钥指纹 ${number} ${keyId}${since === null ? '' : ` (compromised 已泄露 ${since})`}`);
    if (number > 1 && !isEndorsed)
      say('    the key before does not vouch for it: compare it 前一公钥未予背书，务必核对');
  }
};

const tellProved = ({ counted, streams, figures, isZip, subject, seals }) => {
  const { events, masked, withheld } = counted;
  const say = console.log;
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
  if (isZip) say('  the ZIP holds these files and nothing else 压缩包中除此之外别无他物');
  say('by the signature of the county alone 仅凭县里签名:');
  say('  that a stream ends where it is said to end, and that nothing else concerns the subject 末尾与范围');
  say(
    `  the other ${streams.partly} streams, of which events are picked 部分收入的事件流 ${streams.partly} 个`,
  );
  if (masked > 0) say(`  what the ${masked} masked events show 遮盖后所示内容`);
  say('  figures, parameters, documents and the report 数字、参数、文件清单与时间线');
  if (isZip) return;
  say('not checked 没有核对:');
  say('  the ZIP that it was unpacked from: name that instead 压缩包本身；给出压缩包即可核对');
};

/** Null where it is not understood. */
const askedIn = ([...words]) => {
  const asked = { path: dirname(fileURLToPath(import.meta.url)), codes: [], keys: [] };
  if (words[0] !== undefined && !words[0].startsWith('--')) asked.path = words.shift();
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
      'usage 用法: node verify.mjs [package.zip | folder] [--code XXXXX-XXXXX-XXXXX-XXXXX-C]… [--key <fingerprint>]…',
    );
    process.exitCode = 2;
    return;
  }
  const { faults: found, found: proved } = await verifyPackage(asked.path, asked);
  for (const fault of found) console.log(`FAIL 不符  ${fault}`);
  if (found.length > 0) {
    process.exitCode = 1;
    return;
  }
  tellProved(proved);
  tellPublished(proved);
};

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) await main();
