import type { CalendarDate } from './calendar-date';
import type { Aggregate, Event } from './decider';

/** The day from which an event is true; a binding that comes into force tells it as `from`. */
const dayOf = ({ data }: Event): unknown => data['on'] ?? data['from'];

/** The same aggregate, blind for what became true after the day: for a rule that asks how things stood then. */
export const asOf = <State, E extends Event>(
  aggregate: Aggregate<State, E>,
  day: CalendarDate,
): Aggregate<State, E> => ({
  ...aggregate,
  evolve: (state, event) => {
    const on = dayOf(event);
    return typeof on === 'string' && on > day ? state : aggregate.evolve(state, event);
  },
});
