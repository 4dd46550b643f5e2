import { bytesOf } from '../acceptance';
import { unlinked } from '../chain';
import { LIMITS, type EventStore, type NewEvent, type RecordedEvent } from '../event-store';

interface Parcel {
  readonly stream: string;
  /** Revision of its first event. */
  readonly start: number;
  readonly events: NewEvent[];
  bytes: number;
}

/**
 * Appends events in the order of their log, each at the revision it has there. Neighbours of one stream share an append;
 * as many appends go together as the engine keeps in order. On a server that is one: it orders appends to different streams by
 * their arrival, and one that is lost and repeated would arrive behind those sent after it. So each waits for the answer to the
 * one before, and pouring is as fast as the server acknowledges them one by one.
 */
export const written = async (target: EventStore, events: readonly RecordedEvent[]): Promise<void> => {
  const parcels = parcelled(events);
  const together = target.together ?? 1;
  for (let from = 0; from < parcels.length; from += together)
    await Promise.all(parcels.slice(from, from + together).map((parcel) => sent(target, parcel)));
};

const sent = (target: EventStore, { stream, start, events }: Parcel): Promise<unknown> =>
  target.append(stream, start === 0 ? 'no-stream' : start - 1, events);

const parcelled = (events: readonly RecordedEvent[]): readonly Parcel[] => {
  const parcels: Parcel[] = [];
  for (const event of events) {
    const bytes = sizeOf(event);
    const last = parcels.at(-1);
    if (last !== undefined && takes(last, event, bytes)) {
      last.events.push(asGiven(event));
      last.bytes += bytes;
    } else parcels.push({ stream: event.stream, start: event.revision, events: [asGiven(event)], bytes });
  }
  return parcels;
};

const takes = (parcel: Parcel, { stream }: RecordedEvent, bytes: number): boolean =>
  parcel.stream === stream &&
  parcel.events.length < LIMITS.eventsPerAppend &&
  parcel.bytes + bytes <= LIMITS.appendBytes;

const asGiven = ({ id, type, data, metadata }: RecordedEvent): NewEvent => ({
  id,
  type,
  data,
  metadata: unlinked(metadata),
});

const sizeOf = ({ type, data, metadata }: RecordedEvent): number =>
  bytesOf({ type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) });
