import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import { START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import { expectViewsFromZero } from './views-from-zero';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 4);
const HOOKS = './test/contract/read-store/run-typescript.mjs';
const CLERK = './test/faults/clerk.ts';

interface Acknowledged {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** One life of the county: killed without warning after so many acknowledgements. */
const live = (folder: string, from: number, until: number): Promise<readonly Acknowledged[]> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(
      process.execPath,
      ['--no-warnings', '--import', HOOKS, CLERK, String(from)],
      {
        env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: folder, LOG_LEVEL: 'silent' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const acknowledged: Acknowledged[] = [];
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    lines.on('line', (line) => {
      if (line.startsWith('{') && line.endsWith('}')) acknowledged.push(JSON.parse(line) as Acknowledged);
      if (acknowledged.length >= until) child.kill('SIGKILL');
    });
    child.on('error', reject);
    lines.on('close', () => {
      if (acknowledged.length < until) reject(new Error('the clerk ended by itself'));
      else resolve(acknowledged);
    });
  });

describe('a county that is killed at any instant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-faults-'));
  const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 100_000);
  const acknowledged: Acknowledged[] = [];

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it(`lives ${String(ROUNDS)} times, each ended by kill -9 (seed ${String(seed)})`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const until = 5 + ((seed * (round + 7)) % 83);
      acknowledged.push(...(await live(folder, round * 10_000, until)));
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 5);
  }, 600_000);

  const reopened = async () => {
    const county = openCounty(settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
    const events: RecordedEvent[] = [];
    for await (const batch of county.store.readAll({ from: START })) events.push(...batch.events);
    return { county, events };
  };

  it('has lost nothing that it acknowledged, and holds it where it said', async () => {
    const { county, events } = await reopened();
    const held = new Map(events.map((event) => [event.position as string, event]));
    for (const { commandId, stream, revision, position } of acknowledged) {
      const event = held.get(position);
      expect([event?.stream, event?.revision, event?.metadata['commandId']]).toEqual([
        stream,
        revision,
        commandId,
      ]);
    }
    await county.close();
  }, 60_000);

  it('has written nothing twice', async () => {
    const { county, events } = await reopened();
    const commands = events.map(({ stream, type, metadata }) =>
      JSON.stringify([metadata['commandId'], stream, type]),
    );
    expect(new Set(commands).size).toBe(commands.length);
    await county.close();
  }, 60_000);

  it('has an unbroken chain', async () => {
    const { county } = await reopened();
    for await (const { breaks } of verify(county.store)) expect(breaks).toEqual([]);
    await county.close();
  }, 60_000);

  it('has views equal to a fold from zero', async () => {
    const { county, events } = await reopened();
    const host = projectionHost(county);
    await host.start();
    await host.settle();
    await expectViewsFromZero(county, events);
    await host.stop();
    await county.close();
  }, 120_000);
});
