import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { purposeKey } from '@privacy/cipher';
import { KeyRing } from '@privacy/key-ring';
import { SqliteKeyStore } from '@privacy/sqlite/key-store';
import { Vault, type Sealed } from '@privacy/vault';
import { masterKeyOf, masterKeysOf } from './master-key';
import { requireMasterKeys, rotateCountyMasterKey } from './master-key-rotation';
import { settingsFrom, type Settings } from './settings';

const HEAD = { headName: '王示例' };
const text = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

let folder: string;
let keys: SqliteKeyStore;
let sealed: Sealed;

const settings = (env: Readonly<Record<string, string>> = {}): Settings =>
  settingsFrom({ DATA_DIR: folder, ...env });
const kmsOf = (of: Settings): KeyRing => new KeyRing(() => masterKeysOf(of));
const vaultOf = (of: Settings): Vault =>
  new Vault(keys, kmsOf(of), purposeKey(masterKeyOf(of), 'fingerprint'));
const startable = (of: Settings): Promise<void> => requireMasterKeys({ vault: vaultOf(of), kms: kmsOf(of) });
const masterFile = (): string => join(folder, 'master.key');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-master-'));
  keys = SqliteKeyStore.open(':memory:');
});
afterEach(async () => {
  await keys.close();
  rmSync(folder, { recursive: true });
});

describe('a master key in a file', () => {
  beforeEach(async () => {
    sealed = await vaultOf(settings()).seal('wang', HEAD);
  });

  const expectRotated = async (retired: string | null, before: string): Promise<void> => {
    expect(readFileSync(retired ?? '', 'utf8')).toBe(before);
    expect(readFileSync(masterFile(), 'utf8')).not.toBe(before);
    expect(existsSync(`${masterFile()}.previous`)).toBe(false);
    await startable(settings());
    expect(await vaultOf(settings()).open('wang', sealed)).toEqual(HEAD);
  };

  it('is made anew, and the one before is put aside by its name', async () => {
    const before = readFileSync(masterFile(), 'utf8');
    const { retired, rewrapped } = await rotateCountyMasterKey(settings(), keys);
    expect([rewrapped, retired]).toEqual([1, expect.stringMatching(/master\.key\.retired-[\w-]{12}$/)]);
    await expectRotated(retired, before);
  });

  it('is not changed twice where the rotation was broken off before the new one stood', async () => {
    const before = readFileSync(masterFile(), 'utf8');
    linkSync(masterFile(), `${masterFile()}.previous`);
    await startable(settings());
    await expectRotated((await rotateCountyMasterKey(settings(), keys)).retired, before);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is not changed again where the rotation was broken off after the new one stood', async () => {
    const before = readFileSync(masterFile(), 'utf8');
    linkSync(masterFile(), `${masterFile()}.previous`);
    rmSync(masterFile());
    writeFileSync(masterFile(), `${text(9)}\n`);
    await startable(settings());
    await expectRotated((await rotateCountyMasterKey(settings(), keys)).retired, before);
    expect(readFileSync(masterFile(), 'utf8')).toBe(`${text(9)}\n`);
  });

  it('follows into the environment', async () => {
    const before = readFileSync(masterFile(), 'utf8').trim();
    const moved = settings({ MASTER_KEY: text(9), MASTER_KEY_PREVIOUS: before });
    expect(await rotateCountyMasterKey(moved, keys)).toMatchObject({ rewrapped: 1, retired: null });
    await startable(settings({ MASTER_KEY: text(9) }));
  });

  it('cannot be rotated where there is none', async () => {
    rmSync(masterFile());
    await expect(rotateCountyMasterKey(settings(), keys)).rejects.toThrow('has no master key yet');
  });
});

describe('a master key in the environment', () => {
  const [first, second] = [{ MASTER_KEY: text(1) }, { MASTER_KEY: text(2) }];
  const between = { ...second, MASTER_KEY_PREVIOUS: text(1) };

  beforeEach(async () => {
    sealed = await vaultOf(settings(first)).seal('wang', HEAD);
  });

  it('gives way to the next when the rotation was run, and not before', async () => {
    await startable(settings(between));
    await expect(startable(settings(second))).rejects.toThrow('MASTER_KEY_PREVIOUS');
    await rotateCountyMasterKey(settings(between), keys);
    await startable(settings(second));
    expect(await vaultOf(settings(second)).open('wang', sealed)).toEqual(HEAD);
    await expect(startable(settings(first))).rejects.toThrow('not at hand');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not left without the one before', async () => {
    await expect(rotateCountyMasterKey(settings(second), keys)).rejects.toThrow('not at hand');
    await startable(settings(first));
  });

  it('names no previous one alone', () => {
    expect(() => settings({ MASTER_KEY_PREVIOUS: text(1) })).toThrow('goes with a MASTER_KEY');
    expect(() => settings({ ...first, MASTER_KEY_PREVIOUS: 'short' })).toThrow(
      'MASTER_KEY_PREVIOUS must be 32 bytes in base64',
    );
  });
});
