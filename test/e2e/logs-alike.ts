import { expect } from '@jest/globals';
import { openEventStoreToRead } from '@county/event-engine';
import { START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';

/** Every event of a log, without its position: that alone differs from engine to engine. */
export const eventsAt = async (url: string): Promise<readonly Omit<RecordedEvent, 'position'>[]> => {
  const store = openEventStoreToRead(url);
  const events: Omit<RecordedEvent, 'position'>[] = [];
  for await (const batch of store.readAll({ from: START }))
    events.push(...batch.events.map(({ position: _, ...rest }) => rest));
  await store.close();
  return events;
};

/** Both hold the same in the same order, and the chain of the second holds. */
export const expectAlike = async (one: string, other: string): Promise<void> => {
  expect(await eventsAt(other)).toEqual(await eventsAt(one));
  const store = openEventStoreToRead(other);
  for await (const { breaks } of verify(store)) expect(breaks).toEqual([]);
  await store.close();
};
