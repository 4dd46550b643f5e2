import {
  MongoBulkWriteError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';
import { ViewsUnavailable } from '../unavailable';

const OUTAGES = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoExpiredSessionError,
  MongoWriteConcernError,
] as const;

/** Codes with which a server says that it is not the one to ask, or not now. */
const PASSING = new Set([6, 7, 64, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** A bulk write that could not be carried on hides why: the connection that was lost looks like a write that was refused. */
export const beneath = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;

/** The server cannot be reached, or says that it is not the one to ask, or not now. */
export const isPassing = (caught: unknown): boolean => {
  const error = beneath(caught);
  return (
    OUTAGES.some((outage) => error instanceof outage) ||
    (error instanceof MongoServerError &&
      (PASSING.has(Number(error.code)) || error.hasErrorLabel('TransientTransactionError')))
  );
};

export const isDuplicateKey = (error: unknown): error is MongoServerError =>
  error instanceof MongoServerError && error.code === 11_000;

/** A fault of the server or of the way there becomes one that everybody understands; the driver's words stay its cause. */
export const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new ViewsUnavailable('the read models cannot be reached', { cause: error });
  }
};
