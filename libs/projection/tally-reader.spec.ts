import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addMonths, calendarDate, recordedDate } from '@kernel/calendar-date';
import { Engines } from '@testing/engines';
import type { Projector } from './projector';
import { ProjectionRunner } from './runner';
import {
  tallyAt,
  tallyBy,
  tallyCollection,
  tallyAdditions,
  tallyFilter,
  tallyNeeds,
  tallyWrites,
} from './tally';
import { readTally } from './tally-reader';
import type { RecordedEvent } from '@event-store/event-store';

const additionsOf = ({ data, metadata }: RecordedEvent) =>
  tallyAdditions({
    recorded: recordedDate(metadata['recordedAt'] as string),
    before: [],
    after: [
      {
        key: 'trees',
        divisions: [data['village'] as string, 'county'],
        steps: [{ from: calendarDate(metadata['effectiveDate'] as string), measures: { count: 1 } }],
      },
    ],
  });

const census: Projector = {
  name: 'census',
  version: 1,
  categories: ['tree'],
  collections: { tallies: tallyCollection },
  needs: (event) => tallyNeeds('tallies', additionsOf(event)),
  project: (event, documents) => tallyWrites('tallies', additionsOf(event), documents),
};

let engines: Engines;
let runner: ProjectionRunner;

beforeEach(() => {
  engines = Engines.open();
  runner = new ProjectionRunner({ store: engines.store, views: engines.views, projector: census });
});

afterEach(async () => {
  await runner.stop();
  await engines.close();
});

const MONTHS = 40;
const first = calendarDate('2022-01-15');

describe('a tally in the read store', () => {
  it('answers any two dates from the buckets of its question alone', async () => {
    const months = Array.from({ length: MONTHS }, (_, n) => addMonths(first, n));
    const head = await engines.happen(
      ...months.flatMap((effectiveDate, n) =>
        ['v1', 'v2'].map((village) => ({
          ...{ stream: `tree-${village}${n}`, type: 'Planted', data: { village }, effectiveDate },
          recordedAt: `${addMonths(effectiveDate, 1)}T02:00:00.000Z`,
        })),
      ),
    );
    await runner.start();
    await runner.bell.until(() => runner.status.checkpoint >= head);
    const reader = engines.views.reader('census');
    const ask = async (asOf: number, knownAt: number, divisions: readonly string[]) => {
      const at = { asOf: addMonths(first, asOf), knownAt: addMonths(first, knownAt) };
      const buckets = await readTally(reader, 'tallies', { keys: ['trees'], divisions, ...at });
      return { count: tallyAt(buckets, at.asOf, at.knownAt)['count'], buckets };
    };
    expect((await ask(9, 99, ['county'])).count).toBe(20);
    expect((await ask(9, 8, ['county'])).count).toBe(16);
    const each = await ask(9, 99, ['v1', 'v2']);
    expect(
      [...tallyBy('division', each.buckets)].map(([division, { length }]) => [division, length]),
    ).toEqual([
      ['v1', 10],
      ['v2', 10],
    ]);
  });

  it('is found through its index', async () => {
    await runner.start();
    const at = { asOf: first, knownAt: first };
    const filter = tallyFilter({ keys: ['trees'], divisions: ['county'], ...at });
    const plan = await engines.views.explain('census', 'tallies', { filter, limit: 10 });
    expect(plan).toMatch(/SEARCH .*INDEX .*recordedMonth/);
  });
});
