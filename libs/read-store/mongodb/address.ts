import { MongoClient, type MongoClientOptions } from 'mongodb';
import { ToldError, type Words } from '@kernel/words';

/**
 * Waits are bounded for whoever asks a server that is frozen, or beyond a wire that swallows everything. The driver learns of it by a
 * heartbeat that stays away for `heartbeatFrequencyMS + connectTimeoutMS`, gives up then what is in flight, and tries it once more
 * for as long as it looks for a server. Measured with a server that was stopped by a signal: noticed after 3.5 s, the longest wait
 * 8.5 s, later questions 5.0 s, all well within half a second after it went on; with the driver's own heartbeat of 10 s and twice
 * these waits 12.5 s, 22.5 s and 10.0 s. Not shorter, for a busy server is no frozen one: while 16 writers kept one at its limit,
 * a heartbeat came 0.6 s late, and a process that did nothing else for 8 s took no healthy server for lost. A fail-over that takes longer is
 * told with a 503.
 */
const WAITS: MongoClientOptions = {
  heartbeatFrequencyMS: 1_000,
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 5_000,
};

/** Said here once for everything, whatever the address says: what was acknowledged outlives a fail-over and a power cut. */
const TRUST: MongoClientOptions = {
  retryReads: true,
  retryWrites: true,
  readPreference: 'primary',
  /* eslint-disable @typescript-eslint/no-deprecated -- an address that says otherwise outweighs what replaces them */
  w: 'majority',
  journal: true,
  /* eslint-enable @typescript-eslint/no-deprecated */
};

/** The setting cannot be used. It says nothing of what stands in it, for that may be a password. */
export class InvalidAddress extends ToldError {
  override readonly name = 'InvalidAddress';
}

/**
 * A client that connects when it is first asked. Where nobody answers then, the driver would say of everything afterwards that
 * its topology is closed; this one forgets that topology, so that the next question connects anew. @throws InvalidAddress
 */
export const clientFor = (url: string): MongoClient => {
  const client = made(url);
  if (!/^[^/?#]+:\/\/[^/?#]+\/[^/?#]+/.test(url))
    throw new InvalidAddress({ zh: '没有写明库名', en: 'names no database' });
  return client.on('topologyClosed', () => Reflect.set(client, 'topology', undefined));
};

const UNREADABLE: Words = {
  zh: '不是 MongoDB 地址：请检查格式和选项；用户名和密码中的 % : / ? # [ ] @ 要写成 %25 %3A %2F %3F %23 %5B %5D %40',
  en: 'cannot be read as an address of MongoDB: look at its form and its options, and write % : / ? # [ ] @ in user and password as %25 %3A %2F %3F %23 %5B %5D %40',
};

const made = (url: string): MongoClient => {
  try {
    return new MongoClient(url, { ...WAITS, ...TRUST });
  } catch {
    throw new InvalidAddress(UNREADABLE);
  }
};
