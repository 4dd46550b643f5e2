import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCipheriv, randomBytes } from 'node:crypto';
import { nameOfKey, purposeKey } from './cipher';
import { KeyRing, type MasterKeys } from './key-ring';
import type { KeyStore } from './key-store';
import { masterKeyStanding, rotateMasterKey } from './rotation';
import { SqliteKeyStore } from './sqlite/key-store';
import { Vault, type Sealed } from './vault';

const [OLD, NEW] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
const HEAD = { headName: '王小明' };
const SUBJECTS = Array.from({ length: 600 }, (_, n) => `household-${String(n)}`);

let keys: SqliteKeyStore;

beforeEach(() => {
  keys = SqliteKeyStore.open(':memory:');
});
afterEach(() => keys.close());

const ring = (...masters: MasterKeys): KeyRing => new KeyRing(() => masters);
const vaultUnder = (...masters: MasterKeys): Vault =>
  new Vault(keys, ring(...masters), purposeKey(masters[0], 'fingerprint'));
const sealAll = async (vault: Vault, subjects: readonly string[]): Promise<readonly Sealed[]> => {
  const sealed: Sealed[] = [];
  for (const subject of subjects) sealed.push(await vault.seal(subject, HEAD));
  return sealed;
};

/** A wrapped key as it was before master keys had names. */
const unnamed = (master: Buffer, key: Buffer, subject: string): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', purposeKey(master, 'wrap'), iv).setAAD(Buffer.from(subject));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
};

const ofName = (master: Buffer): Buffer => Buffer.from(nameOfKey(master), 'base64url');

describe('a master key that is rotated', () => {
  it('leaves what was sealed as it is, and is needed for nothing any more', async () => {
    const sealed = await sealAll(vaultUnder(OLD), SUBJECTS);
    const print = await vaultUnder(OLD).lookUp.fingerprints('document', '1');
    const { inForce, rewrapped } = await rotateMasterKey(keys, ring(NEW, OLD));
    expect([inForce, rewrapped]).toEqual([nameOfKey(NEW), SUBJECTS.length + 1]);
    const after = vaultUnder(NEW);
    for (const [index, one] of sealed.entries())
      expect(await after.open(SUBJECTS[index] ?? '', one)).toEqual(HEAD);
    expect(await after.lookUp.fingerprints('document', '1')).toEqual(print);
    await expect(vaultUnder(OLD).open('household-0', sealed[0] ?? {})).rejects.toThrow(nameOfKey(NEW));
  });

  it('has nothing more to do the second time', async () => {
    await sealAll(vaultUnder(OLD), ['wang']);
    await rotateMasterKey(keys, ring(NEW, OLD));
    const nothing = { inForce: nameOfKey(NEW), rewrapped: 0, damaged: [] };
    expect(await rotateMasterKey(keys, ring(NEW))).toEqual(nothing);
  });

  it('brings nobody back whose key was destroyed', async () => {
    const vault = vaultUnder(OLD);
    const [sealed = {}] = await sealAll(vault, ['wang', 'li']);
    await vault.destroy('wang');
    await rotateMasterKey(keys, ring(NEW, OLD));
    expect(await vaultUnder(NEW).open('wang', sealed)).toEqual({ headName: null });
  });

  it('takes keys over that were wrapped before master keys had names', async () => {
    await keys.getOrCreate('wang', () => Promise.resolve(unnamed(OLD, randomBytes(32), 'wang')));
    const sealed = await vaultUnder(OLD).seal('wang', HEAD);
    expect((await masterKeyStanding(keys, ring(OLD))).under).toMatchObject({ unnamed: 1 });
    await rotateMasterKey(keys, ring(NEW, OLD));
    expect(await vaultUnder(NEW).open('wang', sealed)).toEqual(HEAD);
    expect((await masterKeyStanding(keys, ring(NEW))).under).toEqual({ [nameOfKey(NEW)]: 2 });
  });

  it('leaves a key that is damaged, and takes it over once it is whole again', async () => {
    const [sealed = {}] = await sealAll(vaultUnder(OLD), ['wang', 'li']);
    const whole = (await keys.get('wang')) ?? Buffer.of();
    const damaged = Buffer.concat([whole.subarray(0, -1), Buffer.of((whole.at(-1) ?? 0) ^ 1)]);
    await keys.replace([{ subject: 'wang', seen: whole, wrapped: damaged }]);
    expect(await rotateMasterKey(keys, ring(NEW, OLD))).toMatchObject({ rewrapped: 1, damaged: ['wang'] });
    expect(await keys.get('wang')).toEqual(damaged);
    await keys.replace([{ subject: 'wang', seen: damaged, wrapped: whole }]);
    expect(await rotateMasterKey(keys, ring(NEW, OLD))).toMatchObject({ rewrapped: 1, damaged: [] });
    expect(await vaultUnder(NEW).open('wang', sealed)).toEqual(HEAD);
  });

  it('is established behind a key that is damaged, where there was no mark of it yet', async () => {
    const whole = unnamed(OLD, randomBytes(32), 'wang');
    await keys.getOrCreate('li', () => Promise.resolve(Buffer.concat([ofName(OLD), Buffer.alloc(60)])));
    await keys.getOrCreate('wang', () => Promise.resolve(whole));
    await vaultUnder(OLD).requireMasterKeys();
    expect(await masterKeyStanding(keys, ring(OLD))).toMatchObject({ damaged: ['li'] });
  });

  it('is not rotated by somebody who has only the new one', async () => {
    await sealAll(vaultUnder(OLD), ['wang']);
    await expect(rotateMasterKey(keys, ring(NEW))).rejects.toThrow(
      `the master key ${nameOfKey(OLD)}, which is not at hand`,
    );
    expect((await masterKeyStanding(keys, ring(OLD))).under).toEqual({ [nameOfKey(OLD)]: 2 });
  });
});

/** The real store, cut off before a call of a running number, as by a kill. */
const cutOffAt = (calls: number): { readonly store: KeyStore; readonly isCut: () => boolean } => {
  let [left, cut] = [calls, false];
  const counted = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      left -= 1;
      cut ||= left < 0;
      if (cut) throw new Error('cut off');
      return work(...args);
    };
  };
  const store: KeyStore = {
    getOrCreate: counted((subject: string, make: () => Promise<Buffer>) => keys.getOrCreate(subject, make)),
    get: counted((subject: string) => keys.get(subject)),
    getMany: counted((subjects: readonly string[]) => keys.getMany(subjects)),
    replace: counted((changes: Parameters<KeyStore['replace']>[0]) => keys.replace(changes)),
    destroy: counted((subject: string) => keys.destroy(subject)),
    purge: counted(() => keys.purge()),
    entries: () => keys.entries(),
    close: () => Promise.resolve(),
  };
  return { store, isCut: () => cut };
};

describe('a rotation that is cut off', () => {
  it('goes on where it was, wherever that happened, and misses the old key until it is through', async () => {
    const sealed = await sealAll(vaultUnder(OLD), SUBJECTS);
    let [from, to, cuts] = [OLD, NEW, 0];
    for (let calls = 0, cut = true; cut; calls += 1) {
      const { store, isCut } = cutOffAt(calls);
      await rotateMasterKey(store, ring(to, from)).catch((error: unknown) => {
        expect(String(error)).toContain('cut off');
      });
      cut = isCut();
      cuts += cut ? 1 : 0;
      const { leaving, inForce } = await masterKeyStanding(keys, ring(to, from));
      if (cut && inForce === nameOfKey(to) && leaving !== null)
        await expect(vaultUnder(to).requireMasterKeys()).rejects.toThrow(nameOfKey(from));
      await rotateMasterKey(keys, ring(to, from));
      await vaultUnder(to).requireMasterKeys();
      expect((await masterKeyStanding(keys, ring(to))).under).toEqual({ [nameOfKey(to)]: 601 });
      [from, to] = [to, from];
    }
    expect(cuts).toBeGreaterThan(8);
    expect(await vaultUnder(from).open('household-7', sealed[7] ?? {})).toEqual(HEAD);
  });
});

describe('a county that works while its master key is rotated', () => {
  it('goes on under the key in force, in processes that were started before', async () => {
    let atHand: MasterKeys = [OLD];
    const process = new Vault(keys, new KeyRing(() => atHand), purposeKey(OLD, 'fingerprint'));
    const before = await process.seal('wang', HEAD);
    atHand = [NEW, OLD];
    await rotateMasterKey(keys, ring(NEW, OLD));
    const after = await process.seal('li', HEAD);
    expect(await process.open('wang', before)).toEqual(HEAD);
    expect(await vaultUnder(NEW).open('li', after)).toEqual(HEAD);
  });

  it('leaves no key under the old one that was wrapped at the moment of the change', async () => {
    await sealAll(vaultUnder(OLD), ['wang']);
    const late = new KeyRing(() => [OLD, NEW]);
    const slow: Pick<KeyRing, 'wrap'> = {
      wrap: async (under, key, subject) => {
        const wrapped = await late.wrap(under, key, subject);
        if (subject === 'li') await rotateMasterKey(keys, ring(NEW, OLD));
        return wrapped;
      },
    };
    const kms = Object.assign(Object.create(late) as KeyRing, slow);
    const sealed = await new Vault(keys, kms, purposeKey(OLD, 'fingerprint')).seal('li', HEAD);
    expect(await vaultUnder(NEW).open('li', sealed)).toEqual(HEAD);
    expect((await masterKeyStanding(keys, ring(NEW))).under).toEqual({ [nameOfKey(NEW)]: 3 });
  });

  it('does not start with the master key of another county', async () => {
    await sealAll(vaultUnder(OLD), ['wang']);
    await expect(vaultUnder(NEW).requireMasterKeys()).rejects.toThrow('not at hand');
    await expect(vaultUnder(NEW).seal('li', HEAD)).rejects.toThrow('not at hand');
    expect(await keys.get('li')).toBeNull();
  });
});
