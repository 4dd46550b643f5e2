/** Rung whenever something moved; whoever waits looks again. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Whether it came to hold in time; without a time it waits for ever. */
  until(holds: () => boolean, timeoutMs?: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = () => {
        if (holds()) end(true);
      };
      const end = (held: boolean) => {
        this.#waiting.delete(look);
        clearTimeout(timer);
        resolve(held);
      };
      const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs, false);
      this.#waiting.add(look);
    });
  }
}
