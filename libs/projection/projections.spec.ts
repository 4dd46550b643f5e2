import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Engines } from '@testing/engines';
import { ProjectionHost, type HostParts } from './projections';
import { ailing, gardener, Gate, orchard, planted } from './story';

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
});
