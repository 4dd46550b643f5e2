/** Something may have changed: those who wait look again. */
export class Bell {
  private readonly waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** Until it rings, the signal aborts or so many milliseconds are over. False where it was only time that went by. */
  wait(signal: AbortSignal, ms?: number): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (isAwoken: boolean): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        clearTimeout(timer);
        resolve(isAwoken);
      };
      const wake = (): void => end(true);
      const timer = ms === undefined ? undefined : setTimeout(() => end(false), ms);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
