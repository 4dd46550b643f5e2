import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import { NOTE_KINDS } from '@read-store/notes';
import { Fenced, type ReadStore, UnknownProjection } from '@read-store/read-store';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const states = async (store: ReadStore): Promise<readonly string[]> =>
  (await store.standings()).map(({ name, version, state }) => `${name}@${String(version)} ${state}`);

const rankOfA = async (store: ReadStore, version?: number): Promise<unknown> =>
  (await store.reader('ledger', version).get('account', 'a'))?.['rank'];

export const versions = (stage: Stage): void => {
  /** Version 1 live with rank 1, version 2 building with rank 2. */
  const rebuilding = async (): Promise<void> => {
    await stage.ledger(account('a', { rank: 1 }));
    await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
    await stage.store.commit(NEXT_LEDGER, START, at(8), [account('a', { rank: 2 })]);
  };

  describe('a version being built', () => {
    it('is invisible to who does not ask for it', async () => {
      await rebuilding();
      expect(await rankOfA(stage.store)).toBe(1);
      expect(await rankOfA(stage.store, 2)).toBe(2);
    });

    it('remembers where it must get to', async () => {
      await rebuilding();
      await stage.store.setTarget(NEXT_LEDGER, at(20));
      expect(await stage.store.standings()).toEqual([
        { ...LEDGER, state: 'live', checkpoint: at(1), target: null },
        { ...NEXT_LEDGER, state: 'building', checkpoint: at(8), target: at(20) },
      ]);
    });

    it('does not serve where there is no live version yet', async () => {
      await stage.store.prepare(LEDGER, COLLECTIONS, 'building');
      await expect(stage.store.reader('ledger').count('account')).rejects.toThrow(UnknownProjection);
      expect(await stage.store.reader('ledger', 1).count('account')).toBe(0);
    });
  });

  describe('promoting a version', () => {
    it('switches every reader at once, those made before and those of other openers', async () => {
      await rebuilding();
      const other = await stage.another();
      const early = other.reader('ledger');
      expect(await early.get('account', 'a')).toMatchObject({ rank: 1 });

      await stage.store.setTarget(NEXT_LEDGER, at(8));
      await stage.store.promote(NEXT_LEDGER);
      expect(await early.get('account', 'a')).toMatchObject({ rank: 2 });
      expect(await stage.store.standings()).toEqual([
        { ...LEDGER, state: 'retired', checkpoint: at(1), target: null },
        { ...NEXT_LEDGER, state: 'live', checkpoint: at(8), target: null },
      ]);
    });

    it('is the way back too', async () => {
      await rebuilding();
      await stage.store.promote(NEXT_LEDGER);
      await stage.store.promote(LEDGER);
      expect(await rankOfA(stage.store)).toBe(1);
      expect(await states(stage.store)).toEqual(['ledger@1 live', 'ledger@2 retired']);
    });

    it('changes nothing when it is live already', async () => {
      await rebuilding();
      await stage.store.promote(LEDGER);
      expect(await states(stage.store)).toEqual(['ledger@1 live', 'ledger@2 building']);
    });

    it('is refused to a version that is not there, and the old one goes on serving', async () => {
      await rebuilding();
      await expect(stage.store.promote({ name: 'ledger', version: 3 })).rejects.toThrow(UnknownProjection);
      expect(await rankOfA(stage.store)).toBe(1);
    });

    it('leaves other projections alone', async () => {
      await rebuilding();
      await stage.store.prepare({ name: 'ledger-two', version: 1 }, COLLECTIONS, 'live');
      await stage.store.promote(NEXT_LEDGER);
      expect(await states(stage.store)).toContain('ledger-two@1 live');
    });
  });

  describe('a target', () => {
    it('is refused to the live version and to one that is not there', async () => {
      await rebuilding();
      await expect(stage.store.setTarget(LEDGER, at(9))).rejects.toThrow('live');
      await expect(stage.store.setTarget({ name: 'ledger', version: 3 }, at(9))).rejects.toThrow(
        UnknownProjection,
      );
    });
  });

  describe('dropping a version', () => {
    it('forgets its documents, its standing and its parked streams', async () => {
      await rebuilding();
      const park = [{ ...stale, version: 2 }];
      await stage.store.commit(NEXT_LEDGER, at(8), at(8), [], { park });
      await stage.store.drop(NEXT_LEDGER);
      expect(await states(stage.store)).toEqual(['ledger@1 live']);
      expect(await stage.store.parked()).toEqual([]);
      await expect(rankOfA(stage.store, 2)).rejects.toThrow(UnknownProjection);
    });

    it('lets it begin again from nothing, with other collections', async () => {
      await rebuilding();
      await stage.store.drop(NEXT_LEDGER);
      const collections = { account: { indexes: [{ fields: ['rank'] }] } };
      const standing = await stage.store.prepare(NEXT_LEDGER, collections, 'building');
      expect(standing.checkpoint).toBe(START);
      expect(await stage.store.reader('ledger', 2).count('account')).toBe(0);
    });

    it('is refused while it is live, and harmless when it is gone', async () => {
      await rebuilding();
      await expect(stage.store.drop(LEDGER)).rejects.toThrow('live');
      expect(await rankOfA(stage.store)).toBe(1);
      await expect(stage.store.drop({ name: 'ledger', version: 3 })).resolves.toBeUndefined();
    });

    it('is possible once it is retired', async () => {
      await rebuilding();
      await stage.store.promote(NEXT_LEDGER);
      await stage.store.drop(LEDGER);
      expect(await states(stage.store)).toEqual(['ledger@2 live']);
      expect(await rankOfA(stage.store)).toBe(2);
    });
  });

  describe('clearing the store', () => {
    it('forgets versions in every state, what they parked and every note', async () => {
      await rebuilding();
      await stage.store.commit(NEXT_LEDGER, at(8), at(8), [], { park: [{ ...stale, version: 2 }] });
      for (const kind of NOTE_KINDS) await stage.store.notes.write(kind, { id: 'a' });
      await stage.store.clear();
      expect([await stage.store.standings(), await stage.store.parked()]).toEqual([[], []]);
      for (const kind of NOTE_KINDS) expect(await stage.store.notes.all(kind)).toEqual([]);
      await expect(rankOfA(stage.store)).rejects.toThrow(UnknownProjection);
    });

    it('lets everything begin again from nothing, as if it had never been there', async () => {
      await rebuilding();
      const other = await stage.another();
      await other.clear();
      await other.clear();
      const collections = { account: { indexes: [{ fields: ['rank'] }] } };
      expect(await stage.store.prepare(LEDGER, collections, 'live')).toMatchObject({ checkpoint: START });
      expect(await stage.accounts.count('account')).toBe(0);
      await stage.store.commit(LEDGER, START, at(1), [account('a', { rank: 7 })]);
      expect(await rankOfA(other)).toBe(7);
    });

    it('fences whoever was about to commit, also where the version has begun again', async () => {
      await rebuilding();
      const other = await stage.another();
      await other.clear();
      const late = () => stage.store.commit(LEDGER, at(1), at(9), [account('b')]);
      await expect(late()).rejects.toThrow(Fenced);
      await other.prepare(LEDGER, COLLECTIONS, 'live');
      await expect(late()).rejects.toThrow(Fenced);
      expect(await stage.accounts.count('account')).toBe(0);
    });
  });
};

const stale = { projection: 'ledger', stream: 's-1', position: at(3), error: 'no', attempts: 3 };
