import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { openEventStore } from '@county/event-engine';
import type { EventStore, Position } from '@event-store/event-store';
import { child, shuangbang } from '../e2e/command-line';
import { eventsAt, expectAlike } from '../e2e/logs-alike';
import { buildSmallCounty } from '../e2e/small-county';
import { LOG_ENGINES, SQLITE_LOG, type OpenLog } from '../engines/logs';
import { CountyAtWork } from './at-work';

const ROUNDS = Math.max(6, Number(process.env['FAULT_ROUNDS'] ?? 6));
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 100_000);

/** One append at a time, a few, as many as the engine takes. */

/** Between 1 and `below`, always the same for a seed and a round. */
const drawn = (round: number, below: number): number => 1 + ((seed * 7_919 + round * 104_729) % below);

const inRound = (together: readonly number[], round: number): string =>
  String(together[round % together.length]);

const ended = (process: ChildProcess): boolean => process.exitCode !== null || process.signalCode !== null;

/** Where the log ends now, and how many events lie after `from`. */
const grownSince = async (store: EventStore, from: Position): Promise<readonly [number, Position]> => {
  let [more, at] = [0, from];
  for await (const batch of store.readAll({ from })) {
    more += batch.events.length;
    at = batch.position;
  }
  return [more, at];
};

/** Kills the mover as soon as the target holds so many more events. */
const killAfter = async (mover: ChildProcess, url: string, events: number): Promise<void> => {
  const exit = once(mover, 'exit');
  const store = openEventStore(url);
  let at = await store.head();
  for (let more = 0; more < events && !ended(mover);) {
    const [grown, position] = await grownSince(store, at);
    more += grown;
    at = position;
    await breathe();
  }
  mover.kill('SIGKILL');
  await exit;
  await store.close();
};

describe('a log that is being moved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-moved-'));
  const source = `sqlite:${join(folder, 'events.db')}`;

  beforeAll(() => buildSmallCounty(folder).then(() => undefined), 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(LOG_ENGINES)('to $name', ({ open, together }) => {
    let target: OpenLog;

    beforeAll(async () => {
      target = await open();
    });

    afterAll(() => target.close());

    it(`is a beginning of the source whenever the mover is killed, ${String(ROUNDS)} times (seed ${String(seed)})`, async () => {
      const all = await eventsAt(source);
      const lengths = [0];
      for (let round = 0; round < ROUNDS; round += 1) {
        const mover = child('./test/faults/mover.ts', [source, target.url, inRound(together, round)]);
        await killAfter(mover, target.url, drawn(round, Math.ceil(all.length / ROUNDS)));
        const there = await eventsAt(target.url);
        expect(there).toEqual(all.slice(0, there.length));
        lengths.push(there.length);
      }
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
      expect(lengths.filter((length) => length > 0 && length < all.length)).not.toEqual([]);
    }, 300_000);

    it('is whole when the mover is let finish', async () => {
      const { status, err } = await shuangbang(['migrate', '--from', source, '--to', target.url]);
      expect([status, err]).toEqual([0, '']);
      await expectAlike(source, target.url);
    }, 120_000);

    it('is whole where two move it at once', async () => {
      const shared = await open();
      const movers = [0, 1].map((round) =>
        child('./test/faults/mover.ts', [source, shared.url, inRound(together, round)]),
      );
      await Promise.all(movers.map((mover) => once(mover, 'exit')));
      const there = await eventsAt(shared.url);
      expect(there).toEqual((await eventsAt(source)).slice(0, there.length));
      const { status, err } = await shuangbang(['migrate', '--from', source, '--to', shared.url]);
      expect([status, err]).toEqual([0, '']);
      await expectAlike(source, shared.url);
      await shared.close();
    }, 120_000);
  });

  it('is not done as long as its county works on, and says how many events are missing', async () => {
    const living = mkdtempSync(join(tmpdir(), 'shuangbang-living-'));
    const log = `sqlite:${join(living, 'events.db')}`;
    const target = await SQLITE_LOG.open();
    const county = CountyAtWork.in(living);
    await county.does(1);
    const moving = shuangbang(['migrate', '--from', log, '--to', target.url]);
    const early = await moving.finally(() => county.kill());
    expect([early.status, early.err]).toEqual([1, expect.stringMatching(/^\d+ events came to the source/)]);
    const { status, err } = await shuangbang(['migrate', '--from', log, '--to', target.url]);
    expect([status, err]).toEqual([0, '']);
    await expectAlike(log, target.url);
    await target.close();
    rmSync(living, { recursive: true, force: true });
  }, 120_000);
});
