import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import { isObject } from '@kernel/json';
import { GENESIS, hashAfter, linkOf } from '../chain';
import { DamagedEvent, START, position, type Position } from '../event-store';
import type { Exactness, RecordedEvent } from '../event-store';
import { Names } from './names';

type Stored = NonNullable<ResolvedEvent['event']>;

/** Where a record stands. Null for a link to an event that is gone. */
export const placeOf = ({ event, link }: ResolvedEvent | AllStreamResolvedEvent): Position | null => {
  const at = link?.position ?? event?.position;
  return at === undefined ? null : position(at.commit, at.prepare);
};

/**
 * A stored event in the words of the port. What other programs wrote, or what was changed since, is none: other than in a
 * file of our own, anybody with a password may append to our streams.
 * @throws DamagedEvent
 */
export const decode = (
  resolved: ResolvedEvent | AllStreamResolvedEvent,
  names: Names = new Names(undefined),
  { exactly = false }: Exactness = {},
): RecordedEvent => {
  const { event } = resolved;
  if (event === undefined) throw new Error('EventStoreDB sent a record without an event');
  const place = {
    ...{ id: event.id, stream: names.ofCounty(event.streamId) ?? event.streamId },
    ...{ revision: Number(event.revision), position: placeOf(resolved) ?? START },
  };
  const { type, data, metadata } = event as unknown as Pick<RecordedEvent, 'type' | 'data' | 'metadata'>;
  const decoded: RecordedEvent = { ...place, type, data, metadata };
  const reason = faultOf(event, decoded, exactly);
  if (reason !== null) throw new DamagedEvent(place, { cause: new Error(reason) });
  return decoded;
};

const faultOf = (stored: Stored, decoded: RecordedEvent, exactly: boolean): string | null => {
  const reason = foreign(stored);
  if (reason !== null || exactly) return reason;
  return isIntact(decoded) ? null : 'its hash is not that of its content';
};

const foreign = ({ type, isJson, data, metadata, position: at }: Stored): string | null => {
  if (type === '$streamDeleted') return 'an operator of EventStoreDB has tombstoned the stream';
  if (at === undefined) return 'the server tells no position; it is older than 22.6';
  return isJson && isDocument(data) && isDocument(metadata) ? null : 'another program wrote it';
};

const isDocument = (value: unknown): boolean => isObject(value) && !(value instanceof Uint8Array);

const isIntact = (event: RecordedEvent): boolean => {
  const link = linkOf(event);
  return link !== null && hashAfter(link.previousHash, event) === link.hash;
};

/** What the event after this one names as its previous hash. */
export const hashOf = (event: RecordedEvent | undefined): string =>
  event === undefined ? GENESIS : (linkOf(event)?.hash ?? GENESIS);
