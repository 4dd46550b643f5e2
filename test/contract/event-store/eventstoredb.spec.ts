import { describe, it } from '@jest/globals';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import type { EventStore } from '@event-store/event-store';
import { eventStoreContract } from './contract';
import { testedServer } from './eventstoredb-server';
import type { TestedLog } from './tested-log';

const opening = (start: NonNullable<typeof testedServer>) => async (): Promise<TestedLog> => {
  const { url, close } = await start();
  const opened: EventStore[] = [];
  const another = (): Promise<EventStore> => {
    const store = EventStoreDbEventStore.open(url);
    opened.push(store);
    return Promise.resolve(store);
  };
  return {
    store: await another(),
    another,
    afterKill: another,
    plans: () => [],
    dispose: async () => {
      for (const store of opened) await store.close();
      await close();
    },
  };
};

if (testedServer !== null)
  eventStoreContract('eventstoredb', opening(testedServer), { explainsItself: false, startsEmpty: false });
else
  describe('event store contract: eventstoredb', () => {
    it.skip('needs a server: TEST_EVENT_STORE_URL=esdb://localhost:2113?tls=false', () => undefined);
  });
