import { dateInShanghai } from '@kernel/calendar-date';
import { successorsAmong, type Succession, type SuccessorMap } from '@kernel/succession';
import { START } from '@event-store/event-store';
import { successionIn } from '@registry/division/queries';
import type { County } from '../county';

/** What had taken the place of what at the moment of the clock, from the log itself: events are packed where there are no read models. */
export const successorsNow = async ({ store, upcast, clock }: County): Promise<SuccessorMap> => {
  const now = new Date(clock.now()).toISOString();
  const today = dateInShanghai(clock.now());
  const found: Succession[] = [];
  for await (const { events } of store.readAll({ from: START, categories: ['division'] }))
    found.push(...events.flatMap((event) => successionIn(upcast(event)) ?? []));
  return successorsAmong(found, ({ on, recordedAt }) => on <= today && recordedAt <= now);
};
