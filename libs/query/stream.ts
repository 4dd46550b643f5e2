import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { metadataText, streamName, type Position, type RecordedEvent } from '@event-store/event-store';
import type { Views } from './answering';

/** The events of one stream in their present shape: for an answer that names what its values come from. */
export const eventsOf = async (
  { log }: Views,
  category: string,
  id: string,
): Promise<readonly RecordedEvent[]> =>
  (await log.store.readStream(streamName(category, id))).map(log.upcast);

/** Which events of a stream count. */
export type Counting = (event: RecordedEvent) => boolean;

/** Recorded by the end of that day in Asia/Shanghai. */
export const knownBy =
  (day: CalendarDate): Counting =>
  (event) =>
    recordedDate(metadataText(event, 'recordedAt')) <= day;

/** What a decision that stands at that place could have read. */
export const knownBefore =
  (place: Position): Counting =>
  ({ position }) =>
    position < place;
