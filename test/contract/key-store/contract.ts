import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { KeyStore, StoredKey } from '@privacy/key-store';

/** An engine that data keys may be kept in. */
export interface KeyEngine {
  readonly name: string;
  /** Where a new and empty store lies. */
  place(): string;
  open(place: string): KeyStore;
  /** What a county is told to find it by. */
  setting(place: string): string;
  tidy(place: string): Promise<void>;
}

/** Every promise of the key store port, asked of one engine. */
export const keyStoreContract = (engine: KeyEngine): void => {
  console.info(`key store contract: ${engine.name}`);

  describe(`key store on ${engine.name}`, () => {
    let place: string;
    let keys: KeyStore;

    beforeEach(() => {
      place = engine.place();
      keys = engine.open(place);
    });
    afterEach(async () => {
      await keys.close();
      await engine.tidy(place);
    });

    const made = (bytes: Buffer) => () => Promise.resolve(bytes);
    const all = async (): Promise<readonly StoredKey[]> => {
      const entries: StoredKey[] = [];
      for await (const entry of keys.entries()) entries.push(entry);
      return entries.sort((a, b) => (a.subject < b.subject ? -1 : 1));
    };

    it('knows no key that was not made', async () => {
      expect(await keys.get('wang')).toBeNull();
      expect(await all()).toEqual([]);
    });

    it('makes a key once and gives it back byte for byte, also when it is opened again', async () => {
      const bytes = randomBytes(69);
      expect(await keys.getOrCreate('wang', made(bytes))).toEqual(bytes);
      expect(await keys.getOrCreate('wang', made(randomBytes(69)))).toEqual(bytes);
      await keys.close();
      keys = engine.open(place);
      expect(await keys.get('wang')).toEqual(bytes);
    });

    it('gives everybody the key that was stored first, though each made one', async () => {
      const others = [1, 2, 3].map(() => engine.open(place));
      const got = await Promise.all(
        [keys, ...others].map((store) => store.getOrCreate('wang', made(randomBytes(69)))),
      );
      expect(new Set(got.map((bytes) => bytes.toString('hex'))).size).toBe(1);
      expect(await keys.get('wang')).toEqual(got[0]);
      await Promise.all(others.map((store) => store.close()));
    });

    it('keeps nothing when the making fails', async () => {
      const broken = () => Promise.reject(new Error('no master key'));
      await expect(keys.getOrCreate('wang', broken)).rejects.toThrow('no master key');
      expect(await keys.get('wang')).toBeNull();
    });

    it('destroys one key and no other, and lets a new one be made', async () => {
      await keys.getOrCreate('wang', made(randomBytes(69)));
      const li = await keys.getOrCreate('li', made(randomBytes(69)));
      await keys.destroy('wang');
      await keys.destroy('wang');
      expect(await all()).toEqual([{ subject: 'li', wrapped: li }]);
      const next = randomBytes(69);
      expect(await keys.getOrCreate('wang', made(next))).toEqual(next);
    });

    it('gives many keys in one go, and leaves out whoever has none', async () => {
      const subjects = ['wang', "li's", 'zhao'];
      for (const subject of subjects) await keys.getOrCreate(subject, made(Buffer.from(subject)));
      await keys.destroy('zhao');
      const got = await keys.getMany(['wang', "li's", 'zhao', 'qian']);
      expect([...got].map(([subject, wrapped]) => [subject, wrapped.toString()]).sort()).toEqual([
        ["li's", "li's"],
        ['wang', 'wang'],
      ]);
      expect(await keys.getMany([])).toEqual(new Map());
    });

    it('replaces what was seen, and leaves what is another by now or was destroyed', async () => {
      const seen = randomBytes(69);
      for (const subject of ['wang', 'li', 'zhao']) await keys.getOrCreate(subject, made(seen));
      await keys.destroy('zhao');
      const [next, late] = [randomBytes(69), randomBytes(69)];
      await keys.replace([{ subject: 'li', seen, wrapped: next }]);
      await keys.replace(['wang', 'li', 'zhao'].map((subject) => ({ subject, seen, wrapped: late })));
      expect(await all()).toEqual([
        { subject: 'li', wrapped: next },
        { subject: 'wang', wrapped: late },
      ]);
      await keys.replace([]);
    });

    it('lists every key, however many, while they are replaced', async () => {
      const subjects = Array.from({ length: 1_203 }, (_, n) => `household-${String(n)}`);
      for (const subject of subjects) await keys.getOrCreate(subject, made(Buffer.from(subject)));
      const listed = new Set<string>();
      for await (const { subject, wrapped } of keys.entries()) {
        listed.add(subject);
        expect(wrapped).toEqual(Buffer.from(subject));
        await keys.replace([{ subject, seen: wrapped, wrapped: Buffer.from(subject) }]);
      }
      expect(listed).toEqual(new Set(subjects));
    });
  });
};
