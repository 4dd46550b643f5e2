import { fold, type Aggregate, type Event } from '@kernel/decider';
import { START } from '@event-store/event-store';
import type { County } from './county';

/** Every aggregate of a kind as the log tells it now, whatever the read models have digested. */
export const statesOf = async <S, E extends Event>(
  { store, upcast }: Pick<County, 'store' | 'upcast'>,
  aggregate: Aggregate<S, E>,
): Promise<readonly S[]> => {
  const states = new Map<string, S>();
  for await (const { events } of store.readAll({ from: START, categories: [aggregate.category] }))
    for (const event of events.map(upcast))
      states.set(event.stream, fold(aggregate, [event as unknown as E], states.get(event.stream)));
  return [...states.values()];
};
