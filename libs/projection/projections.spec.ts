import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Leases } from '@read-store/leases';
import type { ReadStore } from '@read-store/read-store';
import { Engines } from '@testing/engines';
import { ProjectionHost, type HostParts } from './projections';
import { ailing, amended, gardener, Gate, orchard, planted } from './story';

let engines: Engines;
let host: ProjectionHost;

const hosting = (more: Partial<HostParts> = {}) => {
  const { store, views } = engines;
  const { send } = new Gate();
  host = new ProjectionHost({ store, views, projectors: [orchard], policies: [gardener], send, ...more });
  return host;
};

/** A server of leases that gives one only when it is told to, and of which others have what it does not call free. */
const aServer = (free: readonly string[]) => {
  let isGiving = false;
  const mine: Partial<Leases> = {
    ...{ present: async () => 1, renew: async (held) => held, free: async () => free },
    take: async (projections, holder) =>
      isGiving ? projections.map((projection) => ({ projection, holder, token: 1 })) : [],
    ...{ release: async () => undefined, leave: async () => undefined },
  };
  return { leases: mine as Leases, give: () => void (isGiving = true) };
};

const leasing = (leases: Leases) =>
  hosting({
    ...{ views: amended<ReadStore>(engines.views, { leases }), policies: [] },
    ...{ leaseTerms: { forMs: 60_000, everyMs: 1 } },
  });

beforeEach(() => {
  engines = Engines.open();
});

afterEach(async () => {
  await host.stop();
  await engines.close();
});

describe('a host of projections', () => {
  it('settles when what its policies sent has been taken too', async () => {
    const send = async () => {
      const known = await engines.views.reader('orchard').get('trees', 'seedling');
      if (known === null) await engines.happen(planted('seedling', 'v2'));
    };
    await engines.happen(planted('a', 'v1'), ailing('a'));
    await hosting({ send }).start();
    await host.settle();
    expect(await engines.views.reader('orchard').get('trees', 'seedling')).toMatchObject({ village: 'v2' });
    expect(await host.status()).toMatchObject([
      { name: 'orchard', kind: 'projector', phase: 'live', behind: false, parked: [] },
      { name: 'gardener', kind: 'policy', phase: 'live', behind: false, oldestWaitingMs: 0 },
    ]);
  });

  it('shows how old the oldest event is that a policy cannot finish', async () => {
    const recordedAt = '2025-03-01T02:00:00.000Z';
    await engines.happen({ ...ailing('a'), recordedAt });
    const clock = { now: () => Date.parse(recordedAt) + 7_000 };
    let called: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      called = resolve;
    });
    const send = () => {
      called();
      return Promise.reject(new Error('nobody answers'));
    };
    await hosting({ clock, send, projectors: [] }).start();
    await asked;
    expect(await host.status()).toMatchObject([{ behind: true, oldestWaitingMs: 7_000 }]);
    await expect(host.settle({ timeoutMs: 1 })).rejects.toThrow('gardener is live');
  });

  it('waits with settling for a lease that has ended and that nobody has', async () => {
    const { leases, give } = aServer(['orchard']);
    await engines.happen(planted('a', 'v1'));
    await leasing(leases).start();
    expect(await host.status()).toMatchObject([{ phase: 'standing-by', error: 'no process has its lease' }]);
    const settling = host.settle();
    give();
    await settling;
    expect(await host.status()).toMatchObject([{ phase: 'live', behind: false }]);
  });

  it('does not wait for what another process runs', async () => {
    const { leases } = aServer([]);
    await engines.happen(planted('a', 'v1'));
    await leasing(leases).start();
    await expect(host.settle()).rejects.toThrow('orchard is standing-by: another process runs it');
  });

  it('refuses two of the same name', () => {
    hosting({ policies: [] });
    expect(() => hosting({ projectors: [orchard, orchard] })).toThrow('same name');
  });
});
