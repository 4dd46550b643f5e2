import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A process that a test has started and may treat badly. */
export interface Mistreated {
  /** At once, as a power cut would. */
  kill(): Promise<void>;
  /** On the same files and at the same address, after it was killed. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export interface ServerProcess extends Mistreated {
  readonly url: string;
  stop(): Promise<void>;
}

export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Also where it was frozen. Settles when it is gone. */
export const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill(signal);
  await ended;
};

/** Third field of a line of `/proc`, behind the name in brackets: stopped, or gone. */
const STILL = /\) [TXZ] /;

/**
 * Comes back when no thread of it does anything more: until then a process that was sent the signal may still answer. Where there
 * is no `/proc` the signal has to do.
 */
export const freeze = (child: ChildProcess): void => {
  child.kill('SIGSTOP');
  const threads = `/proc/${String(child.pid)}/task`;
  if (!existsSync(threads)) return;
  while (!readdirSync(threads).every((thread) => isStill(join(threads, thread, 'stat'))));
};

const isStill = (path: string): boolean => {
  try {
    return STILL.test(readFileSync(path, 'utf8'));
  } catch {
    // The thread has ended meanwhile.
    return true;
  }
};

/** Nobody listens on it at the moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
};
