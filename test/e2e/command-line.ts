import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../compiled';

/** What a command said and how it ended. */
export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process of its own that runs a TypeScript file. */
export const child = (
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [compiled(file), ...args], {
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'silent', ...env },
    stdio: 'pipe',
  });

/** `shuangbang` as an operator calls it. */
export const shuangbang = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> => {
  const process = child('./apps/cli/src/main.ts', args, env);
  const said = { out: '', err: '' };
  process.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  process.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const [status] = (await once(process, 'close')) as [number | null];
  return { status, ...said };
};
