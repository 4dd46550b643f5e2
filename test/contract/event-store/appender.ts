import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { event } from './tested-log';

/** Appends without pause, four callers at once, and says of each append when it is acknowledged; until it is killed. */
const [, , path = ''] = process.argv;
const store = SqliteEventStore.open(path);

const appendWithoutEnd = async (stream: string): Promise<never> => {
  for (let revision = -1; ; revision += 2) {
    const sent = [event({ n: revision }), event({ n: revision })];
    await store.append(stream, revision < 0 ? 'no-stream' : revision, sent);
    process.stdout.write(`${JSON.stringify({ stream, ids: sent.map(({ id }) => id) })}\n`);
  }
};

await Promise.all(['killed-1', 'killed-2', 'killed-3', 'killed-4'].map(appendWithoutEnd));
