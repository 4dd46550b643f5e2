import type { Words } from '@kernel/words';
import { DamagedEvent, type EventStore, type Position, type RecordedEvent } from './event-store';
import { standsInOrder } from './chain';
import { Ends } from './ends';
import {
  NOTHING,
  isIntact,
  judged,
  type BreakKind,
  type End,
  type Judgement,
  type Verdict,
} from './judgement';

export type Place = Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'>;

export interface Break {
  readonly kind: BreakKind;
  readonly position: Position;
  /** The event at which it shows; null where a log is TRUNCATED, for there nothing stands. */
  readonly event: Place | null;
  readonly detail: Words;
}

/** What stands at a place; null where it cannot be read. */
export interface Found {
  readonly place: Place;
  readonly event: RecordedEvent | null;
  /** It can be read, and is not written as an append writes. */
  readonly isRewritten?: boolean;
}

/** Events whose keys stand in another order than the canonical one, which no hash depends on. */
export interface OtherOrder {
  readonly count: number;
  readonly first: Position;
  readonly last: Position;
}

export interface Counted {
  readonly events: number;
  readonly streams: number;
  /** Null where there are none. */
  readonly otherOrder: OtherOrder | null;
}

export const NOTHING_YET: Counted = { events: 0, streams: 0, otherOrder: null };

/** Revisions that stand later in the log than their turn is, both ends included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface Turn {
  /** The revision that its stream had to go on with. */
  readonly due: number;
  readonly content: Judgement;
}

const isAsWritten = ({ place }: Found, { due, content }: Turn): boolean =>
  place.revision === due && content.verdict === null && content.spelling === undefined;

/** Follows every stream of a log from event to event; remembers two hashes of each stream at most. To be closed. */
export class Examination {
  private readonly ends: Ends;
  private readonly late = new Map<string, readonly Range[]>();
  private events = 0;
  private away = 0;
  private otherOrder: OtherOrder | null = null;

  private readonly midway: boolean;

  /** `midway`: what stood before the first events is not looked at. `room`: streams whose ends are kept in memory. */
  constructor(
    private readonly store: EventStore,
    { midway = false, room }: { readonly midway?: boolean; readonly room?: number } = {},
  ) {
    this.midway = midway;
    this.ends = new Ends(room);
  }

  close(): void {
    this.ends.close();
  }

  get counted(): Counted {
    return { events: this.events, streams: this.ends.size, otherOrder: this.otherOrder };
  }

  /** Events that are not at the place where they were written. */
  get missed(): number {
    return this.away;
  }

  async all(found: readonly Found[]): Promise<readonly Break[]> {
    const breaks: Break[] = [];
    for (const one of found) {
      const turn = this.turnOf(one);
      if (!isAsWritten(one, turn)) breaks.push(...(await this.breaksAt(one.place, turn)));
    }
    return breaks;
  }

  private async breaksAt(place: Place, { due, content }: Turn): Promise<readonly Break[]> {
    const { stream, revision, position, id } = place;
    const misplaced =
      revision === due ? null : await this.misplaced(place, { due, isIntact: isIntact(content) });
    return [misplaced ?? content.verdict, content.spelling].flatMap((verdict) =>
      verdict == null ? [] : [{ ...verdict, position, event: { stream, revision, position, id } }],
    );
  }

  private turnOf({ place, event, isRewritten = false }: Found): Turn {
    const known = this.ends.get(place.stream);
    const end = known ?? this.beginning(place);
    const content = judged({ event, isRewritten }, end);
    if (event !== null && isIntact(content) && !standsInOrder(event)) this.noteOrder(place.position);
    if (place.revision >= end.next)
      this.ends.set(place.stream, { next: place.revision + 1, follows: content.hashes }, known === undefined);
    this.events += 1;
    return { due: end.next, content };
  }

  private noteOrder(last: Position): void {
    const { count, first } = this.otherOrder ?? { count: 0, first: last };
    this.otherOrder = { count: count + 1, first, last };
  }

  private beginning({ revision }: Place): End {
    return this.midway && revision > 0 ? { next: revision, follows: null } : NOTHING;
  }

  /** Null where it was never written there: what is not intact says nothing of others. */
  private async misplaced(
    { stream, revision }: Place,
    { due, isIntact }: { readonly due: number; readonly isIntact: boolean },
  ): Promise<Verdict | null> {
    const detail = {
      zh: `此处应为版本${String(due)}，实为${String(revision)}`,
      en: `revision ${String(revision)} stands where ${String(due)} is due`,
    };
    if (revision < due) return this.again(stream, { revision, detail });
    if (await this.standsElsewhere(stream, due)) {
      this.late.set(stream, [...this.lateOf(stream), { from: due, to: revision - 1 }]);
      return { kind: 'REORDERED', detail };
    }
    if (!isIntact) return null;
    this.away += revision - due;
    return {
      kind: 'REMOVED',
      detail: {
        zh: `缺少${String(revision - due)}个事件，第一个的版本为${String(due)}`,
        en: `${String(revision - due)} missing, the first at revision ${String(due)}`,
      },
    };
  }

  private again(
    stream: string,
    { revision, detail }: { readonly revision: number; readonly detail: Words },
  ): Verdict {
    const isLate = this.lateOf(stream).some(({ from, to }) => from <= revision && revision <= to);
    if (!isLate) return { kind: 'DUPLICATED', detail };
    this.away += 1;
    return { kind: 'REORDERED', detail };
  }

  private lateOf(stream: string): readonly Range[] {
    return this.late.get(stream) ?? [];
  }

  private async standsElsewhere(stream: string, revision: number): Promise<boolean> {
    try {
      return (await this.store.readStream(stream, revision))[0]?.revision === revision;
    } catch (error) {
      if (error instanceof DamagedEvent) return error.place.revision === revision;
      throw error;
    }
  }
}
