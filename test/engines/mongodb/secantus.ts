import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { pythonProgram } from '../python';
import { end, freePort, freeze, type ServerProcess } from '../server-process';

/**
 * A server that speaks MongoDB's protocol and can be had from the Python package index where no mongod can. It is started as a
 * process of its own, for tests only. Where it differs from MongoDB's documentation the documentation is right: it does not
 * know `$$NOW` in a condition, its snapshot sessions do not keep their snapshot from one read to the next, and its plans show a
 * sort above an index that gives the order already.
 */
export interface MongoProcess extends ServerProcess {
  /** Ends, and is started again on the same files as a server of this kind. */
  become(kind: { readonly standalone: boolean }): Promise<void>;
}

/** Null where there is no Python to run it. @throws in CI where there is one and it cannot be installed */
export const secantusProgram = (): Promise<string | null> =>
  pythonProgram({ package: 'SecantusDB', version: '0.7.0b3', program: 'secantusd-py' });

export interface SecantusKind {
  readonly standalone: boolean;
  /** Asks whoever comes for a user, of which it knows none. */
  readonly isLocked?: boolean;
  /** Can be told to fail, as MongoDB can that is started for tests: `configureFailPoint`. */
  readonly failsWhenTold?: boolean;
}

export const startSecantus = async (
  program: string,
  { isLocked = false, failsWhenTold = false, ...kind }: SecantusKind,
): Promise<MongoProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-mongodb-'));
  const port = await freePort();
  const url = `mongodb://127.0.0.1:${String(port)}/?directConnection=true`;
  const args = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder, '--sync-on-commit'];
  if (isLocked) args.push('--auth');
  if (failsWhenTold) args.push('--enable-test-commands');
  let child: ChildProcess;
  let { standalone } = kind;
  const start = async (): Promise<void> => {
    child = spawn(program, standalone ? [...args, '--standalone'] : args, { stdio: 'ignore' });
    await answers(url);
  };
  await start();
  return {
    url,
    kill: () => end(child, 'SIGKILL'),
    restart: start,
    become: async (next) => {
      await end(child, 'SIGTERM');
      standalone = next.standalone;
      await start();
    },
    freeze: () => {
      freeze(child);
    },
    thaw: () => void child.kill('SIGCONT'),
    stop: async () => {
      await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const answers = async (url: string): Promise<void> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 30_000 });
  await client.db('admin').command({ ping: 1 });
  await client.close();
};
