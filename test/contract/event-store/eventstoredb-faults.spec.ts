import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { categoryOf, type EventStore, type NewEvent, type RecordedEvent } from '@event-store/event-store';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { verify } from '@event-store/verify';
import type { Line } from '../../engines/line';
import {
  isGivenWithALine,
  lineTo,
  nameWithALine,
  serverWithALine,
  type TestedServer,
} from '../../engines/eventstoredb/tested-server';
import { beside, event, events, freshStream, idsOf, isRefused, outcome, until } from './tested-log';

const CALLERS = 32;
/**
 * Short, so that a connection that carries nothing is given up within the test; a given server may be a slow one, and has to
 * be able to answer within it, connection and disk included.
 */
const PATIENCE = { callMs: isGivenWithALine ? 5_000 : 600, budgetMs: 60_000 };
/** For those who are to have no answer. */
const HASTY = { callMs: 100, budgetMs: 300 };

jest.setTimeout(120_000);

describe(`an adapter behind a bad line, on ${nameWithALine}`, () => {
  let server: TestedServer;
  let line: Line;
  let direct: EventStore;
  let store: EventStore;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  const through = (options: Partial<typeof PATIENCE> = {}, user = ''): EventStore =>
    EventStoreDbEventStore.open(`esdb://${user}127.0.0.1:${String(line.port)}?tls=false`, {
      ...PATIENCE,
      ...options,
    });

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    server = await serverWithALine();
    direct = EventStoreDbEventStore.open(server.url);
    line = await lineTo(server.url);
  });
  beforeEach(async () => {
    await line.open();
    store = through();
  });
  afterEach(async () => {
    await store.close();
    expect(unhandled).toEqual([]);
  });
  afterAll(async () => {
    await line.refuse();
    await direct.close();
    await server.close();
    process.off('unhandledRejection', note);
  });

  const expectSound = async (stream: string, sent: readonly NewEvent[]): Promise<void> => {
    expect(idsOf(await direct.readStream(stream))).toEqual(idsOf(sent));
    for await (const { breaks } of verify(direct, { stream })) expect(breaks).toEqual([]);
  };

  it('waits for a server that refuses, and appends once it is back', async () => {
    const stream = freshStream();
    await line.refuse();
    const sent = events(2);
    const appending = store.append(stream, 'no-stream', sent);
    const reading = store.readStream(stream);
    await line.open();
    await expect(appending).resolves.toMatchObject({ revision: 1 });
    expect([[], idsOf(sent)]).toContainEqual(idsOf(await reading));
    await expectSound(stream, sent);
  });

  it('says that the outcome is unknown when its time is over, and takes the same append later', async () => {
    const stream = freshStream();
    const hasty = through(HASTY);
    await line.refuse();
    const sent = events(1);
    const answer = await outcome(hasty.append(stream, 'no-stream', sent));
    expect(answer).toMatchObject({
      name: 'LogUnavailable',
      message: expect.stringContaining('127.0.0.1') as unknown,
    });
    await expect(hasty.readStream(stream)).rejects.toMatchObject({ name: 'LogUnavailable' });
    await line.open();
    await hasty.close();
    await expect(store.append(stream, 'no-stream', sent)).resolves.toMatchObject({ revision: 0 });
    await expectSound(stream, sent);
  });

  it('leaves a connection that carries nothing any more for another', async () => {
    const stream = freshStream();
    const [first, second] = [event(), event()];
    await store.append(stream, 'no-stream', [first]);
    line.freeze();
    await expect(store.append(stream, 0, [second])).resolves.toMatchObject({ revision: 1 });
    await expectSound(stream, [first, second]);
  });

  it('acknowledges with its place what was written while the answer was lost', async () => {
    const stream = freshStream();
    await store.append(stream, 'no-stream', [event()]);
    await store.readStream(stream);
    line.deafen();
    const sent = events(3);
    const appending = store.append(stream, 0, sent);
    await until(
      direct,
      { from: await startOf(stream), categories: [categoryOf(stream)] },
      (seen) => seen.length >= 3,
    );
    await direct.append(stream, 3, [event()]);
    line.cut();
    await line.open();
    const stored = await direct.readStream(stream);
    await expect(appending).resolves.toEqual({ revision: 3, position: stored[3]?.position });
    expect(idsOf(stored.slice(1, 4))).toEqual(idsOf(sent));
    expect(stored).toHaveLength(5);
  });

  const startOf = async (stream: string) =>
    (await direct.readStream(stream))[0]?.position ?? (await direct.head());

  it('refuses what others were faster with while the outcome was unknown', async () => {
    const stream = freshStream();
    await line.refuse();
    const appending = outcome(store.append(stream, 'no-stream', events(1)));
    const theirs = events(1);
    await direct.append(stream, 'no-stream', theirs);
    await line.open();
    await expect(appending).resolves.toMatchObject({ name: 'WrongExpectedRevision', actual: 0 });
    await expectSound(stream, theirs);
  });

  it('keeps the chain whole where two processes send the same ids with other bodies', async () => {
    const stream = freshStream();
    const sent: NewEvent[] = [];
    for (let n = 0; n < 20; n += 1) {
      const one = event({ n });
      const stores = n % 2 === 0 ? [store, direct] : [direct, store];
      const expected = n === 0 ? 'no-stream' : n - 1;
      await Promise.all(
        stores.map((each, at) => each.append(stream, expected, [{ ...one, data: { n, at } }])),
      );
      sent.push(one);
    }
    await expectSound(stream, sent);
  });

  it('loses nothing and writes nothing twice while connections are reset under 32 callers', async () => {
    const first = freshStream();
    const streams = Array.from({ length: CALLERS }, () => beside(first));
    const acknowledged = new Map<string, NewEvent[]>(streams.map((stream) => [stream, []]));
    let answers = 0;
    const storm = async (): Promise<void> => {
      answers += 1;
      if (answers % 40 !== 0) return;
      if (answers % 120 !== 0) line.cut();
      else await line.refuse().then(() => line.open());
    };
    const write = async (stream: string): Promise<void> => {
      for (let n = 0; n < 15; n += 1) {
        const one = event({ n });
        const answer = await outcome(store.append(stream, n === 0 ? 'no-stream' : n - 1, [one]));
        expect(isRefused(answer) ? answer : answer.revision).toBe(n);
        acknowledged.get(stream)?.push(one);
        await storm();
      }
    };
    await Promise.all(streams.map(write));
    for (const [stream, sent] of acknowledged) await expectSound(stream, sent);
  });

  it('goes on with a subscription where it was, without loss and without an error', async () => {
    const stream = freshStream();
    const categories = [categoryOf(stream)];
    const from = await direct.head();
    const seen: RecordedEvent[] = [];
    const end = new AbortController();
    const sent: NewEvent[] = [];
    const write = async (): Promise<void> => {
      for (const one of events(20)) {
        await direct.append(stream, sent.length === 0 ? 'no-stream' : sent.length - 1, [one]);
        sent.push(one);
      }
    };
    const lose = (): Promise<void> | void => (sent.length % 60 === 0 ? line.refuse() : line.cut());
    await write();
    for await (const batch of store.subscribe({ from, categories, batchSize: 7 }, end.signal)) {
      seen.push(...batch.events);
      if (seen.length >= 200) end.abort();
      if (seen.length < sent.length || seen.length >= 200) continue;
      await lose();
      await write();
      await line.open();
    }
    expect(idsOf(seen)).toEqual(idsOf(sent));
  });

  it('moves a quiet subscription on after the line was lost', async () => {
    const categories = [categoryOf(freshStream())];
    const end = new AbortController();
    const from = await direct.head();
    let wanted = (await direct.append(freshStream(), 'no-stream', events(1))).position;
    let rounds = 0;
    for await (const { position } of store.subscribe({ from, categories }, end.signal)) {
      if (position < wanted) continue;
      rounds += 1;
      if (rounds === 4) end.abort();
      if (rounds === 2) line.cut();
      wanted = (await direct.append(freshStream(), 'no-stream', events(1))).position;
    }
    expect(rounds).toBe(4);
  });

  it('can be closed while nothing answers', async () => {
    const stuck = through();
    line.deafen();
    const appending = outcome(stuck.append(freshStream(), 'no-stream', events(1)));
    const watching = until(stuck, { from: await direct.head(), categories: ['nothing'] }, () => false);
    await stuck.close();
    await expect(appending).resolves.toMatchObject({ name: 'LogUnavailable' });
    await expect(watching).resolves.toEqual([]);
  });

  it('shows neither user nor password in an error', async () => {
    const secret = through(HASTY, 'clerk:s3cret@');
    await line.refuse();
    const answers = await Promise.all([
      outcome(secret.append(freshStream(), 'no-stream', events(1))),
      secret.head().catch((error: unknown) => error),
    ]);
    await secret.close();
    for (const answer of answers) {
      expect(answer).toBeInstanceOf(Error);
      expect(inspect(answer, { depth: 20, showHidden: true })).not.toMatch(/s3cret|czNjcmV0|clerk/);
    }
  });
});
