import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@kernel/actor';
import { dateInShanghai } from '@kernel/calendar-date';
import type { Succession } from '@kernel/succession';
import type { Clock } from '@event-store/clock';
import { START, type Position } from '@event-store/event-store';
import type { Veil } from '@privacy/veil';
import { Unanswerable, type Log, type Views } from '@query/answering';
import { NotReached } from '@read-store/not-reached';
import type { Reader, ReadStore, Standing } from '@read-store/read-store';
import { Behind } from './behind';

export interface ReadSideParts {
  readonly store: ReadStore;
  readonly clock: Clock;
  readonly log: Omit<Log, 'whole'>;
  readonly veil: Veil;
  /** Every code whose place another took, as the read models know it. */
  readonly successions: (of: Views['of']) => Promise<readonly Succession[]>;
  /** How long a question with `after` waits at most. */
  readonly deadlineMs: number;
  /** Policies keep their memory in the read store too, but no question reads it. */
  readonly policies: ReadonlySet<string>;
}

/** What was just written is shown in a moment as a rule; who has to wait longer asks less often. */
const FIRST_MS = 3;
const LONGEST_MS = 50;

/** The read models as questions see them. */
export class ReadSide {
  constructor(private readonly parts: ReadSideParts) {}

  /** Of the present; where a position is given, of no moment before the documents had come so far. */
  viewsFor(viewer: Actor, after?: Position): Views {
    const nowMs = this.parts.clock.now();
    const { log, veil } = this.parts;
    const today = dateInShanghai(nowMs);
    let reached: Promise<Position> | null = null;
    let successions: Promise<readonly Succession[]> | null = null;
    const of = (projection: string): Reader =>
      after === undefined ? this.parts.store.reader(projection) : this.reader(projection, after);
    return {
      ...{ of, living: of },
      viewer,
      successions: () => (successions ??= this.parts.successions(of)),
      ...{ today, presentDay: today },
      now: new Date(nowMs).toISOString(),
      position: () => (reached ??= this.reached()),
      veil,
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

  /** Waits in each read, which looks at the position and the documents in the same moment. @throws Behind, from each of them */
  reader(projection: string, after: Position): Reader {
    const reader = this.parts.store.reader(projection, undefined, after);
    const deadline = this.#deadline();
    return {
      get: (...asked) => inTime(deadline, () => reader.get(...asked)),
      getMany: (...asked) => inTime(deadline, () => reader.getMany(...asked)),
      find: (...asked) => inTime(deadline, () => reader.find(...asked)),
      count: (...asked) => inTime(deadline, () => reader.count(...asked)),
    };
  }

  /**
   * @throws Behind after the deadline: an old row is never dressed as new; Unanswerable without waiting for it where the
   * log itself has not come so far, as after a restore or with a position of another county
   */
  async waitUntil(position: Position): Promise<void> {
    const deadline = this.#deadline();
    const refused = new AbortController();
    for (let looks = 0; ; looks += 1) {
      const reached = await this.reached();
      if (reached >= position) return;
      if (looks === 0) void this.#refuseBeyondEnd(position, refused);
      refused.signal.throwIfAborted();
      await soon(deadline, looks, { wanted: position, reached });
    }
  }

  /** Asked beside the waiting: a log that does not answer holds nobody up, and says nothing against a position. */
  async #refuseBeyondEnd(position: Position, refused: AbortController): Promise<void> {
    const end = await this.parts.log.store.head().catch(() => position);
    if (position > end) refused.abort(new Unanswerable('POSITION_UNKNOWN', position));
  }

  #deadline(): number {
    return Date.now() + this.parts.deadlineMs;
  }

  private async live(): Promise<readonly Standing[]> {
    const standings = await this.parts.store.standings();
    return standings.filter(({ name, state }) => state === 'live' && !this.parts.policies.has(name));
  }
}

const inTime = async <T>(deadline: number, ask: () => Promise<T>, looks = 0): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    await soon(deadline, looks, error);
  }
  return inTime(deadline, ask, looks + 1);
};

/** @throws Behind where the time is up */
const soon = async (
  deadline: number,
  looks: number,
  { wanted, reached }: Pick<NotReached, 'wanted' | 'reached'>,
): Promise<void> => {
  const left = deadline - Date.now();
  if (left <= 0) throw new Behind(wanted, reached);
  await pause(Math.min(FIRST_MS * 2 ** looks, LONGEST_MS, left));
};
