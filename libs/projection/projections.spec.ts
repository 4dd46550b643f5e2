import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import { Engines } from '@testing/engines';
import { ProjectionHost, type HostParts } from './projections';
import { reached, waitUntilReached } from './reached';
import { ailing, gardener, Gate, grown, orchard, planted } from './story';

let engines: Engines;
let host: ProjectionHost;

const hosting = (more: Partial<HostParts> = {}) => {
  const { store, views } = engines;
  const { send } = new Gate();
  host = new ProjectionHost({ store, views, projectors: [orchard], policies: [gardener], send, ...more });
  return host;
};

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

  it('waits for a position, but not for ever', async () => {
    await hosting().start();
    const head = await engines.happen(planted('a', 'v1'));
    expect(await host.waitFor(head, { timeoutMs: 5_000 })).toBe(true);
    await host.stop();
    const beyond = await engines.happen(grown('a', 1));
    expect(await host.waitFor(beyond, { timeoutMs: 1 })).toBe(false);
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

  it('refuses two of the same name', () => {
    hosting({ policies: [] });
    expect(() => hosting({ projectors: [orchard, orchard] })).toThrow('same name');
  });

  it('lets a process that has only the read store see how far it is', async () => {
    const { views } = engines;
    await hosting({ policies: [] }).start();
    const head = await engines.happen(planted('a', 'v1'));
    expect(await waitUntilReached(views, head, { timeoutMs: 5_000 })).toBe(true);
    expect(await reached(views, head, ['orchard'])).toBe(true);
    expect(await reached(views, START, ['no-such-projection'])).toBe(false);
    await host.stop();
    const beyond = await engines.happen(grown('a', 1));
    expect(await waitUntilReached(views, beyond, { timeoutMs: 1, pollMs: 1 })).toBe(false);
  });
});
