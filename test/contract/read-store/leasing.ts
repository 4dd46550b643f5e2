import { describe, expect, it } from '@jest/globals';
import type { Lease, Leases } from '@read-store/leases';
import { Fenced } from '@read-store/read-store';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const LONG_MS = 600_000;
const OVER_AT_ONCE_MS = 0;

/** For engines whose projections several processes share. */
export const leasing = (stage: Stage): void => {
  const leases = (): Leases => {
    const { leases } = stage.store;
    if (leases === undefined) throw new Error('this engine has no leases');
    return leases;
  };
  const take = async (projection: string, holder: string, forMs: number): Promise<Lease | null> => {
    const [lease = null] = await leases().take([projection], holder, forMs);
    return lease;
  };

  describe('a lease', () => {
    it('is one holder’s as long as it lasts, and another’s with a greater token after it', async () => {
      const first = await take('ledger', 'a', OVER_AT_ONCE_MS);
      const second = await take('ledger', 'b', LONG_MS);
      expect(second).toMatchObject({ projection: 'ledger', holder: 'b' });
      expect(second?.token).toBeGreaterThan(first?.token ?? NaN);
      expect(await take('ledger', 'a', LONG_MS)).toBeNull();
      expect(await take('other', 'a', LONG_MS)).not.toBeNull();
    });

    it('is free until another holds it, and after that one has given it back', async () => {
      const all = ['ledger', 'other'];
      expect(await leases().free(all, 'b')).toEqual(all);
      const lease = await take('ledger', 'a', LONG_MS);
      expect(await leases().free(all, 'b')).toEqual(['other']);
      expect(await leases().free(all, 'a')).toEqual(all);
      if (lease !== null) await leases().release(lease);
      expect(await leases().free(all, 'b')).toEqual(all);
    });

    it('is renewed with all others of its holder, but for those that have changed hands', async () => {
      const kept = await take('ledger', 'a', OVER_AT_ONCE_MS);
      const lost = await take('other', 'a', OVER_AT_ONCE_MS);
      if (kept === null || lost === null) throw new Error('both were free');
      await take('other', 'b', LONG_MS);
      expect(await leases().renew([kept, lost], LONG_MS)).toEqual([kept]);
      expect(await take('ledger', 'b', LONG_MS)).toBeNull();
      expect(await leases().renew([], LONG_MS)).toEqual([]);
    });

    it('that is taken once more by its own holder has a new token, and the old one is not renewed', async () => {
      const before = await take('ledger', 'a', LONG_MS);
      const after = await take('ledger', 'a', LONG_MS);
      if (before === null || after === null) throw new Error('it was free');
      expect(after.token).toBeGreaterThan(before.token);
      expect(await leases().renew([before], LONG_MS)).toEqual([]);
    });

    it('is taken together with others, but for those that another holds', async () => {
      await take('other', 'b', LONG_MS);
      const taken = await leases().take(['ledger', 'other', 'third'], 'a', LONG_MS);
      expect(taken.map(({ projection }) => projection).sort()).toEqual(['ledger', 'third']);
      expect(await leases().take([], 'a', LONG_MS)).toEqual([]);
    });

    it('goes to one of many that want it at the same moment', async () => {
      const holders = Array.from({ length: 8 }, (_, index) => `holder-${String(index)}`);
      const all = ['ledger', 'other', 'third'];
      const taken = await Promise.all(holders.map((holder) => leases().take(all, holder, LONG_MS)));
      const names = taken.flatMap((held) => held.map(({ projection }) => projection));
      expect(names.sort()).toEqual(all);
    });
    it('keeps whoever had it before from committing, also to a version that was added since', async () => {
      await stage.ledger();
      const old = await take(LEDGER.name, 'a', OVER_AT_ONCE_MS);
      await stage.store.commit({ ...LEDGER, token: old?.token ?? 0 }, at(1), at(2), [account('one')]);
      const young = await take(LEDGER.name, 'b', LONG_MS);
      const commit = (token: number | undefined, of = LEDGER) =>
        stage.store.commit({ ...of, token: token ?? 0 }, at(2), at(3), [account('two')]);
      await expect(commit(old?.token)).rejects.toThrow(Fenced);
      await commit(young?.token);
      await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      if (young !== null) await leases().renew([young], LONG_MS);
      const late = stage.store.commit({ ...NEXT_LEDGER, token: old?.token ?? 0 }, at(0), at(3), []);
      await expect(late).rejects.toThrow(Fenced);
    });
  });

  describe('the holders', () => {
    it('are counted while they live', async () => {
      expect(await leases().present('a', LONG_MS)).toBe(1);
      expect(await leases().present('b', LONG_MS)).toBe(2);
      expect(await leases().present('a', LONG_MS)).toBe(2);
      await leases().leave('b');
      expect(await leases().present('a', LONG_MS)).toBe(1);
      await leases().leave('unknown');
    });
  });
};
