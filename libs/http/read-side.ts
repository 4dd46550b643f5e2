import type { Actor } from '@kernel/actor';
import { dateInShanghai } from '@kernel/calendar-date';
import type { Clock } from '@event-store/clock';
import { START, type Position } from '@event-store/event-store';
import type { Log, Views } from '@query/answering';
import type { ReadStore, Standing } from '@read-store/read-store';
import { Behind } from './faults';

export interface ReadSideParts {
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly log: Omit<Log, 'whole'>;
  /** How long a question with `after` waits at most. */
  readonly deadlineMs: number;
  /** Policies keep their memory in the read store too, but no question reads it. */
  readonly policies: ReadonlySet<string>;
}

const POLL_MS = 3;

/** The read models as questions see them. */
export class ReadSide {
  constructor(private readonly parts: ReadSideParts) {}

  /** Of the present. */
  viewsFor(viewer: Actor): Views {
    const nowMs = this.parts.clock.now();
    const { log } = this.parts;
    let reached: Promise<Position> | null = null;
    return {
      of: (projection) => this.parts.store.reader(projection),
      viewer,
      today: dateInShanghai(nowMs),
      now: new Date(nowMs).toISOString(),
      position: () => (reached ??= this.reached()),
      log: { ...log, whole: log.store },
    };
  }

  /** What every living projection has digested. */
  async reached(): Promise<Position> {
    const positions = (await this.live()).map(({ checkpoint }) => checkpoint);
    return positions.reduce(
      (least, position) => (position < least ? position : least),
      positions[0] ?? START,
    );
  }

  /** @throws Behind after the deadline: an old row is never dressed as new. */
  async waitUntil(position: string): Promise<void> {
    const deadline = Date.now() + this.parts.deadlineMs;
    for (;;) {
      const reached = await this.reached();
      if (reached >= position) return;
      if (Date.now() >= deadline) throw new Behind(position, reached);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private async live(): Promise<readonly Standing[]> {
    const standings = await this.parts.store.standings();
    return standings.filter(({ name, state }) => state === 'live' && !this.parts.policies.has(name));
  }
}
