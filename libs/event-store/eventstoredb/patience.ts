import type { Connection } from './connection';
import { mayPass } from './faults';
import { backoffMs, pause } from './pause';

/** Repeats what may be repeated until it is answered or the time for it is over. */
export class Patience {
  /** `budgetMs`: after so long no new try begins. */
  constructor(
    private readonly connection: Connection,
    private readonly budgetMs: number,
  ) {}

  /**
   * `attempt` learns how many before it had an unknown outcome.
   * @throws LogUnavailable when the time is over; what asking again would not mend, at once
   */
  async repeat<T>(stream: string, attempt: (failures: number) => Promise<T>): Promise<T> {
    const until = performance.now() + this.budgetMs;
    let failures = 0;
    for (;;)
      try {
        return await attempt(failures);
      } catch (error) {
        failures += 1;
        await this.wait(this.lasting(error, stream), backoffMs(failures), until);
      }
  }

  /** The same error where it may pass. */
  private lasting(error: unknown, stream: string): unknown {
    if (mayPass(error)) return error;
    throw this.connection.refusal(error, stream);
  }

  private async wait(error: unknown, ms: number, until: number): Promise<void> {
    const { closed } = this.connection;
    if (closed.aborted || performance.now() + ms > until) throw this.connection.unavailable(error);
    await pause(ms, closed);
  }
}
