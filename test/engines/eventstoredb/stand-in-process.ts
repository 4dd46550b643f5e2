import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { child } from '../../e2e/command-line';
import { end, freeze, hasEnded, type ServerProcess } from '../server-process';
import type { Manners } from './manners';

export interface StandInProcess extends ServerProcess {
  /** Settles when it behaves so. */
  behave(manners: Partial<Manners>): Promise<void>;
  /** Settles when it has gone by itself. */
  gone(): Promise<void>;
}

interface Begun {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: Interface;
  readonly port: string;
}

/** The stand-in as a process of its own, with its log in a file. */
export const startStandInProcess = async (): Promise<StandInProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-eventstoredb-'));
  const begin = async (at: string): Promise<Begun> => {
    const process = child('./test/engines/eventstoredb/main.ts', [join(folder, 'log.db'), at]);
    const lines = createInterface({ input: process.stdout });
    const [port] = (await once(lines, 'line')) as [string];
    return { process, lines, port };
  };
  let { process, lines, port } = await begin('0');
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    kill: () => end(process, 'SIGKILL'),
    restart: async () => {
      ({ process, lines, port } = await begin(port));
    },
    freeze: () => {
      freeze(process);
    },
    thaw: () => void process.kill('SIGCONT'),
    behave: async (manners) => {
      const changed = once(lines, 'line');
      process.stdin.write(`${JSON.stringify(manners)}\n`);
      await changed;
    },
    gone: async () => {
      if (!hasEnded(process)) await once(process, 'exit');
    },
    stop: async () => {
      await end(process, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
