import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { START } from '@event-store/event-store';
import {
  type Document,
  type FindOptions,
  InvalidCursor,
  type Page,
  type Reader,
} from '@read-store/read-store';
import { documents, filter, order, put, RANDOM_COLLECTIONS } from './arbitraries';
import { matches, sorted } from './oracle';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

/** Walks to the last page. */
const walk = async (
  reader: Reader,
  collection: string,
  options: FindOptions,
): Promise<readonly Document[]> => {
  const page: Page<Document> = await reader.find(collection, options);
  expect(page.items.length).toBeLessThanOrEqual(options.limit);
  if (page.next === null) return page.items;

  expect(page.items).toHaveLength(options.limit);
  return [...page.items, ...(await walk(reader, collection, { ...options, after: page.next }))];
};

const ids = (docs: readonly Document[]): readonly string[] => docs.map(({ id }) => id);

const RANKS = [3, 1, null, 2, 1, null, 2];
const ranked = RANKS.map((rank, n) => account(`a${String(n)}`, { rank, place: n % 2 === 0 ? 'x' : 'y' }));

export const paging = (stage: Stage): void => {
  describe('walking through pages', () => {
    it('ends with a page whose next is null, also where the last page is full', async () => {
      await stage.ledger(account('a'), account('b'), account('c'), account('d'));
      const first = await stage.accounts.find('account', { limit: 2 });
      expect([ids(first.items), typeof first.next]).toEqual([['a', 'b'], 'string']);
      const last = await stage.accounts.find('account', { limit: 2, after: first.next ?? '' });
      expect([ids(last.items), last.next]).toEqual([['c', 'd'], null]);
    });

    it('keeps its place while documents come and go before it', async () => {
      await stage.ledger(...ranked);
      const options: FindOptions = { sort: [['rank', 1]], limit: 3 };
      const first = await stage.accounts.find('account', options);
      expect(ids(first.items)).toEqual(['a2', 'a5', 'a1']);

      const drop = { collection: 'account', id: 'a5', doc: null };
      await stage.store.commit(LEDGER, at(1), at(2), [account('new', { rank: 0 }), drop]);
      const second = await stage.accounts.find('account', { ...options, after: first.next ?? '' });
      expect(ids(second.items)).toEqual(['a4', 'a3', 'a6']);
    });

    it('goes on over a switch to another version', async () => {
      await stage.ledger(...ranked);
      const first = await stage.accounts.find('account', { limit: 4 });
      await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      await stage.store.commit(NEXT_LEDGER, START, at(1), ranked);
      await stage.store.promote(NEXT_LEDGER);
      const second = await stage.accounts.find('account', { limit: 4, after: first.next ?? '' });
      expect(ids(second.items)).toEqual(['a4', 'a5', 'a6']);
    });

    it.each([1, 2, 3])('in pages of %p passes from null to the least number and back', async (limit) => {
      await stage.ledger(...[null, -7, 0, null, 5, -7].map((rank, n) => account(`a${String(n)}`, { rank })));
      const up = await walk(stage.accounts, 'account', { sort: [['rank', 1]], limit });
      expect(ids(up)).toEqual(['a0', 'a3', 'a1', 'a5', 'a2', 'a4']);
      const down = await walk(stage.accounts, 'account', { sort: [['rank', -1]], limit });
      expect(ids(down)).toEqual([...ids(up)].reverse());
    });

    it('gives the sorted whole, nothing lost and nothing twice, for any documents, filter, order and page size', async () => {
      let version = 0;
      const query = fc.tuple(
        order,
        fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: filter }),
        fc.integer({ min: 1, max: 9 }),
      );
      const property = fc.asyncProperty(
        documents,
        fc.array(query, { minLength: 4, maxLength: 4 }),
        async (docs, queries) => {
          version += 1;
          const projection = { name: 'random', version };
          await stage.store.prepare(projection, RANDOM_COLLECTIONS, 'building');
          await stage.store.commit(projection, START, at(1), put(docs));
          const reader = stage.store.reader('random', version);
          for (const [sort, wanted, limit] of queries) {
            const tieBreak = ['id', sort.at(-1)?.[1] ?? 1] as const;
            const whole = sorted(
              docs.filter((doc) => matches(doc, wanted)),
              [...sort, tieBreak],
            );
            expect(ids(await walk(reader, 'thing', { filter: wanted, sort, limit }))).toEqual(ids(whole));
          }
          await stage.store.drop(projection);
        },
      );
      await fc.assert(property, { numRuns: stage.engine.runs });
    }, 60_000);
  });

  describe('a cursor', () => {
    const made: FindOptions = { filter: { place: 'x', rank: { $ne: 7 } }, sort: [['rank', -1]], limit: 1 };
    const others: readonly (readonly [what: string, collection: string, options: FindOptions])[] = [
      ['another filter', 'account', { ...made, filter: { place: 'y', rank: { $ne: 7 } } }],
      ['no filter', 'account', { sort: [['rank', -1]], limit: 1 }],
      ['another direction', 'account', { ...made, sort: [['rank', 1]] }],
      ['another sort', 'account', { ...made, sort: [['place', -1]] }],
      ['no sort', 'account', { filter: made.filter ?? {}, limit: 1 }],
      ['another collection', 'day-total', made],
    ];

    it.each(others)('made by one query is refused by %s', async (_, collection, options) => {
      await stage.ledger(...ranked);
      const { next } = await stage.accounts.find('account', made);
      const after = next ?? '';
      await expect(stage.accounts.find(collection, { ...options, after })).rejects.toThrow(InvalidCursor);
    });

    it('is good for the same conditions written in another order, and for another page size', async () => {
      await stage.ledger(...ranked);
      const { next } = await stage.accounts.find('account', made);
      const same: FindOptions = {
        ...made,
        filter: { rank: { $ne: 7 }, place: 'x' },
        limit: 2,
        after: next ?? '',
      };
      expect(ids((await stage.accounts.find('account', same)).items)).toEqual(['a6', 'a4']);
    });

    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      '',
      'x',
      '!!',
      encoded(null),
      encoded(['a', 1]),
      encoded({ after: 1 }),
      encoded([]),
      encoded(['a', {}, 'b']),
    ];

    it.each(forged)('of %p is refused', async (after) => {
      await stage.ledger(...ranked);
      await expect(stage.accounts.find('account', { ...made, after })).rejects.toThrow(InvalidCursor);
    });

    it('shows nothing but letters, digits, dash and underscore', async () => {
      await stage.ledger(...ranked);
      const { next } = await stage.accounts.find('account', made);
      expect(next).toMatch(/^[\w-]+$/);
    });
  });
};
