import { describe, expect, it } from '@jest/globals';
import type { Leases } from '@read-store/leases';
import { Fenced, type ReadStore } from '@read-store/read-store';
import { ProjectionHost } from '@projection/projections';
import { grown, orchard, planted } from '@projection/story';
import { Engines } from '@testing/engines';
import type { Stage } from './stage';

const TERMS = { forMs: 400, everyMs: 100 };

/** A store in the hands of a process that stops for good when it is about to commit, and is let go on when that is told. */
class Stopping {
  readonly committing: Promise<unknown>;
  readonly views: ReadStore;
  readonly #outcomes: Promise<unknown>[] = [];
  #begun: (value?: unknown) => void = () => undefined;
  #goOn: (value?: unknown) => void = () => undefined;
  #standstill: Promise<unknown> = Promise.resolve();

  constructor(store: ReadStore) {
    this.committing = new Promise((resolve) => (this.#begun = resolve));
    const { leases } = store;
    const stopped = { commit: this.#commit(store), leases: leases && this.#waiting(leases) };
    this.views = new Proxy(store, {
      get: (target, name) => {
        if (name in stopped) return stopped[name as keyof typeof stopped];
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  /** @returns what became of the commit it was stopped in */
  async goOn(): Promise<unknown> {
    this.#goOn();
    return this.#outcomes[0];
  }

  #commit(store: ReadStore): ReadStore['commit'] {
    const going = new Promise((resolve) => (this.#goOn = resolve));
    return (...asked) => {
      this.#standstill = going;
      this.#begun();
      const done = going.then(() => store.commit(...asked));
      this.#outcomes.push(done.catch((error: unknown) => error));
      return done;
    };
  }

  #waiting(leases: Leases): Leases {
    const after =
      <A extends unknown[], T>(ask: (...asked: A) => Promise<T>) =>
      (...asked: A): Promise<T> =>
        this.#standstill.then(() => ask(...asked));
    return {
      present: after((...asked) => leases.present(...asked)),
      free: after((...asked) => leases.free(...asked)),
      take: after((...asked) => leases.take(...asked)),
      renew: after((...asked) => leases.renew(...asked)),
      release: after((...asked) => leases.release(...asked)),
      leave: after((...asked) => leases.leave(...asked)),
    };
  }
}

/** What the checkpoint cannot see: whoever has taken over has not committed anything yet. */
export const freezing = (stage: Stage): void => {
  describe('a projector that is stopped between reading and committing until its lease is another’s', () => {
    it('is refused by its token alone, and every event is taken once', async () => {
      const log = Engines.open();
      const [first, second] = [new Stopping(stage.store), new Stopping(await stage.another())];
      const host = ({ views }: Stopping) =>
        new ProjectionHost({
          ...{ store: log.store, views, projectors: [orchard], policies: [] },
          ...{ send: () => Promise.resolve(), leaseTerms: TERMS },
        });
      const [frozen, successor] = [host(first), host(second)];
      await frozen.start();
      await log.happen(planted('a', 'v1'), grown('a', 2));
      await first.committing;
      await successor.start();
      await second.committing;
      expect(await first.goOn()).toBeInstanceOf(Fenced);
      expect(await second.goOn()).toBeUndefined();
      await successor.settle();
      expect(await stage.store.reader('orchard').get('trees', 'a')).toMatchObject({ height: 3, revision: 1 });
      await frozen.stop();
      await successor.stop();
      await log.close();
    });
  });
};
