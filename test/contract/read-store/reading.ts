import { describe, expect, it } from '@jest/globals';
import { type Document, UnknownCollection, UnknownProjection } from '@read-store/read-store';
import { account, at, LEDGER } from './ledger';
import type { Stage } from './stage';

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `a${String(n).padStart(5, '0')}`);

export const reading = (stage: Stage): void => {
  describe('reading', () => {
    it('gives null for a document that is not there', async () => {
      await stage.ledger(account('a'));
      expect(await stage.accounts.get('account', 'A')).toBeNull();
      expect(await stage.accounts.get('day-total', 'a')).toBeNull();
    });

    it('gives many in the order asked for, each once, without those missing', async () => {
      await stage.ledger(account('a'), account('b'), account('c'));
      const found = await stage.accounts.getMany('account', ['c', 'x', 'a', 'c']);
      expect(found).toEqual([{ id: 'c' }, { id: 'a' }]);
      expect(await stage.accounts.getMany('account', [])).toEqual([]);
    });

    it('gives more than a statement could name at once', async () => {
      const ids = names(2_300);
      await stage.ledger(...ids.map((id) => account(id)));
      const asked = [...ids].reverse();
      const found = await stage.accounts.getMany('account', asked);
      expect(found.map(({ id }) => id)).toEqual(asked);
    });

    it('finds in the order of ids where no sort is given, capital before small, byte by byte', async () => {
      const ids = ['b', 'a', 'Z', '𠮷', '｡', '中', 'a-'];
      await stage.ledger(...ids.map((id) => account(id)));
      const { items, next } = await stage.accounts.find('account', { limit: 10 });
      expect(items.map(({ id }) => id)).toEqual(['Z', 'a', 'a-', 'b', '中', '｡', '𠮷']);
      expect(next).toBeNull();
    });

    it('puts absent and null first, and last when descending', async () => {
      await stage.ledger(
        account('a', { rank: 2 }),
        account('b'),
        account('c', { rank: -1 }),
        account('d', { rank: null }),
      );
      const order = async (direction: 1 | -1): Promise<readonly string[]> => {
        const { items } = await stage.accounts.find('account', { sort: [['rank', direction]], limit: 10 });
        return items.map(({ id }) => id);
      };
      expect(await order(1)).toEqual(['b', 'd', 'c', 'a']);
      expect(await order(-1)).toEqual(['a', 'c', 'd', 'b']);
    });

    it.each([0, -1, 1.5, 1_001, Number.NaN])('refuses a limit of %p', async (limit) => {
      await stage.ledger();
      await expect(stage.accounts.find('account', { limit })).rejects.toThrow(RangeError);
    });

    it('refuses to sort by an array', async () => {
      await stage.ledger();
      await expect(stage.accounts.find('account', { sort: [['tags', 1]], limit: 1 })).rejects.toThrow('tags');
    });

    it.each(['other', 'account"', 'Account'])('knows no collection %s', async (collection) => {
      await stage.ledger();
      const { accounts } = stage;
      const reads = [
        accounts.get(collection, 'a'),
        accounts.find(collection, { limit: 1 }),
        accounts.count(collection),
      ];
      await Promise.all(reads.map((read) => expect(read).rejects.toThrow(UnknownCollection)));
    });

    it('knows no projection that was never prepared', async () => {
      await expect(stage.store.reader('nobody').get('account', 'a')).rejects.toThrow(UnknownProjection);
      await expect(stage.store.reader('ledger', 3).count('account')).rejects.toThrow(UnknownProjection);
    });

    it('serves as soon as the projection is there, by a reader made before', async () => {
      const early = stage.store.reader('ledger');
      await stage.ledger(account('a'));
      expect(await early.count('account')).toBe(1);
    });
  });

  describe('a reader beside a writer', () => {
    const ids = names(200);
    const generation = (n: number) => ids.map((id) => account(id, { rank: n }));
    const distinct = (docs: readonly Document[]): readonly unknown[] => [
      ...new Set(docs.map(({ rank }) => rank)),
    ];

    const { readsWholeCommits } = stage.engine;
    const title = readsWholeCommits
      ? 'sees the whole of a commit or nothing of it, also while it is being written'
      : 'sees every document, before or after, while a commit is being written, and the whole of it then';

    it(title, async () => {
      await stage.ledger(...generation(1));
      const reader = (await stage.another()).reader('ledger');
      const reads: Promise<readonly Document[]>[] = [];
      const read = (): void => {
        reads.push(reader.find('account', { limit: 1_000 }).then(({ items }) => items));
        reads.push(reader.getMany('account', ids));
      };

      const writes = generation(2).map((write, n) => ({
        ...write,
        get doc() {
          if (n % 50 === 25) read();
          return write.doc;
        },
      }));
      const commit = stage.store.commit(LEDGER, at(1), at(2), writes);
      read();
      await commit;
      read();

      const seen = await Promise.all(reads);
      expect(seen.length).toBeGreaterThan(8);
      for (const docs of seen) expect(docs).toHaveLength(200);
      if (readsWholeCommits) for (const docs of seen) expect(distinct(docs)).toHaveLength(1);
      expect(distinct(seen.at(-1) ?? [])).toEqual([2]);
    });
  });
};
