import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { categoryOf, isPosition, type EventStore, type Position } from '@event-store/event-store';
import {
  beside,
  collect,
  event,
  events,
  eventsIn,
  fill,
  freshStream,
  idsOf,
  type Engine,
  type TestedLog,
} from './tested-log';

export const reading = (engine: Engine): void => {
  describe('reading', () => {
    let log: TestedLog;
    let store: EventStore;
    beforeAll(async () => {
      log = await engine.open();
      store = log.store;
    });
    afterAll(() => log.dispose());

    it('gives back what was sent, to the byte', async () => {
      const stream = freshStream('张三-𠮷');
      const sent = event({
        z: { b: 1, a: [1, 2, { deep: [[], {}, null] }] },
        名: '张三 𠮷 \u0000 "引"\n\t\\/',
        '😀': '\u2028\uffff',
        number: [1.1, 1e-7, -0.5, 9007199254740991, -9007199254740991, 0],
        flags: [true, false],
        empty: '',
        '1': 'a key like an index',
      });
      await store.append(stream, 'no-stream', [
        { ...sent, metadata: { reason: '𠮷\u0000', nested: { b: [1], a: null } } },
      ]);
      const [found] = await store.readStream(stream);
      const { chain, hash, previousHash, ...metadata } = found?.metadata ?? {};
      expect(JSON.stringify(found?.data)).toBe(JSON.stringify(sent.data));
      expect(JSON.stringify(metadata)).toBe('{"reason":"𠮷\\u0000","nested":{"b":[1],"a":null}}');
      expect([chain, hash, previousHash]).toEqual([
        'v1',
        expect.stringMatching(/^[\da-f]{64}$/),
        '0'.repeat(64),
      ]);
      expect(found).toMatchObject({ id: sent.id, type: sent.type, stream, revision: 0 });
      expect(
        eventsIn(await collect(store.readAll({ from: found?.position ?? ('' as Position), categories: [] }))),
      ).toEqual([]);
    });

    it('finds no events in a missing stream, nor beyond the end of one', async () => {
      const stream = freshStream();
      expect(await store.readStream(stream)).toEqual([]);
      await store.append(stream, 'no-stream', events(3));
      expect(await store.readStream(stream, 3)).toEqual([]);
      expect(await store.readStream(stream, 9)).toEqual([]);
    });

    it('gives a stream from a revision on, inclusive', async () => {
      const stream = freshStream();
      const sent = events(5);
      await store.append(stream, 'no-stream', sent);
      const found = await store.readStream(stream, 2);
      expect(found.map(({ revision }) => revision)).toEqual([2, 3, 4]);
      expect(idsOf(found)).toEqual(idsOf(sent.slice(2)));
    });

    it('gives a long stream whole', async () => {
      const stream = freshStream();
      const sent = await fill(store, stream, 1_250);
      expect(idsOf(await store.readStream(stream))).toEqual(idsOf(sent));
    });

    it('gives the log in its order, after a position, in batches that are not larger than asked', async () => {
      const from = await store.head();
      const stream = freshStream();
      const other = beside(stream);
      const sent = events(60);
      for (const [index, one] of sent.entries())
        await store.append(index % 3 === 0 ? other : stream, 'any', [one]);
      const categories = [categoryOf(stream)];
      const batches = await collect(store.readAll({ from, categories, batchSize: 7 }));
      const found = eventsIn(batches);
      expect(idsOf(found)).toEqual(idsOf(sent));
      expect(Math.max(...batches.map((batch) => batch.events.length))).toBeLessThanOrEqual(7);
      const positions = found.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(positions.every(isPosition)).toBe(true);
      const after = await collect(store.readAll({ from: positions[29] ?? from, categories }));
      expect(idsOf(eventsIn(after))).toEqual(idsOf(sent.slice(30)));
    });

    it('says with the last batch, and only there, that nothing more was waiting', async () => {
      const from = await store.head();
      const stream = freshStream();
      await fill(store, stream, 300);
      const batches = await collect(
        store.readAll({ from, categories: [categoryOf(stream)], batchSize: 100 }),
      );
      expect(batches.at(-1)?.caughtUp).toBe(true);
      expect(batches.slice(0, -1).some(({ caughtUp }) => caughtUp)).toBe(false);
    });

    it('has nothing after the head', async () => {
      await store.append(freshStream(), 'no-stream', events(1));
      const batches = await collect(store.readAll({ from: await store.head(), categories: [] }));
      expect(eventsIn(batches)).toEqual([]);
    });

    it('gives the events of the categories asked for and of no other', async () => {
      const from = await store.head();
      const [stream, second, unwanted] = [freshStream(), freshStream(), freshStream()];
      const alike = `${categoryOf(stream)}0-1`;
      for (const target of [stream, unwanted, alike, second])
        await store.append(target, 'no-stream', events(2));
      const categories = [categoryOf(stream), categoryOf(second)];
      const found = eventsIn(await collect(store.readAll({ from, categories })));
      expect(found.map((one) => one.stream)).toEqual([stream, stream, second, second]);
    });

    it('moves on over events that nobody asked for', async () => {
      const from = await store.head();
      const { position } = await store.append(freshStream(), 'no-stream', events(3));
      const batches = await collect(store.readAll({ from, categories: [categoryOf(freshStream())] }));
      expect(eventsIn(batches)).toEqual([]);
      expect((batches.at(-1)?.position ?? from) >= position).toBe(true);
    });

    it('comes to an end while others go on appending', async () => {
      const from = await store.head();
      const stream = freshStream();
      await fill(store, stream, 100);
      let read = 0;
      for await (const batch of store.readAll({ from, categories: [categoryOf(stream)], batchSize: 10 })) {
        await store.append(stream, 'any', events(10));
        read += batch.events.length;
      }
      expect(read).toBe(100);
    });

    it('never says it is further than what it has handed over, where all has arrived and the reader is slow', async () => {
      const from = await store.head();
      const stream = freshStream();
      const sent = await fill(store, stream, 25);
      const found: string[] = [];
      let at: Position = from;
      const categories = [categoryOf(stream)];
      for await (const batch of store.readAll({ from, categories, batchSize: 10 })) {
        expect(batch.events.filter(({ position }) => position <= at)).toEqual([]);
        found.push(...idsOf(batch.events));
        at = batch.position;
        for (let look = 0; look < 20; look += 1) await store.head();
      }
      expect(found).toEqual(idsOf(sent));
    });

    it('shows positions in order: what is read once is never preceded by something new', async () => {
      const from = await store.head();
      const first = freshStream();
      const categories = [categoryOf(first)];
      const writing = Array.from({ length: 200 }, () => store.append(beside(first), 'no-stream', events(1)));
      const looks: (readonly string[])[] = [];
      let writes = 0;
      for (const one of writing) void one.then(() => (writes += 1));
      while (writes < writing.length) {
        looks.push(idsOf(eventsIn(await collect(store.readAll({ from, categories })))));
        await turn();
      }
      const all = idsOf(eventsIn(await collect(store.readAll({ from, categories }))));
      expect(all).toHaveLength(200);
      for (const look of looks) expect(look).toEqual(all.slice(0, look.length));
    });
  });
};
