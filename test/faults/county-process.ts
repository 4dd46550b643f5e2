import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { child } from '../e2e/command-line';
import { end, freeze, type ServerProcess } from '../engines/server-process';

type Environment = Readonly<Record<string, string>>;

/** A process of a county that a test has started. */
export interface CountyProcess extends ServerProcess {
  /** None of its files takes a byte behind so many from now on, as on a disk that is full; null: there is room again. */
  leaveRoom(bytes: number | null): void;
}

const URL = /http:\/\/[\d.:]+/;
const PORT = /\d+$/;

const begin = async (program: string, env: Environment) => {
  const process = child(program, [], env);
  let complaint = '';
  process.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(process, 'exit').then(() => {
    throw new Error(`${program} ended: ${complaint}`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface({ input: process.stdout }), 'line'), ended])) as [
    string,
  ];
  return { process, url: URL.exec(line)?.[0] ?? '' };
};

const startProgram = async (program: string, env: Environment): Promise<CountyProcess> => {
  let { process, url } = await begin(program, { ...env, PORT: '0' });
  return {
    url,
    kill: () => end(process, 'SIGKILL'),
    restart: async () => {
      ({ process, url } = await begin(program, { ...env, PORT: PORT.exec(url)?.[0] ?? '0' }));
    },
    freeze: () => {
      freeze(process);
    },
    thaw: () => void process.kill('SIGCONT'),
    stop: () => end(process, 'SIGTERM'),
    leaveRoom: (bytes) => {
      const soft = bytes === null ? 'unlimited' : String(bytes);
      execFileSync('prlimit', [`--pid=${String(process.pid)}`, `--fsize=${soft}:unlimited`]);
    },
  };
};

/** The API of a county as an operator starts it, ready. */
export const startApi = (env: Environment): Promise<CountyProcess> =>
  startProgram('./apps/api/src/main.ts', env);

/** A projector of a county as an operator starts it, ready. */
export const startProjector = (env: Environment): Promise<CountyProcess> =>
  startProgram('./apps/projector/src/main.ts', env);
