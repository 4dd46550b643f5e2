import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { START, type Position } from '../event-store';
import { Bell } from './bell';
import { placeOf } from './decoding';

type Wants = (stream: string | null) => boolean;

/** What the feed holds for a reader at most, who takes the rest from the server himself. */
const MOST_HELD = 1_000;

/** A reader's place at the feed: everything behind `from` that he wants is handed to him here, until it becomes too much. */
export class Seat {
  readonly bell = new Bell();
  /** Why nothing more comes. */
  failure: Error | null = null;
  /** Something could not be held: what is here goes no further than `upTo`. */
  isOverrun = false;
  private held: AllStreamResolvedEvent[] = [];

  /** `upTo`: everything the reader wants up to here is held or was taken. */
  constructor(
    readonly from: Position,
    private readonly wants: Wants,
    public upTo: Position = from,
  ) {}

  get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** All records that were appended up to `upTo`, each with its stream; none of them was here before. */
  hand(records: readonly (readonly [AllStreamResolvedEvent, string | null])[], upTo: Position): void {
    for (const [record, stream] of records) if (!this.isOverrun && this.wants(stream)) this.hold(record);
    if (!this.isOverrun) this.upTo = upTo;
    this.bell.ring();
  }

  fail(failure: Error): void {
    this.failure = failure;
    this.bell.ring();
  }

  /** The first behind a position; those before are let go. */
  first(after: Position): AllStreamResolvedEvent | undefined {
    while (this.held[0] !== undefined && (placeOf(this.held[0]) ?? START) <= after) this.held.shift();
    return this.held[0];
  }

  private hold(record: AllStreamResolvedEvent): void {
    if (this.held.length < MOST_HELD) {
      this.held.push(record);
      this.upTo = placeOf(record) ?? this.upTo;
    } else this.isOverrun = true;
  }
}

/** Whether a stream is one of those selected; null: of another county. */
export const wantsOf = (categories: readonly string[] | null): Wants => {
  if (categories === null) return (stream) => stream !== null;
  const prefixes = categories.map((category) => `${category}-`);
  return (stream) => stream !== null && prefixes.some((prefix) => stream.startsWith(prefix));
};
