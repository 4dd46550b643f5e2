import type { CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { Unanswerable } from '../answering';
import { knownBy } from '../stream';

/** A figure counts what was true by one day as it was known by the end of another. */
export interface Moment {
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
}

/** Two moments of one figure; neither day of the second lies before that of the first. */
export interface Between {
  readonly from: Moment;
  readonly to: Moment;
}

/** Where events stand that can change what a household counts for, and which of them did. */
export interface Bearing {
  readonly streams: readonly string[];
  readonly isCause: (event: RecordedEvent) => boolean;
}

export const NOTHING: Bearing = { streams: [], isCause: () => false };

/** What changed it in the one way or in the other. */
export const either = (one: Bearing, other: Bearing): Bearing => ({
  streams: [...one.streams, ...other.streams],
  isCause: (event) => one.isCause(event) || other.isCause(event),
});

/** Recorded after the first moment's day of knowledge and by that of the second. */
export const learntBetween = ({ from, to }: Between): Bearing['isCause'] => {
  const [isKnownFirst, isKnownThen] = [knownBy(from.knownAt), knownBy(to.knownAt)];
  return (event) => isKnownThen(event) && !isKnownFirst(event);
};

/** @throws Unanswerable MOMENTS_ARE_THE_SAME, MOMENTS_OUT_OF_ORDER */
export const requireTwoMoments = ({ from, to }: Between): void => {
  const told = `${from.asOf}/${from.knownAt}, ${to.asOf}/${to.knownAt}`;
  if (from.asOf > to.asOf || from.knownAt > to.knownAt) throw new Unanswerable('MOMENTS_OUT_OF_ORDER', told);
  if (from.asOf === to.asOf && from.knownAt === to.knownAt)
    throw new Unanswerable('MOMENTS_ARE_THE_SAME', told);
};
