import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import type { EventStore } from '@event-store/event-store';
import { eventStoreContract } from './contract';
import { serverName, testedServer } from '../../engines/eventstoredb/tested-server';
import type { TestedLog } from './tested-log';

const opening = async (): Promise<TestedLog> => {
  const { url, close } = await testedServer();
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

eventStoreContract(serverName, opening, { explainsItself: false, startsEmpty: false });
