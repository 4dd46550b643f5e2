import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { categoryOf, type EventStore } from '@event-store/event-store';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { Cluster } from '../../engines/eventstoredb/cluster';
import { issuedIdentity } from '../../engines/eventstoredb/identity';
import { events, freshStream, idsOf, outcome, until } from './tested-log';

const HASTY = { callMs: 2_000, budgetMs: 100 };
const SECRETS = /s3cret|czNjcmV0|wr0ng|clerk/;

describe('a cluster of three EventStoreDB nodes (stand-in)', () => {
  let cluster: Cluster;
  const opened: EventStore[] = [];
  const opening = (url: string): EventStore => {
    const store = EventStoreDbEventStore.open(url, { callMs: 2_000, budgetMs: 30_000, silentMs: 200 });
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    cluster = await Cluster.start();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await cluster.close();
  });

  it.each([0, 1, 2])(
    'is found by any of its nodes, and spoken with at the one that leads: %d',
    async (leader) => {
      cluster.lead(leader);
      const store = opening(cluster.url());
      await expect(store.append(freshStream(), 'no-stream', events(1))).resolves.toMatchObject({
        revision: 0,
      });
      expect(await store.state?.()).toEqual({
        version: '24.6.0',
        node: cluster.host(leader),
        role: 'LEADER',
        members: 3,
        membersAlive: 3,
      });
    },
  );

  it('is found where two of the hosts are dead, and says how many are alive', async () => {
    cluster.lead(2);
    await cluster.kill(0);
    await cluster.kill(1);
    const store = opening(cluster.url());
    await store.append(freshStream(), 'no-stream', events(1));
    expect(await store.state?.()).toMatchObject({ node: cluster.host(2), members: 3, membersAlive: 1 });
  });

  const working = async (change: () => Promise<void> | void): Promise<void> => {
    const store = opening(cluster.url());
    const stream = freshStream();
    const from = await store.head();
    const sent = events(40);
    const reading = until(store, { from, categories: [categoryOf(stream)] }, (seen) => seen.length >= 40);
    for (const [n, one] of sent.entries()) {
      if (n === 20) await change();
      const answer = await store.append(stream, n === 0 ? 'no-stream' : n - 1, [one]);
      expect(answer.revision).toBe(n);
    }
    expect(idsOf(await reading)).toEqual(idsOf(sent));
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(sent));
    expect(await store.state?.()).toMatchObject({ node: cluster.host(1), role: 'LEADER' });
  };

  it('goes on without loss where another node is voted to lead', () => working(() => cluster.lead(1)));

  it('goes on without loss where the leader dies', () =>
    working(async () => {
      cluster.lead(1);
      await cluster.kill(0);
    }));

  it('is left for the rest where the node that led is cut off and its subscriptions fall silent', () =>
    working(() => {
      cluster.node(0).manners.silentUpTo = cluster.node(0).opened;
      cluster.lead(1);
    }));

  it('is followed at other nodes by who prefers them, who decides by the leader all the same', async () => {
    const store = opening(cluster.url('&nodePreference=follower'));
    const stream = freshStream();
    const sent = events(3);
    const from = await store.head();
    const before = cluster.node(0).opened;
    const reading = until(store, { from, categories: [categoryOf(stream)] }, (seen) => seen.length >= 3);
    for (const [n, one] of sent.entries()) {
      cluster.node(1).manners.isNotReady = cluster.node(2).manners.isNotReady = n > 0 && n < 2;
      await store.append(stream, n === 0 ? 'no-stream' : n - 1, [one]);
      expect(idsOf(await store.readStream(stream))).toHaveLength(n + 1);
    }
    expect(idsOf(await reading)).toEqual(idsOf(sent));
    expect(cluster.node(0).opened).toBe(before);
    expect(await store.state?.()).toMatchObject({ node: cluster.host(0), role: 'LEADER' });
  });
});

describe('EventStoreDB nodes with certificates and users (stand-in)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-certificates-'));
  const [trusted, foreign] = [join(folder, 'ca.crt'), join(folder, 'other.crt')];
  let cluster: Cluster;

  beforeAll(async () => {
    const identity = issuedIdentity();
    writeFileSync(trusted, identity.authority);
    writeFileSync(foreign, issuedIdentity().authority);
    cluster = await Cluster.start(identity);
    for (const { manners } of cluster.nodes) manners.users = { clerk: 's3cret' };
  });
  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  const refused = async (url: string): Promise<unknown> => {
    const store = EventStoreDbEventStore.open(url, HASTY);
    const answer = await outcome(store.append(freshStream(), 'no-stream', events(1)));
    await store.close();
    expect(inspect(answer, { depth: 20, showHidden: true })).not.toMatch(SECRETS);
    return answer;
  };
  const by = (authority: string): string => `&tlsCAFile=${encodeURIComponent(authority)}`;

  it('take appends and subscriptions of who is known, over a line that is', async () => {
    const store = EventStoreDbEventStore.open(cluster.url(by(trusted), 'clerk:s3cret@'));
    const stream = freshStream();
    const sent = events(2);
    const from = await store.head();
    await store.append(stream, 'no-stream', sent);
    const seen = await until(store, { from, categories: [categoryOf(stream)] }, (all) => all.length >= 2);
    expect(idsOf(seen)).toEqual(idsOf(sent));
    expect(await store.state()).toMatchObject({ role: 'LEADER', members: 3 });
    await store.close();
  });

  it.each([
    ['a wrong password', 'clerk:wr0ng@'],
    ['no user', ''],
  ])('refuse %s, and the refusal tells no secret', async (_, credentials) => {
    expect(await refused(cluster.url(by(trusted), credentials))).toMatchObject({
      name: 'LogUnavailable',
      message: expect.stringContaining('refuses access: look at user, password and rights') as unknown,
    });
  });

  it('are not believed with a certificate of somebody else', async () => {
    expect(await refused(cluster.url(by(foreign), 'clerk:s3cret@'))).toMatchObject({
      name: 'LogUnavailable',
    });
    const one = `esdb://clerk:s3cret@${cluster.host(0)}?tls=true${by(foreign)}`;
    expect(await refused(one)).toMatchObject({
      name: 'LogUnavailable',
      message: expect.stringMatching(/certificate|self[- ]signed/i) as unknown,
    });
  });

  it('are not spoken with in the clear', async () => {
    const clear = `esdb://clerk:s3cret@${cluster.host(0)}?tls=false`;
    expect(await refused(clear)).toMatchObject({ name: 'LogUnavailable' });
  });

  it('cannot be reached with a certificate file that is not there, and the fault names no user', () => {
    const url = cluster.url(by(join(folder, 'missing.crt')), 'clerk:s3cret@');
    const opening = (): unknown => EventStoreDbEventStore.open(url);
    expect(opening).toThrow('File was not found');
    expect(opening).not.toThrow(SECRETS);
  });
});
