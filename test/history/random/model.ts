import { addDays, daysInMonth, type CalendarDate } from '@kernel/calendar-date';
import { fold, type Aggregate, type Event } from '@kernel/decider';
import { streamName } from '@event-store/event-store';
import type { Roll } from './roll';

/** What has come about so far, folded step by step as the events were answered: who sends the next command looks at it. */
export class Model {
  readonly #states = new Map<string, Map<string, unknown>>();

  constructor(public today: CalendarDate) {}

  /** Everything of this kind, oldest first. */
  all<S, E extends Event>({ category }: Aggregate<S, E>): readonly (readonly [id: string, state: S])[] {
    return [...(this.#states.get(category) ?? [])] as (readonly [string, S])[];
  }

  /** Ids of those of this kind of which it is so. */
  ids<S, E extends Event>(aggregate: Aggregate<S, E>, is: (state: S) => boolean = () => true) {
    return this.all(aggregate).flatMap(([id, state]) => (is(state) ? [id] : []));
  }

  state<S, E extends Event>({ category, initial }: Aggregate<S, E>, id: string): S {
    return (this.#states.get(category)?.get(id) as S | undefined) ?? initial;
  }

  exists(category: string, id: string): boolean {
    return this.#states.get(category)?.has(id) === true;
  }

  learn(aggregate: Aggregate<unknown, Event>, id: string, events: readonly Event[]): void {
    const { category } = aggregate;
    const states = this.#states.get(category) ?? new Map<string, unknown>();
    states.set(id, frozen(fold(aggregate, events, this.state(aggregate, id))));
    this.#states.set(category, states);
  }

  /** By stream, to be compared with what the log tells. */
  states(): ReadonlyMap<string, unknown> {
    const byStream = [...this.#states].flatMap(([category, states]) =>
      [...states].map(([id, state]) => [streamName(category, id), state] as const),
    );
    return new Map(byStream);
  }

  /** A day so many days from today, or the end of its month: days of papers meet there. */
  day(roll: Roll, from: number, to: number): CalendarDate {
    const day = addDays(this.today, roll.whole(from, to));
    return roll.happens(0.6) ? day : addDays(day, daysInMonth(day) - Number(day.slice(8)));
  }
}

/** A rule that changes what it was given would change the past. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
