import { GENESIS, canonicalOf, chainHash, linkOf, type Link } from './chain';
import { DamagedEvent, UnacceptableEvent } from './event-store';
import type { EventStore, Position, RecordedEvent } from './event-store';

/**
 * CHANGED: the event is not what was hashed. REMOVED: events before it are gone. REORDERED: it does not stand where its
 * turn is. WRONG_PREVIOUS: intact in itself, but the event before it is not the one it followed. INSERTED: neither intact
 * nor a follower. UNCHAINED: without a hash of a known form. TRUNCATED: the log had more events than it has, and no later
 * one betrays which. NOT_AS_SEALED: between two seals stands something else than was sealed, whatever its hashes say.
 * SEAL_FORGED: a seal that nobody signed, or that follows another. SEAL_MISSING: one is gone. SEAL_KEY: a key that nobody
 * vouches for, or a seal made with one.
 */
export type BreakKind =
  | 'CHANGED'
  | 'REMOVED'
  | 'REORDERED'
  | 'WRONG_PREVIOUS'
  | 'INSERTED'
  | 'UNCHAINED'
  | 'TRUNCATED'
  | 'NOT_AS_SEALED'
  | 'SEAL_FORGED'
  | 'SEAL_MISSING'
  | 'SEAL_KEY';

export type Place = Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'>;

export interface Break {
  readonly kind: BreakKind;
  readonly position: Position;
  /** The event at which it shows; null where a log is TRUNCATED, for there nothing stands. */
  readonly event: Place | null;
  readonly detail: string;
}

/** What stands at a place; null where it cannot be read. */
export interface Found {
  readonly place: Place;
  readonly event: RecordedEvent | null;
}

/** The end of a stream as far as it was read. `follows`: what the next may name as its previous hash, null for anything. */
interface End {
  readonly next: number;
  readonly follows: readonly string[] | null;
}

interface Verdict {
  readonly kind: BreakKind;
  readonly detail: string;
}

const NOTHING: End = { next: 0, follows: [GENESIS] };

/** Follows every stream of a log from event to event; remembers two hashes of each stream at most. */
export class Examination {
  private readonly ends = new Map<string, End>();
  private events = 0;
  private away = 0;

  /** `midway`: what stood before the first events is not looked at. */
  constructor(
    private readonly store: EventStore,
    private readonly midway = false,
  ) {}

  get counted(): { readonly events: number; readonly streams: number } {
    return { events: this.events, streams: this.ends.size };
  }

  /** Events that are not at the place where they were written. */
  get missed(): number {
    return this.away;
  }

  async all(found: readonly Found[]): Promise<readonly Break[]> {
    const breaks: Break[] = [];
    for (const one of found) {
      const verdict = await this.next(one);
      const { stream, revision, position, id } = one.place;
      if (verdict) breaks.push({ ...verdict, position, event: { stream, revision, position, id } });
    }
    return breaks;
  }

  private async next({ place, event }: Found): Promise<Verdict | null> {
    const end = this.ends.get(place.stream) ?? this.beginning(place);
    const content = judged(event, end);
    const verdict = place.revision === end.next ? content.verdict : await this.misplaced(place, end.next);
    if (place.revision >= end.next)
      this.ends.set(place.stream, { next: place.revision + 1, follows: content.hashes });
    this.events += 1;
    return verdict;
  }

  private beginning({ revision }: Place): End {
    return this.midway && revision > 0 ? { next: revision, follows: null } : NOTHING;
  }

  private async misplaced({ stream, revision }: Place, due: number): Promise<Verdict> {
    const detail = `revision ${String(revision)} stands where ${String(due)} is due`;
    if (revision > due && !(await this.standsElsewhere(stream, due))) {
      this.away += revision - due;
      return {
        kind: 'REMOVED',
        detail: `${String(revision - due)} missing, the first at revision ${String(due)}`,
      };
    }
    this.away += revision < due ? 1 : 0;
    return { kind: 'REORDERED', detail };
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

interface Judgement {
  readonly verdict: Verdict | null;
  /** What the event after may follow: the hash that stands there and, where it differs, the one that should. */
  readonly hashes: readonly string[] | null;
}

const judged = (event: RecordedEvent | null, end: End): Judgement => {
  if (event === null) return { verdict: { kind: 'CHANGED', detail: 'it cannot be read' }, hashes: null };
  const link = linkOf(event);
  if (link === null)
    return { verdict: { kind: 'UNCHAINED', detail: 'no hash of a known form' }, hashes: null };
  const computed = hashOver(link.previousHash, event);
  const hashes = computed === link.hash ? [computed] : [link.hash, computed];
  return { verdict: linkVerdict({ event, link, end }, computed === link.hash), hashes };
};

interface Linked {
  readonly event: RecordedEvent;
  readonly link: Link;
  readonly end: End;
}

const linkVerdict = ({ event, link, end }: Linked, isIntact: boolean): Verdict | null => {
  const may = end.follows ?? [link.previousHash];
  const isFollower = may.includes(link.previousHash);
  if (isIntact) return isFollower ? null : WRONG_PREVIOUS;
  return isFollower || may.some((before) => hashOver(before, event) === link.hash) ? CHANGED : INSERTED;
};

const CHANGED: Verdict = { kind: 'CHANGED', detail: 'its hash is not that of its content' };

const INSERTED: Verdict = {
  kind: 'INSERTED',
  detail: 'neither intact nor a follower of the event before it',
};

const WRONG_PREVIOUS: Verdict = {
  kind: 'WRONG_PREVIOUS',
  detail: 'it followed another event than the one that stands before it',
};

/** Empty where the content is such that it can never have been accepted. */
const hashOver = (previousHash: string, event: RecordedEvent): string => {
  try {
    return chainHash(previousHash, canonicalOf(event));
  } catch (error) {
    if (error instanceof UnacceptableEvent) return '';
    throw error;
  }
};
