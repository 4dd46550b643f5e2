import type { Leases } from './leases';
import type { ViewsState } from './unavailable';

/** What a read store can do that is kept by a server, for several processes together. */
export interface Served {
  /** Where it has none, one machine alone can reach the store: the checkpoint is fence enough. */
  readonly leases: Leases;
  state(): Promise<ViewsState>;
  /** Declared indexes that are not there, of every version: each of them makes some question slow. */
  missingIndexes(): Promise<readonly string[]>;
}

/** What one can do that is kept in a file; a server looks after its files itself. */
export interface Filed {
  /**
   * Looks at every page. `wholly`: also whether every index says what its table says, and whether there is what was declared and
   * nothing else, so that a list and a document by its id cannot differ. A damaged file answers nothing from then on.
   * @throws ViewsDamaged
   */
  examine(how?: { readonly wholly: boolean }): Promise<void>;
}

/** What every one can do. */
export interface Cleared {
  /**
   * Forgets all versions, also those that serve, what they parked, and every note: as if nothing had been folded yet. The landmark
   * goes last, so that it is seen where the work was broken off. A commit that is under way is fenced.
   */
  clear(): Promise<void>;
}
