import { DamagedEvent, LogUnavailable, UnacceptableEvent, WrongExpectedRevision } from '../event-store';
import type { Position, RecordedEvent } from '../event-store';

/** Nothing came in time. Whether the server has done what it was asked is not known. */
export class NoAnswer extends Error {
  constructor(what: string, ms: number) {
    super(`${what}: no answer within ${String(ms)} ms`);
    this.name = 'NoAnswer';
  }
}

/** The node that was read does not have yet what the leader has told of. */
export class NodeBehind extends Error {
  constructor(stream: string, revision: number) {
    super(`stream ${stream}: the node does not have revision ${String(revision)} yet`);
    this.name = 'NodeBehind';
  }
}

/** An operator has deleted the stream, and what was written now goes on where it had ended: outside the chain of hashes. */
export class StreamDeleted extends Error {
  constructor(
    readonly stream: string,
    readonly revision: number,
  ) {
    super(
      `stream ${stream} was deleted by an operator of EventStoreDB: it went on at revision ${String(revision)}, outside its chain of hashes`,
    );
    this.name = 'StreamDeleted';
  }
}

/** An operator has deleted the stream for good. This program never does. */
export class StreamTombstoned extends Error {
  constructor(readonly stream: string) {
    super(
      `stream ${stream} was tombstoned by an operator of EventStoreDB: it can be neither read nor written`,
    );
    this.name = 'StreamTombstoned';
  }
}

/** An operator has deleted or truncated the stream, or set a limit on it. What it was can no longer be told. */
export class StreamTruncated extends DamagedEvent {
  constructor(found: Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'>, due: number) {
    super(found);
    this.message = `stream ${found.stream}: an operator of EventStoreDB has deleted events from revision ${String(due)} on, the next is ${String(found.revision)}`;
    this.name = 'StreamTruncated';
  }
}

/** What the client throws: classes of its own with a `type`, and now and then a plain gRPC error with a `code` only. */
interface Told {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly actualVersion?: unknown;
  readonly leader?: unknown;
}

const told = (error: unknown): Told => (typeof error === 'object' && error !== null ? error : {});

const typeOf = (error: unknown): unknown => told(error).type;

/** The stream is at another revision than was expected: at this one, -1 where it does not exist. Null for any other error. */
export const actualRevision = (error: unknown): number | null => {
  const { type, actualVersion } = told(error);
  if (type !== 'wrong-expected-version') return null;
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : -1;
};

export const isMissing = (error: unknown): boolean => typeOf(error) === 'stream-not-found';

/** `host:port` of the node that leads, where an error names it. */
export const leaderOf = (error: unknown): string | null => {
  const { type, leader } = told(error);
  if (type !== 'not-leader' || typeof leader !== 'object' || leader === null) return null;
  const { address, port } = leader as { readonly address?: unknown; readonly port?: unknown };
  return typeof address === 'string' && typeof port === 'number' ? `${address}:${String(port)}` : null;
};

const OURS = [
  ...[DamagedEvent, LogUnavailable, UnacceptableEvent, WrongExpectedRevision],
  ...[StreamDeleted, StreamTombstoned],
];

const isOurs = (error: unknown): boolean => OURS.some((kind) => error instanceof kind);

/** The server has handed over a record that does not lie behind the one before it, or behind what it said was all. */
export class OutOfOrder extends Error {
  constructor(at: Position, after: Position) {
    super(`the server sent what stands at ${at} behind ${after}`);
    this.name = 'OutOfOrder';
  }
}

/** Codes of gRPC: invalid argument, permission denied, unimplemented, unauthenticated. */
const FINAL_CODES: ReadonlySet<unknown> = new Set([3, 7, 12, 16]);

/** Asking again would get the same answer. */
const FINAL: ReadonlySet<unknown> = new Set([
  'access-denied',
  'stream-deleted',
  'maximum-append-size-exceeded',
  'wrong-expected-version',
  'stream-not-found',
  'invalid-argument',
]);

/** What is known to pass: a server that is away, starting, frozen, overloaded or not the leader. */
const PASSING: ReadonlySet<unknown> = new Set([
  ...['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader'],
  ...['NoAnswer', 'NodeBehind'],
]);

/** Codes of gRPC: cancelled, deadline exceeded, exhausted, aborted, unavailable. */
const PASSING_CODES: ReadonlySet<unknown> = new Set([1, 4, 8, 10, 14]);

const PASSING_WORDS =
  /Server Is (Not Ready|Too Busy)|No leader info|Failed to discover|server ended the subscription|socket hang up|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|RST_STREAM/;

/** The same again may succeed. So it may where nobody knows the error: see {@link willPass}. */
export const mayPass = (error: unknown): boolean => {
  if (isOurs(error)) return false;
  const { type, code, message } = told(error);
  if (FINAL.has(type) || FINAL_CODES.has(code)) return false;
  return !/BadRequest|invalid position/i.test(String(message));
};

/** It is known that this passes, however long it takes. */
export const willPass = (error: unknown): boolean => {
  const { type, name, code, message } = told(error);
  const isKnown = PASSING.has(type) || PASSING.has(name) || PASSING_CODES.has(code);
  return mayPass(error) && (isKnown || PASSING_WORDS.test(String(message)));
};

/** Codes of gRPC: permission denied, unauthenticated. */
const DENIED_CODES: ReadonlySet<unknown> = new Set([7, 16]);

/** What is thrown out of the adapter in place of an error that asking again does not mend. */
export const finalError = (error: unknown, stream: string, where: string): unknown => {
  if (isOurs(error)) return error;
  const type = typeOf(error);
  if (type === 'stream-deleted') return new StreamTombstoned(stream);
  if (type === 'maximum-append-size-exceeded')
    return new UnacceptableEvent('more bytes in one append than the server takes');
  if (type === 'access-denied' || DENIED_CODES.has(told(error).code))
    return new LogUnavailable(`EventStoreDB at ${where} refuses access: look at user, password and rights`, {
      cause: error,
    });
  return new Error(`EventStoreDB at ${where} refused: ${wordsOf(error)}`, { cause: error });
};

export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
};
