import 'reflect-metadata';
import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';
import { buildDemo } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import type { EventStore, NewEvent } from '@event-store/event-store';

/** Builds a demonstration until it dies: at the so-manieth append that a policy made. */
const [folder = '', append = ''] = process.argv.slice(2);
let left = Number(append);

const isByPolicy = (events: readonly NewEvent[]): boolean =>
  events.some(({ metadata }) => metadata['role'] === 'SYSTEM');

const mortal = (county: County): County => {
  const { store } = county;
  const write = store.append.bind(store);
  const counted: EventStore['append'] = async (stream, expected, events) => {
    const appended = await write(stream, expected, events);
    if (isByPolicy(events) && --left === 0) process.kill(process.pid, 'SIGKILL');
    return appended;
  };
  Object.assign(store, { append: counted });
  return county;
};

const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
await buildDemo((clock) => mortal(openCounty(settings, clock)), {
  size: SMALL,
  lists: officialLists(),
  report: () => undefined,
});
