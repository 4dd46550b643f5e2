import { openEventStoreToPour, openEventStoreToRead } from '@county/event-engine';
import type { EventStore } from '@event-store/event-store';
import { pour } from '@event-store/moving/pouring';

/** Pours one log into another until it is done or killed; so many appends together as it is told. */
const [from = '', to = '', together = ''] = process.argv.slice(2);
const source = openEventStoreToRead(from);
const opened = openEventStoreToPour(to);
const target = Object.create(opened, { together: { value: Number(together) } }) as EventStore;
process.stdout.write('ready\n');
for await (const { found, poured } of pour({ source, target, until: await source.head() }))
  process.stdout.write(`${String(found)} ${String(poured)}\n`);
await source.close();
await opened.close();
