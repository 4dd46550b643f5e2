import type { Database, Transaction } from 'better-sqlite3';
import type { Append } from '../acceptance';
import { LogUnavailable, WrongExpectedRevision, type Appended } from '../event-store';
import { isBusy } from './schema';

interface Waiting {
  readonly append: Append;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

type Answer = Appended | WrongExpectedRevision;

/** How long a locked log is tried again; the event loop lives on between two tries. */
export interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
}

export interface Hooks {
  /** One append inside the transaction. */
  readonly write: (append: Append) => Appended;
  readonly onCommit: () => void;
}

export const APPENDS_PER_COMMIT = 256;

/**
 * Appends that wait together share one transaction and one sync of the disk. A refused one falls alone, before it has
 * written anything; none is answered before the commit, and where that fails nothing of the group is stored.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private scheduled = false;
  private failures = 0;
  private closed = false;
  private readonly transact: Transaction<(group: readonly Waiting[]) => readonly Answer[]>;

  constructor(
    db: Database,
    private readonly hooks: Hooks,
    private readonly patience: Patience,
  ) {
    this.transact = db.transaction((group) => group.map(({ append }) => answer(hooks.write, append)));
  }

  submit(append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw new LogUnavailable('the log is closed');
      this.queue.push({ append, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what waits, or refuses it. */
  close(): void {
    this.closed = true;
    while (this.queue.length > 0) this.commit();
  }

  /** After the callbacks of this turn of the event loop, so that what came in together goes together; later where the log is locked. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const turn = (): void => this.turn();
    if (this.failures === 0) setImmediate(turn);
    else setTimeout(turn, this.patience.pauseMs);
  }

  private turn(): void {
    this.scheduled = false;
    if (this.queue.length > 0) this.commit();
    if (this.queue.length > 0) this.schedule();
  }

  private commit(): void {
    const group = this.queue.splice(0, APPENDS_PER_COMMIT);
    const answers = this.attempt(group);
    if (answers === null) return;
    this.failures = 0;
    group.forEach((waiting, index) => settle(waiting, answers[index]));
    this.hooks.onCommit();
  }

  private attempt(group: readonly Waiting[]): readonly Answer[] | null {
    try {
      return this.transact.immediate(group);
    } catch (error) {
      this.failed(group, error);
      return null;
    }
  }

  private failed(group: readonly Waiting[], error: unknown): void {
    if (isBusy(error) && !this.closed && this.failures < this.patience.tries) {
      this.failures += 1;
      this.queue = [...group, ...this.queue];
      return;
    }
    this.failures = 0;
    const unavailable = new LogUnavailable('the log could not be written', { cause: error });
    for (const { reject } of group) reject(unavailable);
  }
}

const answer = (write: (append: Append) => Appended, append: Append): Answer => {
  try {
    return write(append);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return error;
    throw error;
  }
};

const settle = ({ resolve, reject }: Waiting, given: Answer | undefined): void => {
  if (given === undefined) reject(new LogUnavailable('the append was not answered'));
  else if (given instanceof Error) reject(given);
  else resolve(given);
};
