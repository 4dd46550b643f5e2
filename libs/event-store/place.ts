import type { EventStore, Position, RecordedEvent } from './event-store';

/**
 * An event, by its stream and its number there: the place behind it is the same in every log that holds the stream, be it moved
 * to another engine. A position says where that is in one log, and something else in another.
 */
export type Place = Pick<RecordedEvent, 'stream' | 'revision'>;

const PLACE = /^([A-Za-z]+-[^\s@]{1,200})@(0|[1-9]\d{0,14})$/;

/** As `placeText` writes it; null where it is none. */
export const readPlace = (text: unknown): Place | null => {
  const [, stream, revision] = PLACE.exec(typeof text === 'string' ? text : '') ?? [];
  return stream === undefined ? null : { stream, revision: Number(revision) };
};

/** Where that event is in this log; null where it is not. */
export const positionOfPlace = async (
  log: Pick<EventStore, 'readStream'>,
  { stream, revision }: Place,
): Promise<Position | null> => {
  const [event] = await log.readStream(stream, revision);
  return event?.revision === revision ? event.position : null;
};
