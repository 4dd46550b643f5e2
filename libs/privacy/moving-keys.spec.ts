import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { moveKeys } from './moving-keys';
import { SqliteKeyStore } from './sqlite/key-store';
import type { StoredKey } from './key-store';

let source: SqliteKeyStore;
let target: SqliteKeyStore;

beforeEach(() => {
  source = SqliteKeyStore.open(':memory:');
  target = SqliteKeyStore.open(':memory:');
});

afterEach(async () => {
  await source.close();
  await target.close();
});

const keysIn = async (store: SqliteKeyStore): Promise<readonly StoredKey[]> => {
  const keys: StoredKey[] = [];
  for await (const key of store.entries()) keys.push(key);
  return keys;
};

const fill = async (store: SqliteKeyStore, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1)
    await store.getOrCreate(`household-${String(n)}`, () => Promise.resolve(randomBytes(60)));
};

describe('moving the data keys', () => {
  it('carries all of them over, however many, and leaves the source as it was', async () => {
    await fill(source, 1_203);
    expect(await moveKeys(source, target)).toBe(1_203);
    expect(await keysIn(target)).toEqual(await keysIn(source));
    expect(await keysIn(source)).toHaveLength(1_203);
  });

  it('can be done again after it was broken off', async () => {
    await fill(source, 20);
    const [first] = await keysIn(source);
    await target.getOrCreate(first?.subject ?? '', () => Promise.resolve(first?.wrapped ?? randomBytes(60)));
    expect(await moveKeys(source, target)).toBe(20);
    expect(await keysIn(target)).toEqual(await keysIn(source));
  });

  it('refuses a target that has another key for the same subject', async () => {
    await fill(source, 2);
    await fill(target, 2);
    await expect(moveKeys(source, target)).rejects.toThrow('belongs to another county');
  });
});
