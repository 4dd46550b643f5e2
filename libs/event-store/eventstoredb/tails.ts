import { LRUCache } from 'lru-cache';
import { START, type Position, type RecordedEvent } from '../event-store';
import { hashOf } from './decoding';

/** The event of a stream that the next one is chained to. */
export interface Tail {
  readonly revision: number;
  readonly hash: string;
}

const STREAMS_REMEMBERED = 50_000;

/**
 * Hashes of events that were read. An event never changes, so what is remembered can be old but never wrong. What was
 * appended is as a rule not remembered until it was read: another process may have been faster with the same ids and another
 * body, which the server acknowledges alike.
 */
export class Tails {
  private readonly remembered = new LRUCache<string, Tail>({ max: STREAMS_REMEMBERED });
  private latest: Position = START;

  read(events: readonly RecordedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.pass(last.position);
    this.keep(last.stream, { revision: last.revision, hash: hashOf(last) });
  }

  /** Also of what was appended, by one who knows that nobody writes another body under the same id. */
  keep(stream: string, tail: Tail): void {
    if ((this.remembered.get(stream)?.revision ?? -1) <= tail.revision) this.remembered.set(stream, tail);
  }

  hashAt(stream: string, revision: number): string | null {
    const tail = this.remembered.get(stream);
    return tail?.revision === revision ? tail.hash : null;
  }

  /** The latest position this process has heard of. What is acknowledged at one that is not later was there before. */
  get heard(): Position {
    return this.latest;
  }

  pass(at: Position): void {
    if (at > this.latest) this.latest = at;
  }
}
