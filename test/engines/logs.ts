import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownNamespace, serverName, testedServer } from './eventstoredb/tested-server';

/** An empty log that is made for a test. */
export interface OpenLog {
  /** As EVENT_STORE and `migrate` take it. */
  readonly url: string;
  close(): Promise<void>;
}

/** An engine that a log may be kept in. */
export interface LogEngine {
  readonly name: string;
  readonly open: () => Promise<OpenLog>;
  /** How many appends a mover may have on their way at once, and they still stand in the order in which they were sent. */
  readonly together: readonly number[];
}

export const SQLITE_LOG: LogEngine = {
  name: 'sqlite',
  together: [1, 7, 256],
  open: () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-log-'));
    const close = async (): Promise<void> => {
      rmSync(folder, { recursive: true, force: true });
    };
    return Promise.resolve({ url: `sqlite:${join(folder, 'events.db')}`, close });
  },
};

/** A log of its own on the given server, else on a stand-in; through the real client in either case. */
export const EVENTSTOREDB_LOG: LogEngine = {
  name: serverName,
  together: [1],
  open: async () => {
    const { url, close } = await testedServer();
    return { url: ownNamespace(url), close };
  },
};

export const LOG_ENGINES: readonly LogEngine[] = [SQLITE_LOG, EVENTSTOREDB_LOG];
