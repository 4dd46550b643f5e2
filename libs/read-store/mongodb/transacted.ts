import { setTimeout as pause } from 'node:timers/promises';
import { MongoError, WriteConcern, type ClientSession } from 'mongodb';
import { refusalIn } from './failing';

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: new WriteConcern('majority', undefined, true),
} as const;

const LONGEST_PAUSE_MS = 500;

/** Whether there is time for another try. It may throw where none would be of use. */
export type MayRepeat = () => boolean;

/**
 * One transaction, which is tried again while that may be of use and there is time. The driver's `withTransaction` would ask two
 * minutes long for a commit whose outcome stays unknown, and so long nobody could be stopped.
 * @throws the last error where the time is over; whether the transaction was done is not known then
 */
export const transacted = (
  session: ClientSession,
  work: () => Promise<void>,
  mayRepeat: MayRepeat,
): Promise<void> =>
  repeated({
    label: 'TransientTransactionError',
    mayRepeat,
    work: () => attempted(session, work, mayRepeat),
  });

const attempted = async (
  session: ClientSession,
  work: () => Promise<void>,
  mayRepeat: MayRepeat,
): Promise<void> => {
  session.startTransaction(OPTIONS);
  try {
    await work();
    const commit = (): Promise<void> => session.commitTransaction();
    await repeated({ label: 'UnknownTransactionCommitResult', mayRepeat, work: commit });
  } finally {
    if (session.inTransaction()) await session.abortTransaction();
  }
};

interface Repeating {
  /** What fails is tried again as long as it bears this. */
  readonly label: string;
  readonly mayRepeat: MayRepeat;
  readonly work: () => Promise<void>;
}

const repeated = async (repeating: Repeating): Promise<void> => {
  for (let failures = 1; !(await isDone(repeating)); failures += 1)
    await pause(Math.random() * Math.min(5 * 2 ** failures, LONGEST_PAUSE_MS));
};

const isDone = async ({ label, mayRepeat, work }: Repeating): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (error) {
    const isOfUse = error instanceof MongoError && error.hasErrorLabel(label) && refusalIn(error) === null;
    if (!isOfUse || !mayRepeat()) throw error;
    return false;
  }
};
