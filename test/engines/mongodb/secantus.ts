import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { end, freePort, freeze, type ServerProcess } from '../server-process';
import { tryLock, unlock } from '../lock';

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

const VERSION = '0.7.0b3';
const HOME = join(tmpdir(), `shuangbang-mongodb-stand-in-${VERSION}`);
const PROGRAM = join(HOME, 'venv', 'bin', 'secantusd-py');
const READY = join(HOME, 'ready');
const LOCK = join(HOME, 'lock');
const INSTALL_MS = 300_000;

/**
 * Null where there is no Python to run it. One of several processes installs it, the others wait. @throws in CI where there is
 * one and it cannot be installed, so that its suites are never left out unnoticed there
 */
export const secantusProgram = async (): Promise<string | null> => {
  if (!succeeds('python3', ['--version'])) return null;
  mkdirSync(HOME, { recursive: true });
  const until = Date.now() + INSTALL_MS;
  while (!existsSync(READY) && Date.now() < until)
    if (!tryLock(LOCK)) await pause(200);
    else if (!installed()) break;
  return existsSync(READY) ? PROGRAM : notInstalled();
};

const installed = (): boolean => {
  try {
    const venv = join(HOME, 'venv');
    const works =
      succeeds('python3', ['-m', 'venv', '--clear', venv]) &&
      succeeds(join(venv, 'bin', 'pip'), ['install', '--quiet', `SecantusDB==${VERSION}`]);
    if (works) writeFileSync(READY, '');
    return works;
  } finally {
    unlock(LOCK);
  }
};

const notInstalled = (): null => {
  const told = `python3 is here, but SecantusDB ${VERSION} cannot be installed`;
  if (process.env['CI'] === 'true') throw new Error(told);
  console.warn(told);
  return null;
};

const succeeds = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: INSTALL_MS }).status === 0;

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
