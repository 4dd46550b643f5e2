import type { Clock } from '../clock';
import { WrongExpectedRevision, type EventStore, type RecordedEvent } from '../event-store';
import { NoDer } from './der';
import { asData, timestampStream, type Seal, type SealTimestamp } from './events';
import { sealEvent } from './seal-event';
import { sealHash } from './signing';
import { readToken, type TimeStamper } from './time-stamp';

export const timestampOf = async (
  store: EventStore,
  { number }: Pick<Seal, 'number'>,
): Promise<SealTimestamp | null> => {
  const [event] = await store.readStream(timestampStream(number));
  return event === undefined ? null : (event.data as unknown as SealTimestamp);
};

interface Stamping {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly stamper: TimeStamper;
}

/**
 * Has a seal stamped, once; it names the one before, and with that all of them. @returns null where it was stamped before
 * @throws NotStamped
 */
export const stampSeal = async (
  { store, clock, stamper }: Stamping,
  seal: Seal,
): Promise<SealTimestamp | null> => {
  if ((await timestampOf(store, seal)) !== null) return null;
  const { number } = seal;
  const digest = sealHash(seal);
  const { at: stampedAt, token } = await stamper.stamp(Buffer.from(digest, 'hex'));
  const stamp: SealTimestamp = { number, digest, stampedAt, token: token.toString('base64') };
  const event = sealEvent({ type: 'SealTimestamped', fact: asData(stamp), place: number }, clock.now());
  try {
    await store.append(timestampStream(number), 'no-stream', [event]);
    return stamp;
  } catch (error) {
    // Another process had it stamped meanwhile.
    if (error instanceof WrongExpectedRevision) return null;
    throw error;
  }
};

/** The seal that a token is over: the SHA-256 of what was signed in it. Null where the event is not what its token says. */
export const stampedDigest = ({ token, stampedAt, digest }: RecordedEvent['data']): string | null => {
  if (typeof token !== 'string') return null;
  try {
    const told = readToken(Buffer.from(token, 'base64'));
    return told.at === stampedAt && told.digest.toString('hex') === digest ? digest : null;
  } catch (error) {
    if (error instanceof NoDer) return null;
    throw error;
  }
};
