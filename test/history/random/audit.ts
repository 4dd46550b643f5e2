import { isDeepStrictEqual } from 'node:util';
import { fold } from '@kernel/decider';
import { aggregates, policies, projectors } from '@county/modules';
import { categoryOf, START } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import type { Document } from '@read-store/read-store';
import type { CountyKept } from './county-kept';
import type { History } from './history';
import { promise } from './promises';
import { Rectified } from './rectified';
import { unsoundIn } from './soundness';

/** Looks at everything that a history leaves behind. */
export const audit = async ({ kept, model }: History): Promise<void> => {
  await chainHolds(kept);
  await judgementsEnd(kept);
  await replayGives(kept, model.states());
  await viewsAreServed(kept);
};

const chainHolds = async ({ county }: CountyKept): Promise<void> => {
  for await (const { breaks } of verify(county.store))
    promise(breaks.length === 0, `the chain is broken: ${JSON.stringify(breaks)}`);
};

const judgementsEnd = async ({ county }: CountyKept): Promise<void> => {
  const rectified = new Rectified();
  for await (const { events } of county.store.readAll({ from: START }))
    for (const event of events) rectified.take(county.upcast(event));
  rectified.end();
};

/** Each stream folded at once gives the state that was folded event by event, and no event is missing in between. */
const replayGives = async ({ county }: CountyKept, states: ReadonlyMap<string, unknown>): Promise<void> => {
  const byCategory = new Map(aggregates.map(({ aggregate }) => [aggregate.category, aggregate]));
  for (const [stream, state] of states) {
    const aggregate = byCategory.get(categoryOf(stream));
    if (aggregate === undefined) throw new Error(`nobody folds ${stream}`);
    const events = (await county.store.readStream(stream)).map(county.upcast);
    promise(
      events.every(({ revision }, index) => revision === index),
      `${stream} has a gap`,
    );
    promise(isDeepStrictEqual(fold(aggregate, events), state), `${stream} is replayed to another state`);
  }
};

/** What the real runners made of the whole log is what was folded at each event. */
const viewsAreServed = async (kept: CountyKept): Promise<void> => {
  await kept.project();
  for (const { name, collections } of [...projectors, ...policies])
    for (const collection of Object.keys(collections)) {
      const expected = byId(kept.reactions.documents(name, collection));
      expected.forEach(requireSound);
      const served = byId(await all(kept, name, collection));
      promise(isDeepStrictEqual(served, expected), `${name} serves another ${collection}`);
    }
};

const requireSound = (document: Document): void => {
  const faults = unsoundIn(document);
  promise(faults.length === 0, `a document is unsound: ${faults.join('; ')} in ${JSON.stringify(document)}`);
};

const byId = (documents: readonly Document[]): readonly Document[] =>
  [...documents].sort((a, b) => (a.id < b.id ? -1 : 1));

const all = async ({ county }: CountyKept, projector: string, collection: string) => {
  const reader = county.views.reader(projector);
  const found: Document[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await reader.find<Document>(collection, {
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items);
    after = page.next;
  }
  return found;
};
