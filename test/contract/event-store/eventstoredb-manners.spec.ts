import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { linkOf } from '@event-store/chain';
import { categoryOf, START, type EventStore } from '@event-store/event-store';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { startStandInProcess, type StandInProcess } from '../../engines/eventstoredb/stand-in-process';
import { beside, events, freshStream, idsOf, outcome, until } from './tested-log';

const WELL = { isNotReady: false, isBroken: false, leader: null, diesAfter: null, deliveryMs: 0 } as const;
const PATIENCE = { callMs: 2_000, budgetMs: 30_000 };

describe('an EventStoreDB that misbehaves (stand-in)', () => {
  let server: StandInProcess;
  let other: StandInProcess;
  let store: EventStore;
  let direct: EventStore;

  beforeAll(async () => {
    [server, other] = await Promise.all([startStandInProcess(), startStandInProcess()]);
  });
  beforeEach(() => {
    store = EventStoreDbEventStore.open(server.url, PATIENCE);
    direct = EventStoreDbEventStore.open(server.url);
  });
  afterEach(async () => {
    await server.behave(WELL);
    await Promise.all([store.close(), direct.close()]);
  });
  afterAll(async () => {
    await Promise.all([server.stop(), other.stop()]);
  });

  it('is waited for while it is not ready, for appends and for reads', async () => {
    const [stream, before] = [freshStream(), freshStream()];
    const [sent, known] = [events(3), events(2)];
    await store.append(before, 'no-stream', known);
    await server.behave({ isNotReady: true });
    const seen: string[] = [];
    const appending = store.append(stream, 'no-stream', sent).finally(() => seen.push('appended'));
    const reading = store.readStream(before).finally(() => seen.push('read'));
    const hasty = EventStoreDbEventStore.open(server.url, { callMs: 500, budgetMs: 100 });
    expect(await outcome(hasty.append(freshStream(), 'no-stream', events(1)))).toMatchObject({
      name: 'LogUnavailable',
    });
    await hasty.close();
    expect(seen).toEqual([]);
    await server.behave(WELL);
    await expect(appending).resolves.toMatchObject({ revision: 2 });
    expect(idsOf(await reading)).toEqual(idsOf(known));
    expect(idsOf(await direct.readStream(stream))).toEqual(idsOf(sent));
  });

  it('is read between two appends to a stream, but not by one who pours events that are the same from everybody', async () => {
    const pouring = EventStoreDbEventStore.open(server.url, { ...PATIENCE, trustsIds: true });
    const hasty = EventStoreDbEventStore.open(server.url, { callMs: 500, budgetMs: 100 });
    const [stream, other] = [freshStream(), freshStream()];
    const sent = events(4);
    for (const [start, expected] of [[0, 'no-stream'] as const, [2, 1] as const]) {
      await pouring.append(stream, expected, sent.slice(start, start + 2));
      await server.behave({ isBroken: true });
    }
    await server.behave(WELL);
    await hasty.append(other, 'no-stream', events(1));
    await server.behave({ isBroken: true });
    expect(await outcome(hasty.append(other, 0, events(1)))).toMatchObject({ name: 'LogUnavailable' });
    await server.behave(WELL);
    const stored = await direct.readStream(stream);
    expect(idsOf(stored)).toEqual(idsOf(sent));
    const links = stored.map(linkOf);
    expect(links.slice(1).map((link) => link?.previousHash)).toEqual(
      links.slice(0, -1).map((link) => link?.hash),
    );
    await Promise.all([pouring.close(), hasty.close()]);
  });

  it('is left for the node that it says leads', async () => {
    const [, host = '', port = ''] = /\/\/([^:]+):(\d+)/.exec(other.url) ?? [];
    const stream = freshStream();
    const sent = events(2);
    const leading = EventStoreDbEventStore.open(other.url);
    await server.behave({ leader: { host, port: Number(port) } });
    await expect(store.append(stream, 'no-stream', sent)).resolves.toMatchObject({ revision: 1 });
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(sent));
    expect(idsOf(await leading.readStream(stream))).toEqual(idsOf(sent));
    await leading.close();
    await server.behave(WELL);
    expect(await direct.readStream(stream)).toEqual([]);
  });

  it('is asked again when it died between the write and the answer, and acknowledges what is there', async () => {
    const stream = freshStream();
    const [first, second] = [events(2), events(3, 2)];
    await store.append(stream, 'no-stream', first);
    await server.behave({ diesAfter: 1 });
    const appending = store.append(stream, 1, second);
    await server.gone();
    await server.restart();
    const stored = await direct.readStream(stream);
    expect(idsOf(stored)).toEqual(idsOf([...first, ...second]));
    await expect(appending).resolves.toEqual({ revision: 4, position: stored.at(-1)?.position });
    expect(await direct.readStream(stream)).toHaveLength(5);
  });

  it('dies in the middle of many appends, and each of them is there once', async () => {
    const first = freshStream();
    const streams = Array.from({ length: 16 }, () => beside(first));
    const sent = streams.map(() => events(2));
    await server.behave({ diesAfter: 5 });
    const appending = streams.map((stream, at) => store.append(stream, 'no-stream', sent[at] ?? []));
    await server.gone();
    await server.restart();
    for (const { revision } of await Promise.all(appending)) expect(revision).toBe(1);
    for (const [at, stream] of streams.entries())
      expect(idsOf(await direct.readStream(stream))).toEqual(idsOf(sent[at] ?? []));
  });

  it('that delivers slowly is followed without loss, and can be left in the middle', async () => {
    const stream = freshStream();
    const categories = [categoryOf(stream)];
    const sent = events(40);
    await store.append(stream, 'no-stream', sent);
    await server.behave({ deliveryMs: 5 });
    const seen = await until(store, { from: START, categories }, (all) => all.length >= sent.length);
    expect(idsOf(seen)).toEqual(idsOf(sent));
    await server.behave({ deliveryMs: 500 });
    const some = await until(store, { from: START, categories }, (all) => all.length > 0);
    expect(idsOf(sent).slice(0, some.length)).toEqual(idsOf(some));
    expect(some.length).toBeLessThan(sent.length);
  });
});
