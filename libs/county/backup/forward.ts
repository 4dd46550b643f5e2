import { join } from 'node:path';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import type { EventStore } from '@event-store/event-store';
import { anotherLog } from '@projection/landmark';
import { ProjectionHost } from '@projection/projections';
import type { ReadStore } from '@read-store/read-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import { currentEvents } from '../county';
import { projectors } from '../modules';

export type Forwarded = 'CONTINUED' | 'REBUILT';

/**
 * Brings the read models of a restored folder to the head of its log; from zero where they were ahead of it. Policies
 * rest: what is to be done is done when the county is started. Needs no key, for read models hold nothing in clear.
 */
export const bringForward = async (dataDir: string): Promise<Forwarded> => {
  const store = SqliteEventStore.open(join(dataDir, 'events.db'));
  try {
    return await withViews(store, join(dataDir, 'views.db'));
  } finally {
    await store.close();
  }
};

const withViews = async (store: EventStore, path: string): Promise<Forwarded> => {
  const views = SqliteReadStore.open(path);
  const isOfAnother = (await anotherLog({ store, views })) !== null;
  if (isOfAnother) await views.clear();
  await digest(store, views);
  return isOfAnother ? 'REBUILT' : 'CONTINUED';
};

const digest = async (store: EventStore, views: ReadStore): Promise<void> => {
  const upcast = currentEvents();
  const host = new ProjectionHost({ store, views, upcast, projectors, policies: [], send: nobodySends });
  try {
    await host.start();
    await host.settle();
  } finally {
    await host.stop();
    await views.close();
  }
};

const nobodySends = (): Promise<never> =>
  Promise.reject(new Error('nothing is sent while a county is restored'));
