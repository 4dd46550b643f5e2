import { describe, expect, it } from '@jest/globals';
import type { ReadStore } from '@read-store/read-store';
import type { Engine } from './engine';
import { account, at, COLLECTIONS, LEDGER } from './ledger';
import type { Stage } from './stage';

const ACCOUNTS = ['one', 'two', 'three'];
const MESSAGES = 12;

/** For engines at the end of a wire, which may be cut anywhere in a commit. */
export const severing = (stage: Stage, wired: NonNullable<Engine['wired']>): void => {
  const ranks = async (): Promise<readonly unknown[]> => {
    const { items } = await stage.accounts.find('account', { limit: 10 });
    return items.map(({ rank }) => rank);
  };

  /** As a runner does that was told of an error: it opens the version again, and goes on from its checkpoint. */
  const takeUpAgain = async (store: ReadStore): Promise<void> => {
    const { checkpoint } = await store.prepare(LEDGER, COLLECTIONS, 'live');
    if (checkpoint < at(2)) await commit(store);
  };

  const commit = (store: ReadStore): Promise<void> =>
    store.commit(
      LEDGER,
      at(1),
      at(2),
      ACCOUNTS.map((id) => account(id, { rank: 2 })),
    );

  describe('a commit in which the connection is lost', () => {
    for (let messages = 0; messages < MESSAGES; messages += 1)
      it(`after ${String(messages)} messages is done whole, or said not to be and done whole the next time`, async () => {
        await stage.ledger(...ACCOUNTS.map((id) => account(id, { rank: 1 })));
        const { place, line } = await wired(stage.place);
        const store = await stage.engine.open(place);
        try {
          await store.standings();
          line.cutAfter(messages);
          const isDone = await commit(store).then(
            () => true,
            () => false,
          );
          if (isDone) expect(await ranks()).toEqual([2, 2, 2]);
          line.cutAfter(Infinity);
          await takeUpAgain(store);
          expect(await ranks()).toEqual([2, 2, 2]);
          expect(await stage.checkpoint(LEDGER)).toBe(at(2));
        } finally {
          await store.close();
          await line.refuse();
        }
      }, 30_000);
  });
};
