/** The files of a package. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { check, fail } from './faults.mjs';

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
export const checkFiles = async (folder, { files }) => {
  for (const name of readdirSync(folder))
    check(name === 'manifest.json' || Object.hasOwn(files, name), name, 'does not belong to the package');
  for (const name of NEEDED) check(Object.hasOwn(files, name), 'manifest.json', `does not name ${name}`);
  for (const [name, { sha256 }] of Object.entries(files)) {
    const path = join(folder, name);
    if (!/^[\w.-]+$/.test(name) || !existsSync(path)) fail(name, 'is missing');
    else check((await sumOf(path)) === sha256, name, 'was changed: its SHA-256 is not that of the manifest');
  }
};

export async function* linesOf(folder, name) {
  if (!existsSync(join(folder, name))) return;
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(join(folder, name)),
    crlfDelay: Infinity,
  }))
    yield { place: `${name} line ${(number += 1)}`, content: JSON.parse(line) };
}
