import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  copyFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Recipient } from '@kernel/evidence';
import { ZipFile } from 'yazl';
import { canonical } from '../canonical';
import type { Seal } from '../sealing/events';
import { rootCode } from '../sealing/root-code';
import { signedText, type SigningKey } from '../sealing/signing';
import { NoEvidence } from './gathering';
import { EVIDENCE_FORM, type Counts } from './package-form';
import { verifierText } from './verifier';

const README = 'README.zh-CN.md';

export interface Statement {
  readonly madeAt: string;
  readonly subject: object;
  readonly recipient: Recipient;
  readonly software: string;
  readonly counts: Counts;
}

interface File {
  readonly bytes: number;
  readonly sha256: string;
}

/** Names every file of the folder with its sum, and signs that with the key of the last seal. @throws NoEvidence */
export const signManifest = async (
  folder: string,
  { seal, ...statement }: Statement & { readonly seal: Seal },
  key: SigningKey,
): Promise<void> => {
  if (key.keyId !== seal.keyId)
    throw new NoEvidence({
      zh: '其间更换了密钥：请重新申请',
      en: 'the key was changed meanwhile: ask again',
    });
  copyFileSync(join(import.meta.dirname, README), join(folder, README));
  writeFileSync(join(folder, 'verify.mjs'), verifierText(), { flag: 'wx', mode: 0o600 });
  const { number, root, treeSize, sealedAt } = seal;
  const manifest = {
    form: EVIDENCE_FORM,
    ...statement,
    seal: { number, root, treeSize, sealedAt, code: rootCode(root) },
    keyId: key.keyId,
    files: await sumsOf(folder),
  };
  const signature = key.sign(signedText('evidence', manifest));
  const text = `${canonical({ manifest, signature }, 'manifest')}\n`;
  writeFileSync(join(folder, 'manifest.json'), text, { flag: 'wx', mode: 0o600 });
};

const sumsOf = async (folder: string): Promise<Readonly<Record<string, File>>> => {
  const files: Record<string, File> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    files[name] = { bytes: statSync(path).size, sha256: await sumOf(path) };
  }
  return files;
};

export const sumOf = async (path: string): Promise<string> => {
  const sum = createHash('sha256');
  for await (const part of createReadStream(path)) sum.update(part as Buffer);
  return sum.digest('hex');
};

/** Of every file in a ZIP, whatever it was where it was packed. */
const MODE = 0o100600;

/** One file of the whole folder, the same whenever it is packed. It does not replace another. */
export const zipped = async (folder: string, target: string, mtime: Date): Promise<void> => {
  const zip = new ZipFile();
  for (const name of readdirSync(folder).sort()) zip.addFile(join(folder, name), name, { mtime, mode: MODE });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
};
