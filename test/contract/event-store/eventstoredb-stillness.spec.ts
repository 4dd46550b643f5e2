import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { categoryOf, type EventStore, type Position } from '@event-store/event-store';
import { inNamespace } from '@event-store/eventstoredb/connection-string';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { orchard } from '@projection/story';
import { ProjectionRunner } from '@projection/runner';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import { Ledger } from '../../engines/eventstoredb/ledger';
import { startStandIn, type StandIn } from '../../engines/eventstoredb/server';
import { beside, collect, event, events, fill, freshStream, idsOf, until } from './tested-log';

describe('an EventStoreDB whose subscriptions are not what they seem (stand-in)', () => {
  let server: StandIn;
  let store: EventStore;
  let direct: EventStore;
  let told: string[];
  let hear: () => void = () => undefined;

  const tell = (message: string): void => {
    told.push(message);
    hear();
  };
  /** Until something was told that matches. */
  const heard = (words: RegExp): Promise<void> =>
    new Promise((resolve) => {
      hear = () => (told.some((message) => words.test(message)) ? resolve() : undefined);
      hear();
    });

  beforeEach(async () => {
    told = [];
    server = await startStandIn({ isQuiet: true });
    store = EventStoreDbEventStore.open(server.url, { silentMs: 100, tell });
    direct = EventStoreDbEventStore.open(server.url);
  });
  afterEach(async () => {
    await Promise.all([store.close(), direct.close()]);
    await server.close();
  });

  const following = (stream: string, from: Position, count: number) =>
    until(store, { from, categories: [categoryOf(stream)] }, (seen) => seen.length >= count);

  it('tells the end of a quiet county without reading again what a busy neighbour has written', async () => {
    const quiet = EventStoreDbEventStore.open(inNamespace(server.url, 'quiet'));
    const { position } = await quiet.append(freshStream(), 'no-stream', [event()]);
    await quiet.close();
    const stream = freshStream();
    await fill(direct, stream, 3_000);
    const anew = EventStoreDbEventStore.open(inNamespace(server.url, 'quiet'));
    expect(await anew.head()).toBe(position);
    const before = server.given;
    expect(await anew.head()).toBe(position);
    expect(server.given - before).toBe(1);
    await direct.append(stream, 2_999, events(10));
    expect(await anew.head()).toBe(position);
    expect(server.given - before).toBeLessThan(40);
    const later = await anew.append(freshStream(), 'no-stream', [event()]);
    expect(await anew.head()).toBe(later.position);
    await anew.close();
  });

  it('finds the end of a quiet county for the first time without walking through all that its neighbours have written since', async () => {
    const ledger = new Ledger(':memory:', true);
    const shared = await startStandIn({ ledger });
    const quiet = EventStoreDbEventStore.open(inNamespace(shared.url, 'quiet'));
    const { position } = await quiet.append(freshStream(), 'no-stream', events(3));
    await quiet.close();
    const [NEIGHBOURS, AT_ONCE] = [200_000, 1_000];
    const proposed = Array.from({ length: AT_ONCE }, () => ({
      ...{ type: 'Noted', contentType: 'application/json' },
      ...{ id: randomUUID(), data: Buffer.from('{}'), metadata: Buffer.from('{}') },
    }));
    for (let written = 0; written < NEIGHBOURS; written += AT_ONCE)
      ledger.together(() => ledger.append(`busy.thing-${String(written)}`, 'no_stream', proposed));
    const anew = EventStoreDbEventStore.open(inNamespace(shared.url, 'quiet'));
    const before = shared.given + shared.told;
    expect(await anew.head()).toBe(position);
    expect(shared.given + shared.told - before).toBeLessThan(NEIGHBOURS / 4);
    await anew.close();
    await shared.close();
    ledger.close();
  });

  it('moves a reader of a quiet county past what its neighbours write while he reads', async () => {
    const quiet = EventStoreDbEventStore.open(inNamespace(server.url, 'still'), { silentMs: 100 });
    const { position: from } = await quiet.append(freshStream(), 'no-stream', [event()]);
    const first = await quiet.append(freshStream(), 'no-stream', [event()]);
    let neighbours: Position | null = null;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const passing = until(quiet, { from }, (_, at) => {
      begin();
      return neighbours !== null && at >= neighbours;
    });
    const later = until(quiet, { from }, (seen) => seen.length === 2);
    await begun;
    const stream = freshStream();
    await fill(direct, stream, 100);
    neighbours = (await direct.append(stream, 99, events(10))).position;
    expect(await passing).toHaveLength(1);
    const { position } = await quiet.append(freshStream(), 'no-stream', [event()]);
    expect((await later).map((one) => one.position)).toEqual([first.position, position]);
    await quiet.close();
  });

  it('gives all who ask for the end at once the answer of few looks', async () => {
    await direct.append(freshStream(), 'no-stream', [event()]);
    const before = server.given;
    const heads = await Promise.all(Array.from({ length: 30 }, () => store.head()));
    expect(new Set(heads).size).toBe(1);
    expect(server.given - before).toBeLessThanOrEqual(2);
  });

  it('makes one subscription for all readers of a process, once they have caught up', async () => {
    const stream = freshStream();
    const streams = Array.from({ length: 20 }, () => beside(stream));
    const { position: from } = await direct.append(stream, 'no-stream', events(1));
    const reading = streams.map((_, n) => following(stream, from, 20 + n));
    for (const each of streams) await direct.append(each, 'no-stream', events(2));
    for (const seen of await Promise.all(reading)) expect(seen.length).toBeGreaterThanOrEqual(20);
    const { opened } = server;
    const { position } = await direct.append(beside(stream), 'no-stream', events(1));
    const watching = following(stream, position, 2);
    await direct.append(beside(stream), 'no-stream', events(1));
    const later = streams.map(() => following(stream, position, 2));
    await direct.append(beside(stream), 'no-stream', events(1));
    await Promise.all([watching, ...later]);
    expect(server.opened - opened).toBeLessThan(streams.length);
  });

  it('is left for another connection when it is up and silent while the log goes on', async () => {
    const stream = freshStream();
    const from = await direct.head();
    await direct.append(stream, 'no-stream', events(1));
    const seen: string[] = [];
    const end = new AbortController();
    for await (const batch of store.subscribe({ from, categories: [categoryOf(stream)] }, end.signal)) {
      seen.push(...idsOf(batch.events));
      if (seen.length === 2) end.abort();
      else {
        server.manners.silentUpTo = server.opened;
        await direct.append(stream, 0, events(1, 1));
      }
    }
    expect(seen).toHaveLength(2);
    expect(told.join()).toMatch(/the subscription to the log: no answer within 100 ms/);
  });

  it('is asked again ever more seldom while it confirms a subscription and then ends it', async () => {
    const stream = freshStream();
    const { position: from } = await direct.append(stream, 'no-stream', events(1));
    server.manners.dropsSubscriptions = true;
    const reading = following(stream, from, 1);
    await heard(/failed 4 times in a row/);
    server.manners.dropsSubscriptions = false;
    await direct.append(stream, 0, events(1, 1));
    expect(await reading).toHaveLength(1);
    expect(told.at(-1)).toMatch(/goes on$/);
  });

  it('does not hide that a user may not read the log of all streams', async () => {
    const stream = freshStream();
    await direct.append(stream, 'no-stream', events(1));
    server.manners.mayReadAll = false;
    const from = '0'.repeat(32) as Position;
    for (const categories of [[categoryOf(stream)], undefined])
      await expect(
        collect(store.subscribe({ from, ...(categories && { categories }) }, new AbortController().signal)),
      ).rejects.toMatchObject({
        name: 'LogUnavailable',
        message: expect.stringContaining('refuses access') as unknown,
      });
    server.manners.mayReadAll = true;
    expect(await following(stream, from, 1)).toHaveLength(1);
  });

  it('is shown by the projection that cannot follow, and followed once the rights are there', async () => {
    const views = SqliteReadStore.open(':memory:');
    const runner = new ProjectionRunner({ store, views, projector: orchard });
    server.manners.mayReadAll = false;
    await runner.start();
    await runner.bell.until(() => runner.status.error?.includes('refuses access') === true);
    server.manners.mayReadAll = true;
    const head = await direct.append(freshStream(), 'no-stream', events(1));
    await runner.bell.until(() => runner.status.checkpoint >= head.position && runner.status.error === null);
    await runner.stop();
    await views.close();
  });

  it('tells readers who wait when the rights are taken from the user', async () => {
    const stream = freshStream();
    const { position: from } = await direct.append(stream, 'no-stream', events(1));
    const reading = following(stream, from, 2);
    const second = await direct.append(stream, 0, events(1, 1));
    await until(store, { from }, (_, at) => at >= second.position);
    server.manners.mayReadAll = false;
    server.manners.dropsSubscriptions = true;
    server.wake();
    await expect(reading).rejects.toThrow('refuses access');
  });

  it('passes on an error that nobody knows, after some tries', async () => {
    server.manners.isBroken = true;
    const reading = collect(
      store.subscribe({ from: '0'.repeat(32) as Position }, new AbortController().signal),
    );
    await expect(reading).rejects.toThrow(/refused: .*Unexpected ReadAllResult/);
    expect(told.some((message) => message.includes('failed 2 times in a row'))).toBe(true);
  });

  it('repeats nothing though the server does', async () => {
    const stream = freshStream();
    await fill(direct, stream, 5);
    server.manners.repeatsFirst = true;
    const seen = await following(stream, '0'.repeat(32) as Position, 5);
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
  });

  it('loses nothing though the server says too early how far it is', async () => {
    const stream = freshStream();
    await fill(direct, stream, 60);
    Object.assign(server.manners, { isHasty: true, deliveryMs: 5 });
    const selection = { from: '0'.repeat(32) as Position, categories: [categoryOf(stream)], batchSize: 7 };
    let [at, count] = [selection.from, 0];
    for await (const { events: some, position } of direct.readAll(selection)) {
      for (const one of some) expect(one.position > at).toBe(true);
      count += some.length;
      at = position;
    }
    expect(count).toBe(60);
  });
});
