import type { Database, Statement } from 'better-sqlite3';
import { BroadcastChannel } from 'node:worker_threads';
import { realpathSync } from 'node:fs';
import { MEMORY } from './schema';

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 25;

/**
 * Wakes those who wait for the log to grow: at once after a commit of this process, whichever thread made it, and within
 * a few milliseconds after one of another process, by a cheap look at the file.
 */
export class Tide {
  private readonly waiting = new Set<() => void>();
  private readonly dataVersion: Statement<[], number>;
  private readonly threads: BroadcastChannel | null;
  private seenVersion: number | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(db: Database, path: string) {
    this.dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
    this.threads = path === MEMORY ? null : new BroadcastChannel(`event log ${realpathSync(path)}`);
    if (this.threads === null) return;
    this.threads.onmessage = () => this.rise();
    this.threads.unref();
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** This connection has committed. */
  committed(): void {
    this.rise();
    this.threads?.postMessage(null);
  }

  /** Settles when something may have been appended, the signal has aborted or the log has closed. */
  next(signal: AbortSignal): Promise<void> {
    if (this.isClosed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      this.watch();
    });
  }

  close(): void {
    this.isClosed = true;
    this.rise();
    clearTimeout(this.timer);
    this.threads?.close();
  }

  private rise(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    for (const wake of [...this.waiting]) wake();
  }

  private watch(): void {
    if (this.timer !== undefined || this.isClosed) return;
    this.timer = setTimeout(() => this.look(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private look(): void {
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    if (this.hasChanged()) this.rise();
    else this.watch();
  }

  /** Whether another connection has committed since. A reader that is woken in vain meets the fault itself. */
  private hasChanged(): boolean {
    try {
      const before = this.seenVersion;
      this.seenVersion = this.dataVersion.get();
      return this.seenVersion !== before;
    } catch {
      return true;
    }
  }
}
