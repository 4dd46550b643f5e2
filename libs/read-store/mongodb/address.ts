import { MongoClient, type MongoClientOptions } from 'mongodb';

/** Waits are bounded: a person waits no longer than this for an answer, and a fail-over takes less. */
const WAITS: MongoClientOptions = {
  serverSelectionTimeoutMS: 10_000,
  connectTimeoutMS: 5_000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 10_000,
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
export class InvalidAddress extends Error {
  constructor(readonly fault: string) {
    super(fault);
    this.name = 'InvalidAddress';
  }
}

/**
 * A client that connects when it is first asked. Where nobody answers then, the driver would say of everything afterwards that
 * its topology is closed; this one forgets that topology, so that the next question connects anew. @throws InvalidAddress
 */
export const clientFor = (url: string): MongoClient => {
  const client = made(url);
  if (!/^[^/?#]+:\/\/[^/?#]+\/[^/?#]+/.test(url)) throw new InvalidAddress('names no database');
  return client.on('topologyClosed', () => Reflect.set(client, 'topology', undefined));
};

const made = (url: string): MongoClient => {
  try {
    return new MongoClient(url, { ...WAITS, ...TRUST });
  } catch (error) {
    throw new InvalidAddress(error instanceof Error ? error.name : 'cannot be read');
  }
};
