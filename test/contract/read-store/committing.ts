import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import {
  BadWrite,
  type Document,
  Fenced,
  type Parked,
  UnknownCollection,
  type Write,
} from '@read-store/read-store';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const parked = (stream: string, attempts = 1): Parked => ({
  projection: 'ledger',
  version: 1,
  stream,
  position: at(7),
  error: '金额不是整数',
  attempts,
});

const bad: readonly (readonly [
  what: string,
  write: Write,
  error: typeof BadWrite | typeof UnknownCollection,
])[] = [
  [
    'a collection that was not declared',
    { collection: 'other', id: 'x', doc: { id: 'x' } },
    UnknownCollection,
  ],
  ['a document that carries another id', { collection: 'account', id: 'x', doc: { id: 'y' } }, BadWrite],
  ['an array in a field indexed as a scalar', account('x', { place: ['a'] }), BadWrite],
  ['an array on the path of an indexed field', account('x', { holder: [{ kind: 'a' }] }), BadWrite],
  ['a scalar in a field declared as an array', account('x', { tags: 'a' }), BadWrite],
  ['a second document with the same unique value', account('x', { number: 'N1' }), BadWrite],
];

export const committing = (stage: Stage): void => {
  describe('a commit', () => {
    it('puts, replaces and drops documents and moves the checkpoint', async () => {
      await stage.ledger(account('a', { rank: 1, gone: true }), account('b'), account('c'));
      const drop: Write = { collection: 'account', id: 'b', doc: null };
      await stage.store.commit(LEDGER, at(1), at(2), [account('a', { rank: 2 }), drop]);

      const { items } = await stage.accounts.find('account', { limit: 10 });
      expect(items).toEqual([{ id: 'a', rank: 2 }, { id: 'c' }]);
      expect(await stage.checkpoint(LEDGER)).toBe(at(2));
    });

    it('applies writes to one document in order', async () => {
      await stage.ledger(
        account('a', { rank: 1 }),
        { collection: 'account', id: 'a', doc: null },
        account('a', { rank: 3 }),
      );
      expect(await stage.accounts.get('account', 'a')).toEqual({ id: 'a', rank: 3 });
    });

    it('minds nothing about dropping what is not there', async () => {
      await stage.ledger({ collection: 'account', id: 'never', doc: null });
      expect(await stage.accounts.count('account')).toBe(0);
    });

    it('moves the checkpoint where nothing is to be written', async () => {
      await stage.ledger();
      await stage.store.commit(LEDGER, at(1), at(9), []);
      expect(await stage.checkpoint(LEDGER)).toBe(at(9));
    });

    it('survives the store being closed and opened', async () => {
      await stage.ledger(account('a', { name: '陈家村' }));
      const other = await stage.another();
      expect(await other.reader('ledger').get('account', 'a')).toEqual({ id: 'a', name: '陈家村' });
      expect(await other.standings()).toMatchObject([{ checkpoint: at(1) }]);
    });

    it('keeps documents as they were sent', async () => {
      const doc: Document = {
        id: `it's "quoted" \\ 𠮷 \n`,
        nothing: null,
        yes: true,
        whole: Number.MAX_SAFE_INTEGER,
        part: -0.1,
        tiny: 5e-324,
        text: '双绑 \u0000 𠮷 " \' ; --',
        nested: { list: [1, [null, { deep: '值' }]], empty: {}, none: [] },
      };
      await stage.ledger({ collection: 'account', id: doc.id, doc });
      expect(await stage.accounts.get('account', doc.id)).toEqual(doc);
    });

    it.each(bad)('leaves nothing behind after %s', async (_, write, error) => {
      await stage.ledger(account('first', { number: 'N1' }));
      const change = { park: [parked('s-1')] };
      const writes = [account('good'), write, account('late')];
      await expect(stage.store.commit(LEDGER, at(1), at(2), writes, change)).rejects.toThrow(error);

      expect(await stage.accounts.count('account')).toBe(1);
      expect(await stage.checkpoint(LEDGER)).toBe(at(1));
      expect(await stage.store.parked()).toEqual([]);
    });

    it('lets any number of documents lack a unique value', async () => {
      await stage.ledger(
        account('a', { number: null }),
        account('b', { number: null }),
        account('c'),
        account('d'),
      );
      expect(await stage.accounts.count('account', { number: null })).toBe(4);
    });

    it('refuses to take the checkpoint back', async () => {
      await stage.ledger();
      await stage.store.commit(LEDGER, at(1), at(5), []);
      await expect(stage.store.commit(LEDGER, at(5), at(4), [account('a')])).rejects.toThrow(RangeError);
      expect(await stage.accounts.count('account')).toBe(0);
    });
  });

  describe('two runners of one projection', () => {
    it('cannot both apply the same batch', async () => {
      await stage.ledger(account('a', { rank: 0 }));
      const other = await stage.another();
      const results = await Promise.allSettled([
        stage.store.commit(LEDGER, at(1), at(2), [account('a', { rank: 1 }), account('by-first')]),
        other.commit(LEDGER, at(1), at(2), [account('a', { rank: 2 }), account('by-second')]),
      ]);

      const won = results.findIndex(({ status }) => status === 'fulfilled');
      expect(results[1 - won]).toMatchObject({ status: 'rejected', reason: expect.any(Fenced) });
      expect(await stage.accounts.get('account', 'a')).toEqual({ id: 'a', rank: won + 1 });
      expect(await stage.accounts.count('account')).toBe(2);
    });

    it('is told where the projection really is', async () => {
      await stage.ledger();
      await expect(stage.store.commit(LEDGER, START, at(2), [])).rejects.toThrow(
        new Fenced(LEDGER, START, at(1)).message,
      );
    });

    it('is fenced from a version that is not there', async () => {
      await expect(stage.store.commit(LEDGER, START, at(1), [])).rejects.toThrow(Fenced);
    });

    it('does not touch the other version', async () => {
      await stage.ledger(account('a'));
      await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      await stage.store.commit(NEXT_LEDGER, START, at(4), [account('b')]);
      expect(await stage.checkpoint(LEDGER)).toBe(at(1));
      expect(await stage.accounts.get('account', 'b')).toBeNull();
    });
  });

  describe('parked streams', () => {
    it('are kept with the commit, newest words last, until they are released', async () => {
      await stage.ledger();
      await stage.store.commit(LEDGER, at(1), at(2), [], { park: [parked('s-1'), parked('s-2')] });
      await stage.store.commit(LEDGER, at(2), at(2), [], { park: [parked('s-1', 4)] });
      expect(await stage.store.parked(LEDGER)).toEqual(
        expect.arrayContaining([parked('s-1', 4), parked('s-2')]),
      );
      expect(await stage.store.parked()).toHaveLength(2);

      await stage.store.commit(LEDGER, at(2), at(3), [account('a')], { release: ['s-1', 'never-parked'] });
      expect(await stage.store.parked(LEDGER)).toEqual([parked('s-2')]);
    });

    it('stay when the same commit releases and parks them again', async () => {
      await stage.ledger();
      await stage.store.commit(LEDGER, at(1), at(2), [], { park: [parked('s-1')] });
      await stage.store.commit(LEDGER, at(2), at(2), [], { release: ['s-1'], park: [parked('s-1', 2)] });
      expect(await stage.store.parked()).toEqual([parked('s-1', 2)]);
    });

    it('belong to one version', async () => {
      await stage.ledger();
      await stage.store.commit(LEDGER, at(1), at(2), [], { park: [parked('s-1')] });
      await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      expect(await stage.store.parked(NEXT_LEDGER)).toEqual([]);
    });

    it('are neither parked nor released by a runner that is fenced', async () => {
      await stage.ledger();
      await expect(stage.store.commit(LEDGER, START, at(2), [], { park: [parked('s-1')] })).rejects.toThrow(
        Fenced,
      );
      expect(await stage.store.parked()).toEqual([]);
    });
  });
};
