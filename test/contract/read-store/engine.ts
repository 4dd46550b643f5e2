import type { FindOptions, ReadStore } from '@read-store/read-store';
import type { Line } from '../../engines/line';

/** How an engine says it would go about a find. */
export interface Plan {
  /** Only index entries that fit, or that come in order, are visited. Null, here and below: the engine's word on it cannot be trusted. */
  readonly usesIndex: boolean | null;
  readonly scansCollection: boolean | null;
  readonly sortsInMemory: boolean | null;
  /** The engine's own words, for the message of a failing test. */
  readonly words: string;
}

export interface Find {
  readonly projection: string;
  readonly collection: string;
  readonly options: FindOptions;
}

/** What an engine brings to be held to the contract. */
export interface Engine {
  /** As it is printed where the suites say what ran. */
  readonly name: string;
  /** The file, from the root, that exports this as `engine`, so that another process can open the same place. */
  readonly module: string;
  /** A question never sees half of a commit. */
  readonly readsWholeCommits: boolean;
  /** Several processes may begin in the same empty place at once; a stand-in for a server may stand still then. */
  readonly beginsAtOnce: boolean;
  /** Several processes share its projections by leases. */
  readonly hasLeases: boolean;
  /** Runs of each property: few where a server is slow. */
  readonly runs: number;
  /** A new, empty place. */
  place(): Promise<string>;
  open(place: string): Promise<ReadStore>;
  /** The same place at the end of a wire that can be cut; only where there is a wire, and nobody minds what is put into it. */
  readonly wired?: (place: string) => Promise<{ readonly place: string; readonly line: Line }>;
  /** Ends what `place` began. */
  tidy(place: string): Promise<void>;
  /** How the engine would go about the find in a store that `open` gave. */
  plan(store: ReadStore, find: Find): Promise<Plan>;
}
