import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Moment } from '@command/replay';
import { placeText, type Position } from '@event-store/event-store';
import { positionOfPlace, type Place } from '@event-store/place';
import { Unanswerable, type Views } from '@query/answering';
import { readKnownAt } from './known-at';
import { unknownPlace } from './moments';

export interface AskedMoment {
  readonly revision?: number | undefined;
  readonly asOf?: CalendarDate | undefined;
  readonly knownAt?: string | undefined;
}

const inFuture = (text: string): Unanswerable => new Unanswerable('KNOWN_AT_IN_FUTURE', text);

/** @throws Unanswerable for an event that was not there at the moment that the question is asked about */
const reached = async (place: Place, { log: { store } }: Views): Promise<Position> => {
  const position = await positionOfPlace(store, place);
  if (position === null) throw unknownPlace(placeText(place));
  return position;
};

/** @throws Unanswerable for a moment of knowing that lies after the one the question is asked about */
const knowing = async (text: string, views: Views): Promise<Moment> => {
  const knownAt = readKnownAt(text);
  if (knownAt === null) throw new Unanswerable('MOMENT_UNREADABLE', text);
  if ('position' in knownAt) {
    if (knownAt.position > (await views.log.store.head())) throw inFuture(text);
    return { until: knownAt.position };
  }
  if ('place' in knownAt) return { until: await reached(knownAt.place, views) };
  if ('day' in knownAt) {
    if (knownAt.day > recordedDate(views.now)) throw inFuture(text);
    return { knownAt: knownAt.day };
  }
  const instant = new Date(knownAt.instant).toISOString();
  if (instant > views.now) throw inFuture(text);
  return { recordedUntil: instant };
};

/** A side of a comparison as it was asked for: a revision, a day, a moment of knowing, or any of these together. */
export const momentOf = async (asked: AskedMoment, views: Views): Promise<Moment> => {
  const { revision, asOf, knownAt } = asked;
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : await knowing(knownAt, views)),
  };
};
