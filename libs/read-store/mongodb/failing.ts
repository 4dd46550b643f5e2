import {
  MongoBulkWriteError,
  MongoDriverError,
  MongoError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { ViewsRefused, ViewsUnavailable, type Refused } from '../unavailable';

const OUTAGES = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoExpiredSessionError,
] as const;

/** Outages too, of classes that the driver keeps to itself: all connections wait for a server that is frozen, or one was given up. */
const UNNAMED_OUTAGES: ReadonlySet<string> = new Set(['MongoWaitQueueTimeoutError', 'MongoPoolClosedError']);

/**
 * Codes with which a server says that it is not the one to ask, or not now: it cannot be reached, or a part of it by another (6, 7,
 * 89, 202, 317, 384, 9001), steps down, ends, comes up or has no member to ask (91, 133, 189, 10058, 10107, 11600, 11602, 13435,
 * 13436), took too long or was interrupted (24, 50, 262, 11601), was not heard by a majority in time (64), met another write (112),
 * has no snapshot to read yet or no longer (134, 239, 246), has forgotten a question half answered (43, 175, 237), or has no room
 * for what it is asked at the moment (365, 433, 449, 462).
 */
const PASSING = new Set([
  ...[6, 7, 89, 202, 317, 384, 9001],
  ...[91, 133, 189, 10058, 10107, 11600, 11602, 13435, 13436],
  ...[24, 50, 262, 11601],
  ...[64, 112, 134, 239, 246],
  ...[43, 175, 237],
  ...[365, 433, 449, 462],
]);

/** With these a server, or the driver for it, says itself that the same again may succeed, whatever the code. */
const PASSING_LABELS = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult'];

/** Unauthorized, a wrong user or password, a way to sign in that the server does not take; the last is what Atlas says of most things. */
const DENIED = new Set([13, 18, 334, 8000]);

const OUT_OF_DISK = 14_031;

/** More than one transaction takes (257), than its time (290), than the server's cache (388), than one document (10334). */
const TOO_LARGE = new Set([257, 290, 388, 10_334]);

/** A bulk write that could not be carried on hides why: the connection that was lost looks like a write that was refused. */
export const beneath = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;

/** A socket was lost while the driver waited for it to take the rest of what was written. */
const LOST_SOCKET = new Set([
  ...['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ENOTCONN', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
]);

/** Errors of Node that the driver hands on as they are: of a socket, or of the look-up of the name in a `mongodb+srv` address. */
const isOfNode = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  return LOST_SOCKET.has(code) || /^query(?:Srv|Txt)$/.test(String(syscall));
};

/** The server cannot be reached, or says that it is not the one to ask, or not now. */
export const isPassing = (caught: unknown): boolean => {
  const error = beneath(caught);
  return (
    OUTAGES.some((outage) => error instanceof outage) ||
    (error instanceof MongoDriverError && UNNAMED_OUTAGES.has(error.name)) ||
    isOfNode(error) ||
    (error instanceof MongoServerError && PASSING.has(Number(error.code))) ||
    (error instanceof MongoError && PASSING_LABELS.some((label) => error.hasErrorLabel(label)))
  );
};

export interface Refusal {
  readonly because: Refused;
  /** The server's name for it. */
  readonly answer: string;
}

/**
 * What the server refuses until somebody changes something; null for any other error. Whoever waited for a connection while another
 * was refused one is told of the other as the cause.
 */
export const refusalIn = (caught: unknown): Refusal | null => {
  const error = beneath(caught);
  if (!(error instanceof MongoError)) return null;
  if (!(error instanceof MongoServerError)) return refusalIn(error.cause);
  const because = reasonOf(error);
  const answer = [error.codeName, `code ${String(error.code)}`].filter(Boolean).join(', ');
  return because === null ? null : { because, answer };
};

const reasonOf = ({ code, message }: MongoServerError): Refused | null => {
  if (code === OUT_OF_DISK || (code === 8000 && /quota/i.test(message))) return 'DISK_FULL';
  return DENIED.has(Number(code)) ? 'ACCESS_DENIED' : null;
};

const hasCode = (error: unknown, code: number): error is MongoServerError =>
  error instanceof MongoServerError && error.code === code;

/** NamespaceNotFound: there is no such collection. */
export const isMissing = (error: unknown): boolean => hasCode(error, 26);

/** A transaction that the server does not take, or has ended, because of its size. */
export const isTooLarge = (caught: unknown): boolean => {
  const error = beneath(caught);
  return error instanceof MongoServerError && TOO_LARGE.has(Number(error.code));
};

export const isDuplicateKey = (error: unknown): error is MongoServerError => hasCode(error, 11_000);

interface Faults {
  readonly refused: new (because: Refused, answer: string) => Error;
  readonly unavailable: new (options: ErrorOptions) => Error;
}

/** A fault of the server or of the way there becomes one that everybody understands; the driver's words on an outage stay its cause. */
export const reachingOr =
  (faults: Faults) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal !== null) throw new faults.refused(refusal.because, refusal.answer);
      if (!isPassing(error)) throw error;
      throw new faults.unavailable({ cause: error });
    }
  };

export const reaching = reachingOr({ refused: ViewsRefused, unavailable: ViewsUnavailable });
