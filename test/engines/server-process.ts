import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

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
