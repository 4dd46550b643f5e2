import { describe, expect, it } from '@jest/globals';
import type { FindOptions } from '@read-store/read-store';
import type { Plan } from './engine';
import { account } from './ledger';
import type { Stage } from './stage';

const finds: readonly (readonly [what: string, options: FindOptions])[] = [
  ['a page in the order of ids', { limit: 20 }],
  ['a range of ids', { filter: { id: { $gte: 'a1', $lt: 'a2' } }, limit: 20 }],
  ['one value', { filter: { place: 'p1' }, sort: [['rank', 1]], limit: 20 }],
  ['one value, descending', { filter: { place: 'p1' }, sort: [['rank', -1]], limit: 20 }],
  [
    'one value that it is also sorted by',
    {
      filter: { place: 'p1' },
      sort: [
        ['place', -1],
        ['rank', -1],
      ],
      limit: 20,
    },
  ],
  ['one value of a nested field', { filter: { 'holder.kind': 'k1' }, limit: 20 }],
  ['null', { filter: { place: null }, sort: [['rank', 1]], limit: 20 }],
  [
    'one value and a range',
    { filter: { place: 'p1', rank: { $gte: 2, $lt: 40 } }, sort: [['rank', 1]], limit: 20 },
  ],
  [
    'a prefix',
    {
      filter: { place: { $gte: 'p1', $lt: 'p2' } },
      sort: [
        ['place', 1],
        ['rank', 1],
      ],
      limit: 20,
    },
  ],
  ['an order alone', { sort: [['rank', -1]], limit: 20 }],
  [
    'two orders',
    {
      sort: [
        ['place', -1],
        ['rank', -1],
      ],
      limit: 20,
    },
  ],
];

const listed: FindOptions = { filter: { place: { $in: ['p1', 'p2'] } }, sort: [['rank', 1]], limit: 20 };

const crowd = Array.from({ length: 300 }, (_, n) => {
  const rest = { rank: n % 50, place: `p${String(n % 5)}`, holder: { kind: `k${String(n % 7)}` } };
  return account(`a${String(n)}`, n % 10 === 0 ? {} : rest);
});

/** Unless the engine's word cannot be trusted. */
const expectIndexed = (plan: Plan): void => {
  if (plan.usesIndex !== null) expect(plan).toMatchObject({ usesIndex: true, scansCollection: false });
};

export const planning = (stage: Stage): void => {
  const planOf = (options: FindOptions): Promise<Plan> =>
    stage.engine.plan(stage.store, { projection: 'ledger', collection: 'account', options });

  describe('the plan of a find', () => {
    it.each(finds)(
      'by %s reads an index in order, on the first page and on later ones',
      async (_, options) => {
        await stage.ledger(...crowd);
        const { next } = await stage.accounts.find('account', options);
        expect(next).not.toBeNull();
        for (const page of [options, { ...options, after: next ?? '' }]) {
          const plan = await planOf(page);
          expectIndexed(plan);
          if (plan.sortsInMemory !== null)
            expect([plan.words, plan.sortsInMemory]).toEqual([plan.words, false]);
        }
      },
    );

    it('by a list of values uses the index', async () => {
      await stage.ledger(...crowd);
      expectIndexed(await planOf(listed));
    });

    it('by alternatives of which each is a range uses the index', async () => {
      await stage.ledger(...crowd);
      const $or = [{ place: { $gte: 'p1', $lt: 'p2' } }, { place: { $gte: 'p3', $lt: 'p4' } }];
      expectIndexed(await planOf({ filter: { $or }, sort: [['place', 1]], limit: 20 }));
      expectIndexed(await planOf({ filter: { $or }, sort: [['rank', 1]], limit: 20 }));
    });

    it('by a field without an index is seen to scan, so that the tests above can fail', async () => {
      await stage.ledger(...crowd);
      const options: FindOptions = { filter: { unindexed: { $gt: 1 } }, sort: [['unindexed', 1]], limit: 20 };
      const plan = await planOf(options);
      expect(plan.usesIndex).not.toBe(true);
      expect(plan.scansCollection).not.toBe(false);
      expect(plan.sortsInMemory).not.toBe(false);
    });
  });
};
