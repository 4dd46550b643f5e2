import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '@event-store/event-store';
import {
  beside,
  event,
  events,
  freshStream,
  idsOf,
  isRefused,
  outcome,
  type Engine,
  type TestedLog,
} from './tested-log';

export const concurrency = (engine: Engine): void => {
  describe('appending at the same time', () => {
    let log: TestedLog;
    let store: EventStore;
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
    });
    afterAll(() => log.dispose());

    /** Spread over several where a log may have several. */
    const instances = async (): Promise<readonly EventStore[]> => [
      store,
      await log.another(),
      await log.another(),
    ];

    it.each([2, 32])('lets one of %d create a stream and refuses the others', async (callers) => {
      const stream = freshStream();
      const stores = await instances();
      const answers = await Promise.all(
        events(callers).map((one, index) =>
          outcome((stores[index % stores.length] ?? store).append(stream, 'no-stream', [one])),
        ),
      );
      const refused = answers.filter(isRefused);
      expect(refused).toHaveLength(callers - 1);
      for (const error of refused) expect(error).toMatchObject({ name: 'WrongExpectedRevision', actual: 0 });
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    it.each([2, 8, 32])(
      'acknowledges and keeps every append of %d callers, on every instance',
      async (callers) => {
        const stores = await instances();
        const first = freshStream();
        const appendAll = async (caller: number): Promise<readonly string[]> => {
          const stream = beside(first);
          const sent = events(20);
          const own = stores[caller % stores.length] ?? store;
          for (const [index, one] of sent.entries())
            await own.append(stream, index === 0 ? 'no-stream' : index - 1, [one]);
          expect(idsOf(await own.readStream(stream))).toEqual(idsOf(sent));
          return (await store.readStream(stream)).map(({ position }) => position);
        };
        const positions = (
          await Promise.all(Array.from({ length: callers }, (_, caller) => appendAll(caller)))
        ).flat();
        expect(new Set(positions).size).toBe(callers * 20);
      },
    );

    it('counts a stream on without a gap where 32 callers append to it whatever its revision', async () => {
      const stream = freshStream();
      const answers = await Promise.all(events(32).map((one) => store.append(stream, 'any', [one])));
      const revisions = answers.map(({ revision }) => revision).sort((a, b) => a - b);
      expect(revisions).toEqual(Array.from({ length: 32 }, (_, index) => index));
      expect((await store.readStream(stream)).map(({ revision }) => revision)).toEqual(revisions);
    });

    it('keeps none of the 8 that were refused among 32, and all of the others', async () => {
      const first = freshStream();
      const work = Array.from({ length: 32 }, (_, index) => ({
        stream: beside(first),
        sent: [event({ index }), event({ index })],
        isWrong: index % 4 === 3,
      }));
      const answers = await Promise.all(
        work.map(({ stream, sent, isWrong }) =>
          outcome(store.append(stream, isWrong ? 5 : 'no-stream', sent)),
        ),
      );
      expect(answers.map(isRefused)).toEqual(work.map(({ isWrong }) => isWrong));
      for (const { stream, sent, isWrong } of work)
        expect(idsOf(await store.readStream(stream))).toEqual(isWrong ? [] : idsOf(sent));
    });
  });
};
