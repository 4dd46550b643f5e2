import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import { Fenced, type ReadStore } from '@read-store/read-store';
import type { Engine } from './engine';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const ACCOUNTS = ['one', 'two', 'three'];
const MESSAGES = 12;
/** Of a commit on a standalone server these lie around its decision, and before its last step. */
const HELD_AFTER = [3, 4, 5, 6, 7];

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

  /** What the last message of the other brought may be decided between two questions: then it is taken up again from there. */
  const overtake = async (): Promise<void> => {
    const { checkpoint } = await stage.store.prepare(LEDGER, COLLECTIONS, 'live');
    await stage.store
      .commit(LEDGER, checkpoint, at(2), writes(3), { release: ['s-1'] })
      .catch((error: unknown) => {
        if (error instanceof Fenced && checkpoint < at(2)) return overtake();
        throw error;
      });
  };

  const writes = (rank: number) => ACCOUNTS.map((id) => account(id, { rank }));

  const commit = (store: ReadStore): Promise<void> => store.commit(LEDGER, at(1), at(2), writes(2));

  describe('a commit in which the connection is lost', () => {
    for (let messages = 0; messages < MESSAGES; messages += 1)
      it(`after ${String(messages)} messages is done whole, or said not to be and done whole the next time`, async () => {
        await stage.ledger(...writes(1));
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

  /** Asks at the end of a wire that is cut for good after so many messages, as by a process that is killed. */
  const killed = async (messages: number, ask: (store: ReadStore) => Promise<void>): Promise<void> => {
    const { place, line } = await wired(stage.place);
    const store = await stage.engine.open(place);
    await store.standings();
    const killed = line.breakAfter(messages).then(() => store.close());
    await Promise.race([ask(store).catch(() => undefined), killed]);
    await line.refuse();
    await store.close();
  };

  const rebuilt = async (): Promise<void> => {
    await stage.ledger(account('one', { rank: 1 }));
    await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
    const park = [
      { ...NEXT_LEDGER, projection: 'ledger', stream: 's-1', position: at(1), error: 'no', attempts: 1 },
    ];
    await stage.store.commit(NEXT_LEDGER, START, at(1), [account('two', { rank: 2 })], { park });
  };

  describe('a switch whose process is killed', () => {
    it.each([0, 1, 2, 3])(
      'after %i messages leaves one version serving, the old or the new',
      async (messages) => {
        await rebuilt();
        await killed(messages, (store) => store.promote(NEXT_LEDGER));
        const live = (await stage.store.standings()).filter(({ state }) => state === 'live');
        expect(live).toHaveLength(1);
        const served = await stage.accounts.find('account', { limit: 10 });
        expect(served.items.map(({ rank }) => rank)).toEqual([live[0]?.version]);
      },
      30_000,
    );
  });

  describe('a drop whose process is killed', () => {
    it.each([2, 8, 10])(
      'after %i messages leaves nothing to a version that begins anew under its number',
      async (messages) => {
        await rebuilt();
        await killed(messages, (store) => store.drop(NEXT_LEDGER));
        const left = (await stage.store.standings()).filter(({ version }) => version === 2);
        if (left.length > 0) await stage.store.drop(NEXT_LEDGER);
        else expect(await stage.store.parked()).toEqual([]);
        await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
        expect(await stage.store.reader('ledger', 2).count('account')).toBe(0);
        expect(await stage.store.parked(NEXT_LEDGER)).toEqual([]);
      },
      30_000,
    );
  });

  describe('a commit that is held up', () => {
    it.each(HELD_AFTER)(
      'after %i messages, and comes late, changes nothing of what was committed meanwhile',
      async (messages) => {
        await stage.ledger(...writes(1));
        const { place, line } = await wired(stage.place);
        const store = await stage.engine.open(place);
        try {
          await store.standings();
          const held = line.holdAfter(messages);
          const park = [
            { projection: 'ledger', version: 1, stream: 's-1', position: at(1), error: 'no', attempts: 1 },
          ];
          const late = store.commit(LEDGER, at(1), at(2), writes(2), { park }).catch(() => undefined);
          await held;
          await overtake();
          line.letGo();
          await late;
          expect(await ranks()).toEqual([3, 3, 3]);
          expect(await stage.store.parked()).toEqual([]);
        } finally {
          await store.close();
          await line.refuse();
        }
      },
      30_000,
    );
  });
};
