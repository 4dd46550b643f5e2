import type { Connection } from './connection';
import { mayPass, willPass, wordsOf } from './faults';
import { backoffMs, pause } from './pause';

/** An error that nobody knows may be one that never passes: so often in a row it is tried again, for some seconds, and as long as there is time where that is bounded. */
const UNKNOWN_IN_A_ROW = 6;

/** Failures so far apart have nothing to do with each other. */
const APART_MS = 60_000;

export interface Undertaking {
  readonly what: string;
  /** It gives up after so long without success; never where absent. */
  readonly budgetMs?: number;
}

/** Tries something again for as long as that may be of use, at longer and longer intervals, and says so. */
export class Perseverance {
  private failures = 0;
  private unknown = 0;
  private aliveAt = performance.now();
  private failedAt = performance.now();

  constructor(
    private readonly connection: Pick<Connection, 'refusal' | 'unavailable' | 'tell'>,
    private readonly undertaking: Undertaking,
  ) {}

  succeeded(): void {
    this.aliveAt = performance.now();
    if (this.failures > 0) this.connection.tell(`${this.undertaking.what}: goes on`);
    this.failures = 0;
    this.unknown = 0;
  }

  /** Waits until it is time for the next try. @throws where none is of use any more */
  async failed(error: unknown, signal: AbortSignal): Promise<void> {
    this.count(error);
    this.requireHope(error);
    if (isPowerOfTwo(this.failures)) this.tell(error);
    await pause(backoffMs(this.failures), signal);
  }

  private count(error: unknown): void {
    const now = performance.now();
    if (now - this.failedAt > APART_MS) this.failures = this.unknown = 0;
    this.failedAt = now;
    this.failures += 1;
    this.unknown = willPass(error) ? 0 : this.unknown + 1;
  }

  private requireHope(error: unknown): void {
    const { budgetMs } = this.undertaking;
    const isOver = budgetMs !== undefined && performance.now() - this.aliveAt > budgetMs;
    const isHopeless = this.unknown > UNKNOWN_IN_A_ROW && (isOver || budgetMs === undefined);
    if (!mayPass(error) || isHopeless) throw this.connection.refusal(error, '$all');
    if (isOver) throw this.connection.unavailable(error);
  }

  private tell(error: unknown): void {
    this.connection.tell(
      `${this.undertaking.what}: ${wordsOf(error)}; failed ${String(this.failures)} times in a row, is tried again`,
    );
  }
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
