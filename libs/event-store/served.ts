import type { Words } from '@kernel/words';

/** What a server of the log says of itself. */
export interface LogState {
  readonly version: string;
  /** `host:port` of the node that is spoken with. */
  readonly node: string;
  /** LEADER, FOLLOWER and so on; UNKNOWN where the node does not tell. */
  readonly role: string;
  readonly members: number;
  readonly membersAlive: number;
}

/** What a log can do that is kept by a server. */
export interface Served {
  state(): Promise<LogState>;
}

/** What one can do that is kept in a file, to which others can write past the engine; a server lets nobody near its files. */
export interface Filed {
  /**
   * Everything that could show one reader another log than the next, such as an index that does not say what its table says.
   * Goes through the whole file.
   */
  examine(): Promise<readonly Words[]>;
}
