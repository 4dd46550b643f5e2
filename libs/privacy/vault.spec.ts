import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteKeyStore } from './sqlite/key-store';
import { purposeKey } from './cipher';
import { KeyRing } from './key-ring';
import type { KeyStore } from './key-store';
import { Vault } from './vault';

const MASTER = Buffer.alloc(32, 7);
const HEAD = { headName: '王小明', documentNo: '999999197001010015', phone: '' };

const vaultUnder = (store: KeyStore, master: Buffer): Vault =>
  new Vault(store, new KeyRing(() => [master]), purposeKey(master, 'fingerprint'));

let folder: string;
let keys: SqliteKeyStore;
let vault: Vault;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-vault-'));
  keys = SqliteKeyStore.open(join(folder, 'keys.db'));
  vault = vaultUnder(keys, MASTER);
});
afterEach(async () => {
  await keys.close();
  rmSync(folder, { recursive: true });
});

const sealedText = (text: string | undefined): string => {
  if (text === undefined) throw new Error('not sealed');
  return text;
};

describe('personal data', () => {
  it('opens as it was sealed, field by field', async () => {
    expect(await vault.open('wang', await vault.seal('wang', HEAD))).toEqual(HEAD);
  });

  it('is not to be read in what is stored, and no two seals are equal', async () => {
    const [one, two] = [await vault.seal('wang', HEAD), await vault.seal('wang', HEAD)];
    for (const clear of [HEAD.headName, HEAD.documentNo]) expect(JSON.stringify(one)).not.toContain(clear);
    expect(one['documentNo']).toMatch(/^v1(\.[\w-]+){4}$/);
    expect(one['documentNo']).not.toBe(two['documentNo']);
  });

  it('does not open in another field of the same subject', async () => {
    const { headName } = await vault.seal('wang', HEAD);
    await expect(vault.open('wang', { phone: sealedText(headName) })).rejects.toMatchObject({
      name: 'SealedDataDamaged',
    });
  });

  it('does not open for another subject, not even under the same key', async () => {
    const sealed = await vault.seal('wang', HEAD);
    await vault.seal('li', HEAD);
    expect(await vault.open('li', sealed)).toEqual({ headName: null, documentNo: null, phone: null });
    const wrapped = await keys.getOrCreate('wang', () => Promise.resolve(Buffer.alloc(0)));
    await keys.getOrCreate('zhao', () => Promise.resolve(wrapped));
    await expect(vault.open('zhao', sealed)).rejects.toThrow(
      'the data key of zhao is damaged, or that of another',
    );
  });

  it('does not open when one bit of it was changed', async () => {
    const text = sealedText((await vault.seal('wang', HEAD))['headName']);
    for (const part of [2, 3, 4]) {
      const parts = text.split('.').map((each) => Buffer.from(each, 'base64url'));
      const changed = parts.map((bytes, index) =>
        index === part ? Buffer.from(bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))) : bytes,
      );
      const headName = ['v1', ...changed.slice(1).map((bytes) => bytes.toString('base64url'))].join('.');
      await expect(vault.open('wang', { headName })).rejects.toMatchObject({ name: 'SealedDataDamaged' });
    }
  });

  it.each(['', 'v1.a.b.c', 'v2.a.b.c.d', 'v1.a.b.c.d.e', '王小明'])('has no other form: %j', async (text) => {
    await vault.seal('wang', HEAD);
    await expect(vault.open('wang', { headName: text })).rejects.toMatchObject({ name: 'SealedDataDamaged' });
  });

  it('opens with the same master key only', async () => {
    const sealed = await vault.seal('wang', HEAD);
    await expect(vaultUnder(keys, Buffer.alloc(32, 8)).open('wang', sealed)).rejects.toThrow('not at hand');
    expect(await vaultUnder(keys, MASTER).open('wang', sealed)).toEqual(HEAD);
  });
});

describe('a key that was destroyed', () => {
  const forgotten = { headName: null, documentNo: null, phone: null };

  it('takes the person with it, and nobody else', async () => {
    const [wang, li] = [await vault.seal('wang', HEAD), await vault.seal('li', HEAD)];
    await vault.destroy('wang');
    expect(await vault.open('wang', wang)).toEqual(forgotten);
    expect(await vault.open('li', li)).toEqual(HEAD);
  });

  it('leaves no trace in the files', async () => {
    const wrapped = await keys.getOrCreate('wang', () =>
      Promise.resolve(Buffer.from('a key that is easily found again')),
    );
    await keys.getOrCreate('li', () => Promise.resolve(Buffer.alloc(32, 1)));
    await keys.destroy('wang');
    await keys.close();
    expect(readFileSync(join(folder, 'keys.db')).includes(wrapped)).toBe(false);
    keys = SqliteKeyStore.open(join(folder, 'keys.db'));
    expect(await keys.get('wang')).toBeNull();
  });

  it('stays destroyed when the subject gets a new one', async () => {
    const before = await vault.seal('wang', HEAD);
    await vault.destroy('wang');
    const after = await vault.seal('wang', { headName: '李四' });
    expect(await vault.open('wang', before)).toEqual(forgotten);
    expect(await vault.open('wang', after)).toEqual({ headName: '李四' });
  });
});

describe('the keys of subjects', () => {
  it('are one each, however many ask at once', async () => {
    const others = [1, 2, 3].map(() => SqliteKeyStore.open(join(folder, 'keys.db')));
    const vaults = [keys, ...others].map((store) => vaultUnder(store, MASTER));
    const sealed = await Promise.all(
      vaults.flatMap((one) => [one.seal('wang', HEAD), one.seal('wang', HEAD)]),
    );
    for (const one of sealed) expect(await vault.open('wang', one)).toEqual(HEAD);
    await Promise.all(others.map((store) => store.close()));
  });

  it('are what was stored first, though two were made', async () => {
    const other = SqliteKeyStore.open(join(folder, 'keys.db'));
    const made: string[] = [];
    const make = (text: string) => () => {
      made.push(text);
      return Promise.resolve(Buffer.from(text));
    };
    const got = await Promise.all([
      keys.getOrCreate('wang', make('one')),
      other.getOrCreate('wang', make('two')),
    ]);
    expect(made).toEqual(['one', 'two']);
    expect(got.map(String)).toEqual(['one', 'one']);
    await other.close();
  });

  it('are kept wrapped', async () => {
    await vault.seal('wang', HEAD);
    const [stored, again] = [await keys.get('wang'), await keys.get('wang')];
    expect(stored).toEqual(again);
    expect(stored).toHaveLength(9 + 12 + 16 + 32);
  });

  it('of a seal for nothing are kept nowhere', async () => {
    const sealed = vault.sealForNothing('wang', HEAD);
    expect(Object.keys(sealed)).toEqual(Object.keys(HEAD));
    expect(await keys.get('wang')).toBeNull();
    expect(await vault.open('wang', sealed)).toEqual({ headName: null, documentNo: null, phone: null });
  });
});

describe('a trace of what was asked', () => {
  it('is the same for the same text of the same kind, and tells all else apart', async () => {
    const trace = await vault.trace('request', HEAD.documentNo);
    expect(await vaultUnder(keys, MASTER).trace('request', HEAD.documentNo)).toBe(trace);
    expect(trace).toMatch(/^[\w-]{12}\.[\da-f]{64}$/);
    expect(await vault.isTraceOf(trace, 'request', HEAD.documentNo)).toBe(true);
    expect(await vault.isTraceOf(trace, 'request', '999999197001010023')).toBe(false);
    expect(await vault.isTraceOf(trace, 'audit-read', HEAD.documentNo)).toBe(false);
    expect(await vault.isTraceOf(null, 'request', HEAD.documentNo)).toBe(false);
  });

  it('without the name of a key was made under the key of look-ups, and is known while that is there', async () => {
    const [{ hash }] = await vault.lookUp.fingerprints('request', HEAD.documentNo);
    expect(await vault.isTraceOf(hash, 'request', HEAD.documentNo)).toBe(true);
    expect(await vault.isTraceOf(hash, 'request', '999999197001010023')).toBe(false);
    await vault.lookUp.end(await vault.lookUp.begin());
    expect(await vault.isTraceOf(hash, 'request', HEAD.documentNo)).toBe(false);
  });

  it('outlives a rotation of the key of look-ups', async () => {
    const trace = await vault.trace('request', HEAD.documentNo);
    await vault.lookUp.end(await vault.lookUp.begin());
    expect(await vaultUnder(keys, MASTER).isTraceOf(trace, 'request', HEAD.documentNo)).toBe(true);
  });
});
