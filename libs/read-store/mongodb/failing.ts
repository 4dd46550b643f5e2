import {
  MongoBulkWriteError,
  MongoDriverError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { ViewsUnavailable } from '../unavailable';

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
 * Codes with which a server says that it is not the one to ask, or not now: it cannot be reached (6, 7, 89, 9001), steps down,
 * ends or comes up (91, 189, 10107, 11600, 11602, 13435, 13436), took too long or was interrupted (24, 50, 262, 11601), was not
 * heard by a majority in time (64), met another write (112), has no snapshot to read yet or no longer (134, 239, 246), has
 * forgotten a question half answered (43, 175, 237), or has no room for what it is asked at the moment (365, 433, 449).
 */
const PASSING = new Set([
  ...[6, 7, 89, 9001],
  ...[91, 189, 10107, 11600, 11602, 13435, 13436],
  ...[24, 50, 262, 11601],
  ...[64, 112, 134, 239, 246],
  ...[43, 175, 237],
  ...[365, 433, 449],
]);

/** More than one transaction takes (257), than its time (290), than the server's cache (388), than one document (10334). */
const TOO_LARGE = new Set([257, 290, 388, 10_334]);

/** A bulk write that could not be carried on hides why: the connection that was lost looks like a write that was refused. */
export const beneath = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;

/** The server cannot be reached, or says that it is not the one to ask, or not now. */
export const isPassing = (caught: unknown): boolean => {
  const error = beneath(caught);
  return (
    OUTAGES.some((outage) => error instanceof outage) ||
    (error instanceof MongoDriverError && UNNAMED_OUTAGES.has(error.name)) ||
    (error instanceof MongoServerError &&
      (PASSING.has(Number(error.code)) || error.hasErrorLabel('TransientTransactionError')))
  );
};

const hasCode = (error: unknown, code: number): error is MongoServerError =>
  error instanceof MongoServerError && error.code === code;

/** There is no such collection. */
export const isMissing = (error: unknown): boolean => hasCode(error, 26);

/** A transaction that the server does not take, or has ended, because of its size. */
export const isTooLarge = (caught: unknown): boolean => {
  const error = beneath(caught);
  return error instanceof MongoServerError && TOO_LARGE.has(Number(error.code));
};

export const isDuplicateKey = (error: unknown): error is MongoServerError => hasCode(error, 11_000);

/** A fault of the server or of the way there becomes one that everybody understands; the driver's words stay its cause. */
export const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new ViewsUnavailable('the read models cannot be reached', { cause: error });
  }
};
