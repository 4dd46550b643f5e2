import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { purposeKey } from './cipher';
import { KeyRing } from './key-ring';
import type { KeyStore } from './key-store';
import { SqliteKeyStore } from './sqlite/key-store';
import { Vault } from './vault';
import { ERASED, UNREADABLE, veilOver, type Veiled } from './veil';

const MASTER = Buffer.alloc(32, 7);
const MASKS: Veiled['masks'] = {
  headName: { of: 'NAME', isNarrow: false },
  documentNo: { of: 'DOCUMENT_NO', isNarrow: true },
  phone: { of: 'PHONE', isNarrow: true },
};

describe('people behind the veil', () => {
  let folder: string;
  let keys: SqliteKeyStore;
  let fetched: (readonly string[])[];
  let vault: Vault;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-veil-'));
    keys = SqliteKeyStore.open(join(folder, 'keys.db'));
    fetched = [];
    const noting: KeyStore = Object.assign(Object.create(keys) as KeyStore, {
      getMany: (subjects: readonly string[]) => {
        fetched.push(subjects);
        return keys.getMany(subjects);
      },
    });
    vault = new Vault(noting, new KeyRing(() => [MASTER]), purposeKey(MASTER, 'fingerprint'));
  });
  afterEach(async () => {
    await keys.close();
    rmSync(folder, { recursive: true });
  });

  const veiled = async (subject: string, headName: string, more: object = {}): Promise<Veiled> => ({
    subject,
    sealed: await vault.seal(subject, { headName, documentNo: '999999197001010015', ...more }),
    masks: MASKS,
  });

  it('are told apart by what the masks leave; what nobody gave is null, and an account is no part of it', async () => {
    const people = [
      await veiled('wang', '王小明', { phone: '13800000001', bankCard: '6222000000000000' }),
      await veiled('li', '李四'),
    ];
    expect(await veilOver(vault)(people)).toEqual([
      { headName: '王*明', documentNo: '9999**********0015', phone: '*******0001' },
      { headName: '李*', documentNo: '9999**********0015', phone: null },
    ]);
  });

  it('are a mark once their key is destroyed, and also where a new key took its place', async () => {
    const [wang, li] = [await veiled('wang', '王小明'), await veiled('li', '李四')];
    await vault.destroy('wang');
    await vault.destroy('li');
    await vault.seal('li', { headName: '李五' });
    const erased = { headName: ERASED, documentNo: ERASED, phone: null };
    expect(await veilOver(vault)([wang, li])).toEqual([erased, erased]);
  });

  it('cannot be read where their data key or what is sealed is damaged, which is told and keeps nobody else from being read', async () => {
    const people = await Promise.all([
      veiled('wang', '王小明'),
      veiled('li', '李四'),
      veiled('zhao', '赵六'),
      veiled('sun', '孙七'),
      veiled('qian', '钱八'),
    ]);
    const damage = async (subject: string, at: number): Promise<void> => {
      const seen = (await keys.get(subject)) ?? Buffer.alloc(0);
      const wrapped = Buffer.from(seen.map((byte, index) => (index === at ? byte ^ 1 : byte)));
      await keys.replace([{ subject, seen, wrapped }]);
    };
    const [wang, , , sun] = people;
    // The name of the master key, and the key itself.
    await damage('wang', 0);
    await damage('li', 60);
    await vault.destroy('zhao');
    const broken = { ...sun.sealed, headName: wang.sealed['headName']?.replace(/^v1/, 'v2') ?? '' };
    const told: string[] = [];
    const veil = veilOver(vault, ({ message }) => told.push(message));
    const shown = await veil(people.map((one) => (one === sun ? { ...one, sealed: broken } : one)));
    const unreadable = { headName: UNREADABLE, documentNo: UNREADABLE, phone: null };
    expect(shown).toEqual([
      ...[unreadable, unreadable],
      { headName: ERASED, documentNo: ERASED, phone: null },
      unreadable,
      { headName: '钱*', documentNo: '9999**********0015', phone: null },
    ]);
    expect(told).toEqual([
      expect.stringMatching(/^the data key of wang is damaged/),
      expect.stringMatching(/^the data key of li is damaged/),
      'what is sealed as sun/headName is damaged, or that of another',
    ]);
  });

  it('are not taken for damaged where a master key is not at hand: then nobody is answered', async () => {
    const people = [await veiled('wang', '王小明')];
    const other = Buffer.alloc(32, 8);
    const foreign = new Vault(keys, new KeyRing(() => [other]), purposeKey(other, 'fingerprint'));
    await expect(veilOver(foreign)(people)).rejects.toMatchObject({ name: 'UnknownMasterKey' });
  });

  it('take one look at the keys for a whole page, each key once', async () => {
    const people = [
      await veiled('wang', '王小明'),
      await veiled('li', '李四'),
      await veiled('wang', '王大明'),
    ];
    const shown = await veilOver(vault)(people);
    expect(shown.map(({ headName }) => headName)).toEqual(['王*明', '李*', '王*明']);
    expect(fetched).toEqual([['wang', 'li']]);
    expect(await veilOver(vault)([])).toEqual([]);
  });
});
