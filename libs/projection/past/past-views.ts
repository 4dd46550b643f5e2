import { LRUCache } from 'lru-cache';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Position } from '@event-store/event-store';
import type { Reader } from '@read-store/read-store';
import type { Projector } from '../projector';
import { Turn } from '../turn';
import { PastView, type PastParts } from './past-view';
import { Patience } from './patience';

/** Of what is known up to a place in the log, what is true by a day. */
export interface Past {
  readonly until: Position;
  readonly asOf: CalendarDate | null;
  /** What is known now: the same view is folded on from question to question. */
  readonly isPresent: boolean;
}

export interface PastViewsParts extends PastParts {
  readonly projectors: readonly Projector[];
  /** How long one question waits for what it reads. */
  readonly waitMs: number;
}

/** Views that are kept together, and for how long after they were last read. */
const KEPT = { views: 16, forMs: 600_000 } as const;

/** Views that may be folded at a time. */
const AT_ONCE = 8;

/**
 * The read models as they stood at other moments, folded from the log by the same projectors when a question reads them, step
 * by step in turn, and kept for a while. A question waits for a short time; the folding goes on, so that it succeeds when asked again.
 */
export class PastViews {
  readonly #projectors: ReadonlyMap<string, Projector>;
  readonly #pace = new Turn();
  readonly #leaving = new Set<Promise<void>>();
  readonly #views = new LRUCache<string, PastView>({
    ...{ max: KEPT.views, ttl: KEPT.forMs, ttlAutopurge: true, updateAgeOnGet: true },
    dispose: (view) => {
      this.#leave(view.drop());
    },
  });

  constructor(private readonly parts: PastViewsParts) {
    this.#projectors = new Map(parts.projectors.map((projector) => [projector.name, projector]));
  }

  /** How long a question that begins now may wait. */
  patience(): Patience {
    return new Patience(this.parts.waitMs);
  }

  /** For one question, to be released when it is answered. */
  open(past: Past, patience: Patience): OpenPast {
    return new OpenPast((projection) => this.#find(past, projection), { past, patience });
  }

  /** Whether documents of the collection say themselves what was known when. */
  keepsBothTimes(projection: string, collection: string): boolean {
    return this.#projectors.get(projection)?.bitemporal?.includes(collection) === true;
  }

  /** Drops all views, and waits for the folding to end. */
  async close(): Promise<void> {
    this.#views.clear();
    await Promise.all(this.#leaving);
  }

  #leave(left: Promise<void>): void {
    this.#leaving.add(left);
    void left.then(() => this.#leaving.delete(left));
  }

  #find({ until, asOf, isPresent }: Past, projection: string): PastView | null {
    const projector = this.#projectors.get(projection);
    if (projector === undefined) throw new Error(`no projection is called ${projection}`);
    const name = [projection, isPresent ? '' : until, asOf ?? ''].join(' ');
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    if ([...this.#views.values()].filter(({ isBusy }) => isBusy).length >= AT_ONCE) return null;
    const view = new PastView(this.parts, { projector, asOf, pace: this.#pace });
    this.#views.set(name, view);
    return view;
  }
}

/** What one question reads of another moment. */
export class OpenPast {
  readonly #held = new Map<string, PastView>();

  constructor(
    private readonly find: (projection: string) => PastView | null,
    private readonly reading: { readonly past: Past; readonly patience: Patience },
  ) {}

  /** @throws StillFolding, Unfoldable, LogUnavailable, ViewsUnavailable */
  async reader(projection: string): Promise<Reader> {
    const { past, patience } = this.reading;
    const view = this.#held.get(projection) ?? this.#hold(projection);
    return patience.wait(view === null ? null : view.upTo(past.until), projection);
  }

  release(): void {
    for (const view of this.#held.values()) view.release();
    this.#held.clear();
  }

  #hold(projection: string): PastView | null {
    const view = this.find(projection);
    if (view === null) return null;
    view.hold();
    this.#held.set(projection, view);
    return view;
  }
}
