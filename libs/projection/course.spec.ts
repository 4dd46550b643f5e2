import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Batch } from '@event-store/event-store';
import { NotReached } from '@read-store/not-reached';
import type { ReadStore, Standing } from '@read-store/read-store';
import { Engines } from '@testing/engines';
import { Course } from './course';
import { grounded } from './parts';
import { amended, grown, orchard, planted } from './story';

let engines: Engines;

beforeEach(() => {
  engines = Engines.open();
});

afterEach(() => engines.close());

const { signal } = new AbortController();

/** Everything after the place. */
const after = async ({ checkpoint }: Standing): Promise<Batch> => {
  const selection = { from: checkpoint, categories: orchard.categories, batchSize: 100 };
  for await (const batch of engines.store.readAll(selection)) return batch;
  throw new Error('nothing has happened');
};

const courseAt = (standing: Standing, views: ReadStore = engines.views): Course => {
  const ground = grounded({ store: engines.store, views });
  return new Course({ ground, projector: orchard, react: null, state: 'live' }, standing);
};

const withoutParked = (views: ReadStore): ReadStore => amended(views, { parked: () => Promise.resolve([]) });

describe('a course', () => {
  it('folds on no state of the store that is older than its checkpoint, nor takes for parked what was parked then', async () => {
    await engines.happen(planted('t1', 'v1'));
    const begun = await engines.views.prepare(
      { name: 'orchard', version: 1_000 },
      orchard.collections,
      'live',
    );
    const first = await after(begun);
    await engines.happen(grown('t1', 2));
    const ahead = { ...begun, checkpoint: first.position };
    const next = await after(ahead);
    await expect(courseAt(ahead).advance(next, signal)).rejects.toThrow(NotReached);
    await expect(courseAt(ahead, withoutParked(engines.views)).advance(next, signal)).rejects.toThrow(
      NotReached,
    );

    await courseAt(begun).advance(first, signal);
    await courseAt(ahead).advance(next, signal);
    expect(await engines.views.reader('orchard').get('trees', 't1')).toMatchObject({ height: 3 });
  });
});
