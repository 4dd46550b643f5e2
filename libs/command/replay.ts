import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { fold, type Event } from '@kernel/decider';
import { metadataText, type Position, type RecordedEvent } from '@event-store/event-store';
import { Truth } from '@event-store/past/truth';
import type { Handled } from './handling';

/** Up to where a history is read, as {@link Truth} says; what is absent does not limit. Inclusive. */
export interface Moment {
  readonly revision?: number;
  /** True in the village by this day. */
  readonly asOf?: CalendarDate;
  /** Recorded by the end of this day in Asia/Shanghai. */
  readonly knownAt?: CalendarDate;
  /** Recorded by this instant, ISO 8601 in UTC. */
  readonly recordedUntil?: string;
  /** Recorded up to this place in the log. */
  readonly until?: Position;
}

/** What was so and known at a moment. */
export interface Replayed {
  readonly state: unknown;
  readonly events: readonly RecordedEvent[];
  /** Revision of the last event that counts. */
  readonly revision: number;
}

/** Folds the events that count at the moment; null where nothing was known or true yet. */
export const replay = (
  handled: Handled,
  events: readonly RecordedEvent[],
  moment: Moment = {},
): Replayed | null => {
  const counting = countingAt(events, moment);
  const last = counting.at(-1);
  if (last === undefined) return null;
  const state = fold(handled.aggregate, counting as readonly Event[]);
  return { state, events: counting, revision: last.revision };
};

const countingAt = (events: readonly RecordedEvent[], moment: Moment): readonly RecordedEvent[] => {
  const end = events.findIndex((event) => isLater(event, moment));
  const truth = new Truth(moment.asOf ?? null);
  return events.slice(0, end === -1 ? undefined : end).filter((event) => truth.counts(event));
};

const isLater = (event: RecordedEvent, { revision, knownAt, recordedUntil, until }: Moment): boolean => {
  const recordedAt = metadataText(event, 'recordedAt');
  return [
    revision !== undefined && event.revision > revision,
    knownAt !== undefined && recordedDate(recordedAt) > knownAt,
    recordedUntil !== undefined && recordedAt > recordedUntil,
    until !== undefined && event.position > until,
  ].some(Boolean);
};

/** One value that differs. `from` is absent where it is new, `to` where it is gone. */
export interface Change {
  /** RFC 6901. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** What changed between two states, value by value. */
export const differences = (from: unknown, to: unknown, path = ''): readonly Change[] => {
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) =>
      differences(from[key], to[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
