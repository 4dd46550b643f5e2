import type { Json } from '@kernel/json';
import type { Filed, Served } from './served';

/**
 * A place in the order of the whole log, opaque and equal in form on every engine: 32 hexadecimal digits, the commit
 * position and the prepare position of 16 each. Text order is log order, so a position can be compared, stored in a
 * document and sent in JSON.
 */
export type Position = string & { readonly __brand: 'Position' };

/** Before the first event. */
export const START = '0'.repeat(32) as Position;

export const position = (commit: bigint, prepare: bigint = commit): Position =>
  (commit.toString(16).padStart(16, '0') + prepare.toString(16).padStart(16, '0')) as Position;

export const positionPair = (at: Position): { readonly commit: bigint; readonly prepare: bigint } => ({
  commit: BigInt(`0x${at.slice(0, 16)}`),
  prepare: BigInt(`0x${at.slice(16)}`),
});

export const isPosition = (text: unknown): text is Position =>
  typeof text === 'string' && /^[\da-f]{32}$/.test(text);

/** What the writer believes of the stream: `n` is the revision of its last event, 0 for the first. */
export type Expected = 'no-stream' | 'stream-exists' | 'any' | number;

/** How an event hangs on the one before it in its stream. */
export interface Link {
  readonly chain: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type Metadata = { readonly [key: string]: Json };

/** An event on its way in. `id` is a UUID chosen by the writer: repeating an append with the same ids is harmless. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  readonly metadata: Metadata;
}

/** An event as it stands in the log for ever. `metadata` holds the chain's `hash` and `previousHash` besides what the writer gave. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** 0 for the first event of the stream, then without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** Where it was read exactly and the engine saw that its bytes are what was hashed: its link, so that nobody has to make it again. */
  readonly attested?: Link;
}

export interface Appended {
  /** Revision of the last event written. */
  readonly revision: number;
  readonly position: Position;
}

/** What a subscription hands over. `position` may be later than the last event's: nothing else matched up to there. */
export interface Batch {
  readonly events: readonly RecordedEvent[];
  readonly position: Position;
  /** Nothing more was waiting when this batch was read. */
  readonly caughtUp: boolean;
}

export interface Selection {
  /** Exclusive: the first event handed over lies after it. */
  readonly from: Position;
  /** Only streams named `<category>-…`; all of them where absent. */
  readonly categories?: readonly string[];
  readonly batchSize?: number;
  readonly exactly?: Exactness['exactly'];
}

/**
 * For a reader who judges every hash himself: an engine that looks at them leaves it to him, and also damaged is what would
 * read the same but is not, byte for byte, what an append writes, where the engine lets the bytes be seen.
 */
export interface Exactness {
  readonly exactly?: boolean;
}

/**
 * The log. Every engine keeps the same promises, see test/contract/event-store: all four expectations are enforced; a
 * wrong revision reports the real one; the same ids at the same place of their stream are acknowledged with the first
 * answer and written once, whatever their body, and are not looked for anywhere else; an append is atomic; what is acknowledged survives a crash; events come back as they were sent;
 * positions become visible in order, so that a reader never has to come back for a gap.
 */
export interface EventStore extends Partial<Filed>, Partial<Served> {
  /** @throws WrongExpectedRevision, UnacceptableEvent, LogUnavailable */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>;
  /** Events of one stream in order, from a revision on (inclusive). A missing stream has none. */
  readStream(stream: string, from?: number, how?: Exactness): Promise<readonly RecordedEvent[]>;
  /** Everything after `from` up to now, in log order. */
  readAll(selection: Selection): AsyncIterable<Batch>;
  /** Catches up, then stays and hands over what is appended, by any process, until the signal aborts. A slow reader loses nothing. */
  subscribe(selection: Selection, signal: AbortSignal): AsyncIterable<Batch>;
  /** Position of the last event, `START` of an empty log. */
  head(): Promise<Position>;
  /**
   * Only where the engine gives positions one by one without holes: the last it ever gave. A hole, or an earlier head,
   * means that events were taken out. It stands in the same file: whoever takes the last ones out with intent sets it back as well.
   */
  lastGiven?(): Promise<Position>;
  /**
   * Only where so many appends that are handed over in one turn, with nothing else under way, are written together: in
   * their order, and where the process dies all of them or none.
   */
  readonly together?: number;
  close(): Promise<void>;
}

export class WrongExpectedRevision extends Error {
  /** `actual` is the real revision of the stream, -1 where it does not exist. */
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number,
  ) {
    super(`stream ${stream}: expected ${String(expected)}, is at ${String(actual)}`);
    this.name = 'WrongExpectedRevision';
  }
}

/** The event cannot be kept as it is (no UUID, no events, too large, a value that JSON or the chain cannot carry). Nothing was written. */
export class UnacceptableEvent extends Error {
  override readonly name = 'UnacceptableEvent';
}

/** The outcome is unknown after the retries that are safe; the same append may be sent again. */
export class LogUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogUnavailable';
  }
}

/** What is stored there is no event any more: it was written to from outside. Reading stops before it. */
export class DamagedEvent extends Error {
  /** What it says, where that can be read: damaged is how it is written, and that is looked at only where it is read exactly. */
  readonly event: RecordedEvent | null;

  constructor(
    readonly place: Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'>,
    { event, ...options }: ErrorOptions & { readonly event?: RecordedEvent } = {},
  ) {
    const what = event === undefined ? 'cannot be read' : 'is written otherwise than a log writes';
    super(`stream ${place.stream}: the event at revision ${String(place.revision)} ${what}`, options);
    this.name = 'DamagedEvent';
    this.event = event ?? null;
  }
}

/** The file itself is damaged: what follows a place cannot be found in it any more, or not in its order. */
export class DamagedLog extends Error {
  constructor(
    readonly position: Position,
    options?: ErrorOptions,
  ) {
    super(`the log cannot be read behind position ${position}`, options);
    this.name = 'DamagedLog';
  }
}

/** Text that every event carries, such as `recordedAt`. @throws where it does not */
export const metadataText = (
  { metadata, id }: Pick<RecordedEvent, 'metadata' | 'id'>,
  key: string,
): string => {
  const text = metadata[key];
  if (typeof text !== 'string') throw new TypeError(`event ${id} carries no ${key}`);
  return text;
};

/** `agreement-<uuid>` → `agreement`. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const streamName = (category: string, id: string): string => `${category}-${id}`;

/** `evaluation-<uuid>@0`: an event by its number in its stream, which is the same in every log that holds the stream. */
export const placeText = ({ stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>): string =>
  `${stream}@${String(revision)}`;

/** Limits of every engine, so that what one accepts the other can keep (1 MiB an append on EventStoreDB). */
export const LIMITS = { appendBytes: 1_000_000, eventsPerAppend: 1_000 } as const;
