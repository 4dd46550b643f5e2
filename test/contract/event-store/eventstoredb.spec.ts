import { describe, expect, it } from '@jest/globals';
import { inNamespace } from '@event-store/eventstoredb/connection-string';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { START, type EventStore, type RecordedEvent } from '@event-store/event-store';
import { compare } from '@event-store/moving/comparison';
import { pour } from '@event-store/moving/pouring';
import { verify } from '@event-store/verify';
import { eventStoreContract } from './contract';
import { ownNamespace, serverName, testedServer } from '../../engines/eventstoredb/tested-server';
import { event, events, fill, freshStream, idsOf, type TestedLog } from './tested-log';

const opening = async (namespace?: string): Promise<TestedLog> => {
  const { url: server, close } = await testedServer();
  const url = namespace === undefined ? server : inNamespace(server, namespace);
  const opened: EventStore[] = [];
  const another = (): Promise<EventStore> => {
    const store = EventStoreDbEventStore.open(url);
    opened.push(store);
    return Promise.resolve(store);
  };
  return {
    store: await another(),
    another,
    afterKill: another,
    plans: () => [],
    dispose: async () => {
      for (const store of opened) await store.close();
      await close();
    },
  };
};

const traits = { explainsItself: false, startsEmpty: false };

eventStoreContract(serverName, () => opening(), traits);
eventStoreContract(`${serverName}, in a namespace`, () => opening('tested'), traits);

describe('counties that share a server', () => {
  it('see nothing of each other, not even the same stream', async () => {
    const server = await testedServer();
    const names = [freshStream(), freshStream()].map((stream) => stream.replaceAll('-', '_').slice(0, 32));
    const [one, other] = names.map((name) => EventStoreDbEventStore.open(inNamespace(server.url, name)));
    if (!one || !other) throw new Error('two were opened');
    const [ours, theirs] = [event(), event()];
    await one.append('household-1', 'no-stream', [ours]);
    const { position } = await other.append('household-1', 'no-stream', [theirs]);
    expect(await one.head()).not.toBe(await other.head());
    expect(await other.head()).toBe(position);
    expect(idsOf(await one.readStream('household-1'))).toEqual(idsOf([ours]));
    for (const [store, sent] of [
      [one, ours],
      [other, theirs],
    ] as const) {
      const all: RecordedEvent[] = [];
      for await (const { events } of store.readAll({ from: START })) all.push(...events);
      expect(all.map(({ stream, id }) => [stream, id])).toEqual([['household-1', sent.id]]);
    }
    await one.close();
    await other.close();
    await server.close();
  });
});

describe('a county that moves from one EventStoreDB to another', () => {
  it('is there as it was, and nothing of it twice', async () => {
    const [server, other] = [await testedServer(), await testedServer()];
    const source = EventStoreDbEventStore.open(ownNamespace(server.url));
    const target = EventStoreDbEventStore.open(ownNamespace(other.url));
    for (const stream of ['household-1', 'person-1']) await fill(source, stream, 200);
    await source.append('household-1', 199, events(3, 200));
    const until = await source.head();
    const poured = async (): Promise<readonly [number, number]> => {
      let last: readonly [number, number] = [0, 0];
      for await (const told of pour({ source, target, until })) last = [told.found, told.poured];
      return last;
    };
    expect(await poured()).toEqual([0, 403]);
    expect(await poured()).toEqual([403, 0]);
    expect(await compare({ source, target, until })).toMatchObject({
      all: { source: 403, target: 403 },
      firstDifference: null,
    });
    for await (const { breaks } of verify(target)) expect(breaks).toEqual([]);
    await Promise.all([source.close(), target.close()]);
    await Promise.all([server.close(), other.close()]);
  });
});
