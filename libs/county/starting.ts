import { createServer } from 'node:net';
import { ToldError, wordsOf, type Words } from '@kernel/words';
import { UnsoundLog } from '@event-store/sqlite/soundness';
import { KeysDamaged, KeysRefused } from '@privacy/key-store';
import { ViewsDamaged, ViewsRefused } from '@read-store/unavailable';
import { barred } from './barred';
import { told } from './language';
import { InvalidSettings, type Settings } from './settings';

/** Nobody can listen at the address that the settings name. */
export class AddressUnusable extends ToldError {
  constructor({ host, port }: Pick<Settings, 'host' | 'port'>, code: string) {
    const [at, why] = [`${host}:${String(port)}`, WHY[code] ?? { zh: code, en: code }];
    super({
      zh: `无法在${at}监听（${why.zh}）；请用 HOST、PORT 另设地址`,
      en: `cannot listen at ${at} (${why.en}); name another address with HOST, PORT`,
    });
    this.name = 'AddressUnusable';
  }
}

const WHY: Readonly<Record<string, Words>> = {
  EADDRINUSE: { zh: '已被另一进程占用', en: 'another process does' },
  EACCES: { zh: '此用户无权使用', en: 'not allowed to this user' },
  EADDRNOTAVAIL: { zh: '不是本机地址', en: 'no address of this machine' },
  ENOTFOUND: { zh: '没有这个主机', en: 'no such host' },
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
const CURABLE: readonly Kind[] = [
  ...[InvalidSettings, AddressUnusable, UnsoundLog],
  ...[KeysDamaged, KeysRefused, ViewsDamaged, ViewsRefused],
];

/** What is said of an error that can be cured, also where the operating system lets nobody at a file; null of any other. */
const cure = (error: unknown, kinds: readonly Kind[]): Words | null =>
  kinds.some((kind) => error instanceof kind) ? wordsOf(error) : barred(error);

/** Does the work of a process. What can be cured is said in one sentence, without where in the code it came up; the status is 1. */
export const saying = async (work: () => Promise<unknown>, ...more: readonly Kind[]): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const words = cure(error, [...CURABLE, ...more]);
    if (words === null) throw error;
    process.stderr.write(`${told(words)}\n`);
    process.exitCode = 1;
  }
};
