/** It is being folded; asked again a little later it is there. */
export class StillFolding extends Error {
  constructor(readonly what: string) {
    super(`${what} is being folded up to that moment`);
    this.name = 'StillFolding';
  }
}

/** How long one question waits for everything it reads together. What it waited for goes on without it. */
export class Patience {
  readonly #until: number;

  constructor(waitMs: number) {
    this.#until = performance.now() + waitMs;
  }

  /** Null: nobody has begun, there is too much to do. @throws StillFolding */
  async wait<T>(work: Promise<T> | null, what: string): Promise<T> {
    if (work === null) throw new StillFolding(what);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = () => {
        reject(new StillFolding(what));
      };
      timer = setTimeout(giveUp, Math.max(0, this.#until - performance.now()));
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
