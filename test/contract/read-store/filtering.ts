import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { START } from '@event-store/event-store';
import type { Filter, Reader } from '@read-store/read-store';
import { documents, filter, put, RANDOM_COLLECTIONS } from './arbitraries';
import { matches, sorted } from './oracle';
import { account, at } from './ledger';
import type { Stage } from './stage';

const THINGS = [
  account('no-fields'),
  account('null', { v: null, tags: null }),
  account('zero', { v: 0, tags: [] }),
  account('one', { v: 1, tags: [1, 'x'] }),
  account('true', { v: true, tags: [true, null] }),
  account('false', { v: false, tags: [5, 9] }),
  account('text-1', { v: '1', tags: ['1'] }),
  account('text-a', { v: 'a', tags: ['a', 'b'] }),
  account('nine', { v: 9, tags: [9] }),
];

const meanings: readonly (readonly [filter: Filter, ids: readonly string[]])[] = [
  [{ v: 1 }, ['one']],
  [{ v: 0 }, ['zero']],
  [{ v: true }, ['true']],
  [{ v: '1' }, ['text-1']],
  [{ v: null }, ['no-fields', 'null']],
  [{ v: { $in: [1, 'a', null] } }, ['no-fields', 'null', 'one', 'text-a']],
  [{ v: { $in: [] } }, []],
  [{ v: { $ne: 1 } }, ['false', 'nine', 'no-fields', 'null', 'text-1', 'text-a', 'true', 'zero']],
  [{ v: { $ne: null } }, ['false', 'nine', 'one', 'text-1', 'text-a', 'true', 'zero']],
  [{ v: { $gt: 0 } }, ['nine', 'one']],
  [{ v: { $gte: 0, $lt: 9 } }, ['one', 'zero']],
  [{ v: { $lte: '1' } }, ['text-1']],
  [{ v: { $lt: 100 } }, ['nine', 'one', 'zero']],
  [{ v: { $gte: '' } }, ['text-1', 'text-a']],
  [{ v: { $gt: 0, $lt: 'z' } }, []],
  [{ tags: 'a' }, ['text-a']],
  [{ tags: 1 }, ['one']],
  [{ tags: null }, ['no-fields', 'null', 'true']],
  [{ tags: { $ne: 9 } }, ['no-fields', 'null', 'one', 'text-1', 'text-a', 'true', 'zero']],
  [{ tags: { $in: ['b', 9] } }, ['false', 'nine', 'text-a']],
  [{ tags: { $gt: 5, $lt: 9 } }, ['false']],
  [{ tags: { $gte: 1 }, v: { $ne: 9 } }, ['false', 'one']],
  [{ id: { $gte: 'text-', $lt: 'text-b' } }, ['text-1', 'text-a']],
  [{ id: 1 }, []],
  [{ $or: [{ v: 1 }] }, ['one']],
  [{ $or: [{ v: { $gt: 0, $lt: 9 } }, { tags: 'a' }, { v: true, tags: null }] }, ['one', 'text-a', 'true']],
  [{ $or: [{ v: 0 }, { v: 9 }], tags: { $ne: 9 } }, ['zero']],
  [{ $or: [{ $or: [{ v: 0 }, { v: 1 }], tags: 'x' }, { id: 'nine' }] }, ['nine', 'one']],
];

const malformed = [
  { v: { $regex: 'a' } },
  { v: { $gt: true } },
  { v: { $gt: null } },
  { v: { $in: 'ab' } },
  { v: { $in: [['a']] } },
  { v: {} },
  { v: undefined },
  { v: ['a'] },
  { [`v') OR 1=1 --`]: 1 },
  { $where: 'true' },
  { $or: [] },
  { $or: { v: 1 } },
  { $or: [{ v: {} }] },
  { v: [{ v: 1 }] },
];

const idsFound = async (reader: Reader, collection: string, wanted: Filter): Promise<readonly string[]> => {
  const { items } = await reader.find(collection, { filter: wanted, limit: 1_000 });
  return items.map(({ id }) => id);
};

export const filtering = (stage: Stage): void => {
  describe('a filter', () => {
    it.each(meanings.map(([wanted, ids]) => [JSON.stringify(wanted), wanted, ids] as const))(
      '%s finds and counts what it means',
      async (_, wanted, ids) => {
        await stage.ledger(...THINGS);
        expect(await idsFound(stage.accounts, 'account', wanted)).toEqual(ids);
        expect(await stage.accounts.count('account', wanted)).toBe(ids.length);
      },
    );

    it('finds the same after a document has changed', async () => {
      await stage.ledger(account('a', { place: 'x' }), account('b', { place: 'y' }));
      await stage.store.commit({ name: 'ledger', version: 1 }, at(1), at(2), [account('a', { place: 'y' })]);
      expect(await idsFound(stage.accounts, 'account', { place: 'y' })).toEqual(['a', 'b']);
      expect(await idsFound(stage.accounts, 'account', { place: 'x' })).toEqual([]);
    });

    it('reaches nested fields whose names are digits or have a dash', async () => {
      const counts = { '530424': 1, 'a-b': { '0': 2 } };
      await stage.ledger(account('a', { counts }), account('b', { counts: { '530425': 1 } }));
      expect(await idsFound(stage.accounts, 'account', { 'counts.530424': 1 })).toEqual(['a']);
      expect(await idsFound(stage.accounts, 'account', { 'counts.a-b.0': { $gt: 1 } })).toEqual(['a']);
    });

    it('takes a list longer than a statement has parameters', async () => {
      await stage.ledger(account('a', { place: 'p39999' }));
      const places = Array.from({ length: 40_000 }, (_, n) => `p${String(n)}`);
      expect(await idsFound(stage.accounts, 'account', { place: { $in: places } })).toEqual(['a']);
    });

    it.each(malformed.map((wanted) => [JSON.stringify(wanted), wanted] as const))(
      'refuses %s',
      async (_, wanted) => {
        await stage.ledger(...THINGS);
        await expect(stage.accounts.count('account', wanted as unknown as Filter)).rejects.toThrow();
      },
    );

    it('agrees with its plain meaning on any documents', async () => {
      let version = 0;
      const property = fc.asyncProperty(
        documents,
        fc.array(filter, { minLength: 5, maxLength: 5 }),
        async (docs, filters) => {
          version += 1;
          const projection = { name: 'random', version };
          await stage.store.prepare(projection, RANDOM_COLLECTIONS, 'building');
          await stage.store.commit(projection, START, at(1), put(docs));
          const reader = stage.store.reader('random', version);
          for (const wanted of filters) {
            const ids = sorted(
              docs.filter((doc) => matches(doc, wanted)),
              [['id', 1]],
            ).map(({ id }) => id);
            expect(await idsFound(reader, 'thing', wanted)).toEqual(ids);
            expect(await reader.count('thing', wanted)).toBe(ids.length);
          }
          await stage.store.drop(projection);
        },
      );
      await fc.assert(property, { numRuns: stage.engine.runs });
    }, 60_000);
  });
};
