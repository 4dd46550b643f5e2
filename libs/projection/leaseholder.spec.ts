import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Lease, Leases } from '@read-store/leases';
import { Bell } from './bell';
import { fairShare, LEASE_TERMS, Leaseholder } from './leaseholder';
import { silent } from './log';
import { realPause } from './pause';

describe('a fair share', () => {
  it.each([
    [23, 1, 23],
    [23, 2, 12],
    [23, 3, 8],
    [3, 5, 1],
    [23, 0, 23],
  ])('of %d projections among %d holders is %d', (projections, holders, share) => {
    expect(fairShare(projections, holders)).toBe(share);
  });
});

describe('the terms of a lease', () => {
  /** Each of the two rounds that are concerned asks a handful of questions. */
  const ROUND_MS = 1_000;

  it('let another process take over within ten seconds of a kill', () => {
    expect(LEASE_TERMS.forMs + LEASE_TERMS.everyMs + 2 * ROUND_MS).toBeLessThanOrEqual(10_000);
  });

  it('leave room for a renewal that fails', () => {
    expect(LEASE_TERMS.forMs).toBeGreaterThanOrEqual(3 * LEASE_TERMS.everyMs);
  });
});

const aMoment = () => new Promise((resolve) => setImmediate(resolve));

/** A server that gives every lease, and may then not answer any more, or only when it is told to. */
class Server implements Leases {
  answering: Promise<unknown> = Promise.resolve();
  taken = 0;
  renewedMs = 0;

  async present(): Promise<number> {
    await this.answering;
    return 1;
  }

  async free(projections: readonly string[]): Promise<readonly string[]> {
    await this.answering;
    return projections;
  }

  async take(projections: readonly string[], holder: string): Promise<readonly Lease[]> {
    await this.answering;
    this.taken += 1;
    return projections.map((projection) => ({ projection, holder, token: this.taken }));
  }

  async renew(leases: readonly Lease[]): Promise<readonly Lease[]> {
    this.renewedMs = performance.now();
    await this.answering;
    return leases;
  }

  release = () => Promise.resolve();
  leave = () => Promise.resolve();
}

describe('a leaseholder whose server does not answer', () => {
  let holder: Leaseholder;
  let open: (value?: unknown) => void;

  afterEach(async () => {
    open();
    await holder.stop();
  });

  /** Its first renewal is under way, and no more is heard. */
  const cutOff = async (terms: typeof LEASE_TERMS) => {
    const server = new Server();
    let asked: () => void = () => undefined;
    const asking = new Promise<void>((resolve) => (asked = resolve));
    const pause = () => {
      server.answering = new Promise((resolve) => (open = resolve));
      asked();
      return Promise.resolve();
    };
    const leases = { leases: server, holder: 'me', projections: ['orchard'], terms };
    holder = new Leaseholder({ ...leases, pause, log: silent, bell: new Bell() });
    await holder.start();
    await asking;
    return server;
  };

  it('has lost what it held when its time is over, and does not wait for the answer', async () => {
    await cutOff({ forMs: 60, everyMs: 20 });
    await once(holder.of('orchard')?.signal as AbortSignal, 'abort');
    expect(holder.of('orchard')).toBeNull();
  });

  it('holds nothing by an answer that came when its time was over', async () => {
    const server = await cutOff({ forMs: 60, everyMs: 20 });
    await once(holder.of('orchard')?.signal as AbortSignal, 'abort');
    while (performance.now() <= server.renewedMs + 60) await aMoment();
    const before = server.taken;
    open();
    while (holder.of('orchard') === null) await aMoment();
    expect(server.taken).toBeGreaterThan(before);
    expect(holder.of('orchard')?.token).toBe(server.taken);
  });
});

describe('a leaseholder that ends while its server is away', () => {
  it('ends all the same, and does not wait for each lease in turn', async () => {
    const server = new Server();
    const told: string[] = [];
    let asked = 0;
    server.release = () => {
      asked += 1;
      return Promise.reject(new Error('nobody answers'));
    };
    const holder = new Leaseholder({
      ...{ leases: server, holder: 'me', projections: ['orchard', 'barn'], terms: LEASE_TERMS },
      ...{ pause: realPause, log: { ...silent, error: (words) => void told.push(words) }, bell: new Bell() },
    });
    await holder.start();
    const signals = ['orchard', 'barn'].map((name) => holder.of(name)?.signal);
    await holder.stop();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect([holder.of('orchard'), holder.of('barn'), asked]).toEqual([null, null, 1]);
    expect(told).toEqual([expect.stringContaining('nobody answers')]);
  });
});
