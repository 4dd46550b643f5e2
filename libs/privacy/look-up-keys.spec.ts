import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOfKey, purposeKey } from './cipher';
import { KeyRing } from './key-ring';
import { hmac } from './look-up-keys';
import { rotateMasterKey } from './rotation';
import { SqliteKeyStore } from './sqlite/key-store';
import { Vault } from './vault';

const MASTER = Buffer.alloc(32, 7);
const NEXT_MASTER = Buffer.alloc(32, 8);
const DERIVED = purposeKey(MASTER, 'fingerprint');
const NUMBER = '999999197001010015';

let folder: string;
let keys: SqliteKeyStore;
let vault: Vault;

const ring = (): KeyRing => new KeyRing(() => [MASTER]);
const another = (): Vault => new Vault(keys, ring(), DERIVED);
const hashes = async (of: Vault = vault): Promise<readonly string[]> =>
  (await of.lookUp.fingerprints('document', NUMBER)).map(({ hash }) => hash);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-look-up-'));
  keys = SqliteKeyStore.open(join(folder, 'keys.db'));
  vault = another();
});
afterEach(async () => {
  await keys.close();
  rmSync(folder, { recursive: true });
});

describe('a fingerprint', () => {
  it('is the same for the same text of the same kind, and tells all else apart', async () => {
    const [one, ...more] = await vault.lookUp.fingerprints('document', NUMBER);
    expect([one.hash, more]).toEqual([expect.stringMatching(/^[\da-f]{64}$/), []]);
    expect(await another().lookUp.fingerprints('document', NUMBER)).toEqual([one]);
    const [phone] = await vault.lookUp.fingerprints('phone', NUMBER);
    const [other] = await vault.lookUp.fingerprints('document', '999999197001010023');
    expect(new Set([one.hash, phone.hash, other.hash]).size).toBe(3);
    expect([phone.key, other.key]).toEqual([one.key, one.key]);
  });

  it('is made under a key that follows from no other', async () => {
    expect(await hashes()).not.toEqual([hmac(DERIVED, 'document', NUMBER)]);
    await vault.seal('wang', { headName: '王示例' });
    expect(await hashes()).toEqual(await hashes(another()));
  });

  it('is what it was in a county that has sealed before the key was kept', async () => {
    await keys.getOrCreate('wang', () => ring().wrap(ring().wanted, Buffer.alloc(32, 1), 'wang'));
    expect(await hashes()).toEqual([hmac(DERIVED, 'document', NUMBER)]);
  });
});

describe('a key of look-ups that is rotated', () => {
  it('stays at hand behind the next until the end, in every process', async () => {
    const before = await hashes();
    const name = await vault.lookUp.begin();
    const [newest, ...rest] = await hashes(another());
    expect(rest).toEqual(before);
    expect((await another().lookUp.names())[0]).toBe(name);
    expect(await vault.lookUp.isUnderWay()).toBe(true);
    await vault.lookUp.end(name);
    expect(await hashes(another())).toEqual([newest]);
    expect(await vault.lookUp.isUnderWay()).toBe(false);
  });

  it('has one next key, however often it is begun', async () => {
    expect(await another().lookUp.begin()).toBe(await vault.lookUp.begin());
    expect(await vault.lookUp.names()).toHaveLength(2);
  });

  it('is ended again where the end was broken off, and not by an older rotation', async () => {
    const first = await vault.lookUp.begin();
    await vault.lookUp.end(first);
    await vault.lookUp.end(first);
    const second = await vault.lookUp.begin();
    await vault.lookUp.end(first);
    expect(await vault.lookUp.names()).toEqual([second, first]);
    const next = await vault.secret('.look-up-next');
    const wrapped = await ring().wrap(ring().wanted, next, '.look-up');
    const seen = (await keys.get('.look-up')) ?? Buffer.alloc(0);
    await keys.replace([{ subject: '.look-up', seen, wrapped }]);
    expect(await vault.lookUp.names()).toEqual([second]);
    await vault.lookUp.end(await vault.lookUp.begin());
    expect([await vault.lookUp.names(), await keys.get('.look-up-next')]).toEqual([[second], null]);
  });

  it('is gone afterwards, from the files too', async () => {
    await hashes();
    const before = (await keys.get('.look-up')) ?? Buffer.alloc(0);
    await vault.lookUp.end(await vault.lookUp.begin());
    for (const file of readdirSync(folder))
      expect([file, readFileSync(join(folder, file)).includes(before)]).toEqual([file, false]);
  });

  it('ends where the master key is rotated in between', async () => {
    await hashes();
    const name = await vault.lookUp.begin();
    const both = new KeyRing(() => [NEXT_MASTER, MASTER]);
    await rotateMasterKey(keys, both);
    const later = new Vault(keys, both, DERIVED);
    await later.lookUp.end(name);
    expect(await later.lookUp.names()).toEqual([name]);
    expect(both.nameIn((await keys.get('.look-up')) ?? Buffer.alloc(0))).toBe(nameOfKey(NEXT_MASTER));
  });
});
