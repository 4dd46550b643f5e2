import { createServer } from 'node:net';
import { KeysDamaged } from '@privacy/key-store';
import { ViewsDamaged } from '@read-store/unavailable';
import { InvalidSettings, type Settings } from './settings';

/** Nobody can listen at the address that the settings name. */
export class AddressUnusable extends Error {
  constructor({ host, port }: Pick<Settings, 'host' | 'port'>, code: string) {
    super(
      `cannot listen at ${host}:${String(port)} (${WHY[code] ?? code}); name another address with HOST, PORT`,
    );
    this.name = 'AddressUnusable';
  }
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process does',
  EACCES: 'not allowed to this user',
  EADDRNOTAVAIL: 'no address of this machine',
  ENOTFOUND: 'no such host',
};

/** Asked before a county is opened or built: who waits for that should not learn at the end that it was in vain. @throws AddressUnusable */
export const requireUsableAddress = ({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', ({ code = '' }: NodeJS.ErrnoException) => {
      reject(new AddressUnusable({ host, port }, code));
    });
    server.listen(port, host, () =>
      server.close(() => {
        resolve();
      }),
    );
  });

type Kind = abstract new (...args: never[]) => Error;

/** What whoever starts a process can cure; the message says how. */
const CURABLE: readonly Kind[] = [InvalidSettings, AddressUnusable, KeysDamaged, ViewsDamaged];

/** Does the work of a process. What can be cured is said in one sentence, without where in the code it came up; the status is 1. */
export const saying = async (work: () => Promise<unknown>, ...more: readonly Kind[]): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (![...CURABLE, ...more].some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
};
