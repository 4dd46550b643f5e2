import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { exampleOf, goldenFile, goldenOf, type GoldenStream } from './golden-files';
import { Stage } from './scenario/stage';
import { tellScenario } from './scenario/tell';

/**
 * Adds golden examples of event types and versions that have none yet, from the scenario. What is there stays as it is: a
 * golden event is an event that an old log may hold.
 */
const collect = async (): Promise<readonly string[]> => {
  const stage = await Stage.open();
  try {
    await tellScenario(stage.office);
    await stage.rotateLookUpKey();
    await stage.seal();
    return addFrom(await stage.events());
  } finally {
    await stage.close();
  }
};

const addFrom = (events: readonly RecordedEvent[]): readonly string[] => {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const categories = [...new Set([...streams.keys()].map(categoryOf))];
  return categories.flatMap((category) =>
    addTo(
      category,
      [...streams].flatMap(([stream, told]) => (categoryOf(stream) === category ? [told] : [])),
    ),
  );
};

/**
 * Takes the shortest stream that shows something new, until nothing new is left. A stream is golden once: what is new in
 * one that is golden already needs somebody else in the scenario to happen to.
 */
const addTo = (category: string, candidates: readonly GoldenStream[]): readonly string[] => {
  const golden = [...goldenOf(category)];
  const known = new Set(golden.flat().map(exampleOf));
  const added: string[] = [];
  const taken = new Set(golden.flat().map(({ stream }) => stream));
  const free = candidates.filter(([first]) => first !== undefined && !taken.has(first.stream));
  for (const stream of [...free].sort((a, b) => a.length - b.length)) {
    const fresh = [...new Set(stream.map(exampleOf))].filter((example) => !known.has(example));
    if (fresh.length === 0) continue;
    golden.push(stream);
    added.push(...fresh);
    for (const example of fresh) known.add(example);
  }
  if (added.length > 0) writeFileSync(goldenFile(category), `${JSON.stringify(golden, null, 1)}\n`);
  return added;
};

const added = await collect();
process.stdout.write(added.length === 0 ? 'nothing new\n' : `added ${added.join(', ')}\n`);
