import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { end, freePort, type ServerProcess } from '../server-process';

/**
 * A server that speaks MongoDB's protocol and can be had from the Python package index where no mongod can. It is started as a
 * process of its own, for tests only. Where it differs from MongoDB's documentation the documentation is right: it does not
 * know `$$NOW` in a condition, its snapshot sessions do not keep their snapshot from one read to the next, and its plans show a
 * sort above an index that gives the order already.
 */
export type MongoProcess = ServerProcess;

const HOME = join(tmpdir(), 'shuangbang-mongodb-stand-in');
const PROGRAM = join(HOME, 'venv', 'bin', 'secantusd-py');
const READY = join(HOME, 'ready');
const LOCK = join(HOME, 'lock');
const INSTALL_MS = 300_000;

/** Null where it cannot be installed. One of several processes installs it, the others wait. */
export const secantusProgram = async (): Promise<string | null> => {
  mkdirSync(HOME, { recursive: true });
  const until = Date.now() + INSTALL_MS;
  while (Date.now() < until) {
    if (existsSync(READY)) return PROGRAM;
    if (isMine()) return install();
    await pause(200);
  }
  rmSync(LOCK, { recursive: true, force: true });
  return null;
};

const isMine = (): boolean => {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
};

const install = (): string | null => {
  try {
    const venv = join(HOME, 'venv');
    const works =
      succeeds('python3', ['-m', 'venv', '--clear', venv]) &&
      succeeds(join(venv, 'bin', 'pip'), ['install', '--quiet', 'SecantusDB']);
    if (works) writeFileSync(READY, '');
    return works ? PROGRAM : null;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
};

const succeeds = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: INSTALL_MS }).status === 0;

export const startSecantus = async (
  program: string,
  { standalone }: { readonly standalone: boolean },
): Promise<MongoProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-mongodb-'));
  const port = await freePort();
  const url = `mongodb://127.0.0.1:${String(port)}/?directConnection=true`;
  const args = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder, '--sync-on-commit'];
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(program, standalone ? [...args, '--standalone'] : args, { stdio: 'ignore' });
    await answers(url);
  };
  await start();
  return {
    url,
    kill: () => end(child, 'SIGKILL'),
    restart: start,
    freeze: () => void child.kill('SIGSTOP'),
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
