import { isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { isPosition, type Position } from '@event-store/event-store';
import { readPlace, type Place } from '@event-store/place';

/**
 * When something was known: by the end of a day in Asia/Shanghai, at an instant (milliseconds since 1970), or up to an event, by its
 * position in this log or by its place in its stream.
 */
export type KnownAt =
  | { readonly day: CalendarDate }
  | { readonly instant: number }
  | { readonly position: Position }
  | { readonly place: Place };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Null where it is none of the four. */
export const readKnownAt = (text: unknown): KnownAt | null => {
  if (isPosition(text)) return { position: text };
  if (isCalendarDate(text)) return { day: text };
  const place = readPlace(text);
  if (place !== null) return { place };
  if (typeof text !== 'string' || !INSTANT.test(text) || !isCalendarDate(text.slice(0, 10))) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : { instant };
};
