import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Dispatcher } from '@command/dispatcher';
import { openCounty, type County } from '@county/county';
import { policies, projectors } from '@county/modules';
import { settingsFrom } from '@county/settings';
import { START, type Position, type RecordedEvent } from '@event-store/event-store';
import { ProjectionHost } from '@projection/projections';
import { TestClock } from '../../e2e/running-county';
import { Reactions } from './reactions';

/** Real engines in a folder of their own, at a time that a history moves. */
export class CountyKept {
  readonly clock = new TestClock(0);
  readonly county: County;
  readonly reactions = new Reactions(projectors, policies);
  readonly #folder = mkdtempSync(join(tmpdir(), 'shuangbang-random-'));
  #seen: Position = START;

  constructor(today: CalendarDate) {
    this.clock.moveTo(today);
    const settings = settingsFrom({ DATA_DIR: this.#folder, LOG_LEVEL: 'silent' });
    this.county = openCounty(settings, this.clock);
  }

  get dispatcher(): Dispatcher {
    return this.county.dispatcher;
  }

  /** What was written since the last time somebody asked, as rules and projectors see it. */
  async news(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.county.store.readAll({ from: this.#seen })) events.push(...batch.events);
    this.#seen = events.at(-1)?.position ?? this.#seen;
    return events.map(this.county.upcast);
  }

  /** Lets the real runners fold the whole log into the read store. What policies ask for has been done already. */
  async project(): Promise<void> {
    const { store, views, upcast, clock } = this.county;
    const send = () => Promise.resolve();
    const host = new ProjectionHost({ store, views, upcast, clock, projectors, policies, send });
    await host.start();
    await host.settle({ timeoutMs: 60_000 });
    await host.stop();
  }

  async close(): Promise<void> {
    await this.county.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const policyActor = (policy: string): Actor => ({
  user: `policy:${policy}`,
  role: 'SYSTEM',
  scope: '110000000000' as Actor['scope'],
});
