import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty } from '@county/county';
import { settingsFrom } from '@county/settings';
import { buildDemo } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { categoryOf, START, type EventStore, type RecordedEvent } from '@event-store/event-store';
import { goldenFile, goldenOf, type GoldenStream } from './golden-files';

/**
 * Adds golden examples of event types that have none yet, from a demonstration county. What is there stays as it is: a
 * golden event is an event that an old log may hold.
 */
const collect = async (): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-golden-'));
  const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const report = () => undefined;
  await buildDemo((clock) => openCounty(settings, clock), { size: SMALL, lists: officialLists(), report });
  const county = openCounty(settings);
  const added = await addFrom(county.store);
  await county.close();
  rmSync(folder, { recursive: true });
  return added;
};

const addFrom = async (store: EventStore): Promise<readonly string[]> => {
  const streams = new Map<string, RecordedEvent[]>();
  for await (const { events } of store.readAll({ from: START }))
    for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const all = [...streams.values()];
  const categories = [...new Set([...streams.keys()].map(categoryOf))];
  return categories.flatMap((category) =>
    addTo(
      category,
      all.filter(([first]) => first?.stream.startsWith(`${category}-`)),
    ),
  );
};

/** Takes the shortest stream that shows something new, until nothing new is left. */
const addTo = (category: string, candidates: readonly GoldenStream[]): readonly string[] => {
  const golden = [...goldenOf(category)];
  const known = new Set(golden.flat().map(({ type }) => type));
  const added: string[] = [];
  for (const stream of [...candidates].sort((a, b) => a.length - b.length)) {
    const fresh = [...new Set(stream.map(({ type }) => type))].filter((type) => !known.has(type));
    if (fresh.length === 0) continue;
    golden.push(stream);
    added.push(...fresh);
    for (const type of fresh) known.add(type);
  }
  if (added.length > 0) writeFileSync(goldenFile(category), `${JSON.stringify(golden, null, 1)}\n`);
  return added;
};

const added = await collect();
process.stdout.write(added.length === 0 ? 'nothing new\n' : `added ${added.join(', ')}\n`);
