import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { categoryOf, type EventStore, type Position, type RecordedEvent } from '@event-store/event-store';
import {
  beside,
  event,
  events,
  fill,
  freshStream,
  idsOf,
  until,
  type Engine,
  type TestedLog,
  omitted,
} from './tested-log';

export const subscribing = (engine: Engine): void => {
  describe('subscribing', () => {
    let log: TestedLog;
    let store: EventStore;
    let from: Position;
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
      from = await store.head();
    });
    afterAll(() => log.dispose());

    const count = (wanted: number) => (seen: readonly RecordedEvent[]) => seen.length >= wanted;

    it('catches up, then hands over what is appended', async () => {
      const stream = freshStream();
      const sent = events(30);
      await store.append(stream, 'no-stream', sent.slice(0, 10));
      const reading = until(store, { from, categories: [categoryOf(stream)] }, count(30));
      for (const one of sent.slice(10)) await store.append(stream, 'any', [one]);
      expect(idsOf(await reading)).toEqual(idsOf(sent));
    });

    it('hands over the events of a stream that did not exist when it began', async () => {
      const stream = freshStream();
      const sent = events(2);
      const reading = until(store, { from: await store.head(), categories: [categoryOf(stream)] }, count(2));
      await store.append(stream, 'no-stream', sent);
      expect(idsOf(await reading)).toEqual(idsOf(sent));
    });

    it('begins after its position', async () => {
      const stream = freshStream();
      const [first, second] = events(2);
      const { position } = await store.append(stream, 'no-stream', first ? [first] : []);
      await store.append(stream, 0, second ? [second] : []);
      const seen = await until(store, { from: position, categories: [categoryOf(stream)] }, count(1));
      expect(idsOf(seen)).toEqual([second?.id]);
    });

    it.each([0, 1, 50])(
      'loses nothing and repeats nothing where 4 writers append around the seam (%d before)',
      async (before) => {
        const first = freshStream();
        const categories = [categoryOf(first)];
        await Promise.all(
          Array.from({ length: before }, () => store.append(beside(first), 'no-stream', [event()])),
        );
        const write = async (): Promise<void> => {
          const stream = beside(first);
          for (let n = 0; n < 50; n += 1)
            await store.append(stream, n === 0 ? 'no-stream' : n - 1, [event({ n })]);
        };
        const writing = Promise.all([write(), write(), write(), write()]);
        const seen = await until(store, { from, categories, batchSize: 9 }, count(before + 200));
        await writing;
        expect(new Set(idsOf(seen)).size).toBe(before + 200);
        expect(seen).toHaveLength(before + 200);
        const positions = seen.map(({ position }) => position);
        expect(positions).toEqual([...positions].sort());
      },
    );

    it('never repeats anything when it is resumed from its checkpoint', async () => {
      const stream = freshStream();
      const sent = await fill(store, stream, 350);
      const categories = [categoryOf(stream)];
      const end = new AbortController();
      const checkpoints: { readonly at: Position; readonly handled: number }[] = [];
      let handled = 0;
      for await (const batch of store.subscribe({ from, categories, batchSize: 100 }, end.signal)) {
        handled += batch.events.length;
        checkpoints.push({ at: batch.position, handled });
        if (handled >= 350) end.abort();
      }
      const [first, last] = [checkpoints[0], checkpoints.at(-1)];
      const extra = event();
      await store.append(stream, 349, [extra]);
      const resumed = await until(store, { from: last?.at ?? from, categories }, count(1));
      expect(idsOf(resumed)).toEqual([extra.id]);
      const left = [...idsOf(sent.slice(first?.handled)), extra.id];
      const second = await until(store, { from: first?.at ?? from, categories }, count(left.length));
      expect(idsOf(second)).toEqual(left);
    });

    it('gives the error of a consumer that throws to its caller, and the rest to the one who resumes', async () => {
      const stream = freshStream();
      const sent = await fill(store, stream, 10);
      const categories = [categoryOf(stream)];
      let checkpoint = from;
      const failing = async (): Promise<void> => {
        const running = new AbortController();
        for await (const { events: batch, position } of store.subscribe(
          { from, categories, batchSize: 1 },
          running.signal,
        )) {
          if (batch[0]?.revision === 4) throw new Error('cannot digest');
          checkpoint = position;
        }
      };
      await expect(failing()).rejects.toThrow('cannot digest');
      await expect(store.append(stream, 9, [event()])).resolves.toMatchObject({ revision: 10 });
      const rest = await until(store, { from: checkpoint, categories }, count(7));
      expect(idsOf(rest).slice(0, 6)).toEqual(idsOf(sent.slice(4)));
    });

    const appendMany = async (stream: string, hundreds: number): Promise<void> => {
      for (let n = 0; n < hundreds; n += 1) await store.append(stream, 'any', events(100));
    };

    it('waits for a slow consumer, who loses nothing and holds up nobody', async () => {
      const stream = freshStream();
      const categories = [categoryOf(stream)];
      await store.append(stream, 'no-stream', events(1));
      const end = new AbortController();
      const seen: string[] = [];
      let largest = 0;
      let isAsleep = false;
      for await (const batch of store.subscribe({ from, categories, batchSize: 100 }, end.signal)) {
        seen.push(...idsOf(batch.events));
        largest = Math.max(largest, batch.events.length);
        if (!isAsleep) await appendMany(stream, 30);
        isAsleep = true;
        if (seen.length >= 3_001) end.abort();
      }
      expect(seen).toEqual(idsOf(await store.readStream(stream)));
      expect(largest).toBe(100);
    });

    it('moves its checkpoint on while nothing matches', async () => {
      const categories = [categoryOf(freshStream())];
      const { position } = await store.append(freshStream(), 'no-stream', events(3));
      const seen = await until(store, { from, categories }, (_, at) => at >= position);
      expect(seen).toEqual([]);
    });

    it('hands each of several subscribers everything', async () => {
      const stream = freshStream();
      const sent = events(40);
      const readers = Array.from({ length: 12 }, () =>
        until(store, { from, categories: [categoryOf(stream)] }, count(40)),
      );
      for (const one of sent) await store.append(stream, 'any', [one]);
      for (const seen of await Promise.all(readers)) expect(idsOf(seen)).toEqual(idsOf(sent));
    });

    it('says when nothing more was waiting', async () => {
      const stream = freshStream();
      await fill(store, stream, 200);
      const end = new AbortController();
      const flags: boolean[] = [];
      for await (const batch of store.subscribe(
        { from, categories: [categoryOf(stream)], batchSize: 50 },
        end.signal,
      )) {
        flags.push(batch.caughtUp);
        if (batch.caughtUp) end.abort();
      }
      expect(flags.filter(Boolean)).toHaveLength(1);
      expect(flags.length).toBeGreaterThanOrEqual(4);
    });

    const drained = async (end: AbortController, store: EventStore): Promise<string> => {
      const categories = [categoryOf(freshStream())];
      for await (const batch of store.subscribe({ from, categories }, end.signal))
        expect(batch.events).toEqual([]);
      return 'ended';
    };

    it('ends when its signal aborts, also before it began and while it waits', async () => {
      const aborted = new AbortController();
      aborted.abort();
      await expect(drained(aborted, store)).resolves.toBe('ended');
      const waiting = new AbortController();
      const ending = drained(waiting, store);
      await store.append(freshStream(), 'no-stream', [event()]);
      waiting.abort();
      await expect(ending).resolves.toBe('ended');
    });

    const ifShared = engine.isShared ? it : omitted;
    ifShared('sees what another instance appends, and the other what this one does', async () => {
      const other = await log.another();
      const stream = freshStream();
      const categories = [categoryOf(stream)];
      const readers = [store, other].map((each) => until(each, { from, categories }, count(100)));
      for (let n = 0; n < 100; n += 1)
        await (n % 2 === 0 ? store : other).append(stream, n === 0 ? 'no-stream' : n - 1, [event({ n })]);
      const [here, there] = await Promise.all(readers);
      expect(here?.map(({ data }) => data.n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
      expect(there).toEqual(here);
    });

    it('ends when the log is closed, and a closed log says so', async () => {
      const own = await engine.open();
      const ending = drained(new AbortController(), own.store);
      await own.store.append(freshStream(), 'no-stream', [event()]);
      await own.store.close();
      await expect(ending).resolves.toBe('ended');
      await expect(own.store.append(freshStream(), 'any', [event()])).rejects.toMatchObject({
        name: 'LogUnavailable',
      });
      await expect(own.store.readStream(freshStream())).rejects.toMatchObject({ name: 'LogUnavailable' });
      await own.dispose();
    });
  });
};
