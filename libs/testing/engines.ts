import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Position } from '@event-store/event-store';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import { eventOf, type Happening } from './events';

/** Both embedded engines in a folder of their own, which goes with them. */
export class Engines {
  readonly store: EventStore;
  readonly views: SqliteReadStore;
  #count = 0;

  private constructor(readonly folder: string) {
    this.store = SqliteEventStore.open(join(folder, 'events.db'));
    this.views = SqliteReadStore.open(join(folder, 'views.db'));
  }

  static open(): Engines {
    return new Engines(mkdtempSync(join(tmpdir(), 'shuangbang-')));
  }

  /** Appends in the order told. @returns the position of the last */
  async happen(...happenings: readonly Happening[]): Promise<Position> {
    const appends = happenings.map((happening) => {
      this.#count += 1;
      return this.store.append(happening.stream, 'any', [eventOf(happening, this.#count)]);
    });
    await Promise.all(appends);
    return this.store.head();
  }

  async close(): Promise<void> {
    await this.views.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}
