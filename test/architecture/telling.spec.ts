import { describe, expect, it } from '@jest/globals';
import { enginesIn, roundsIn, shortfallsIn } from '../telling.mjs';

type Test = readonly [status: string, parent: string, title: string];

const runOf =
  (folder: string) =>
  (...tests: readonly Test[]) => ({
    testResults: [
      {
        name: `/home/shuangbang/test/${folder}/a.spec.ts`,
        assertionResults: tests.map(([status, parent, title]) => ({
          status,
          ancestorTitles: [parent],
          title,
        })),
      },
    ],
  });

describe('the end of a run', () => {
  it('says which engines the contracts were asked of, by the name of what really ran', () => {
    const run = runOf('contract');
    const results = run(
      ['passed', 'read store on sqlite (file)', 'a'],
      ['passed', 'read store on mongodb (SecantusDB 0.7, replica set)', 'a'],
      ['failed', 'read store on mongodb (SecantusDB 0.7, replica set)', 'b'],
      ['pending', 'read store on mongodb (SecantusDB 0.7, standalone)', 'a'],
      ['passed', 'event store contract: eventstoredb (stand-in)', 'a'],
    );
    expect(enginesIn(results)).toEqual([
      'engines: sqlite (file) 1, mongodb (SecantusDB 0.7, replica set) 2, eventstoredb (stand-in) 1',
    ]);
    expect(enginesIn(run(['passed', 'event store contract: sqlite', 'a']))).toEqual([
      'engines: sqlite 1, eventstoredb NOT RUN, mongodb NOT RUN',
    ]);
    expect(enginesIn(runOf('e2e')(['passed', 'the journey on sqlite', 'a']))).toEqual([
      'engines: sqlite NOT RUN, eventstoredb NOT RUN, mongodb NOT RUN',
    ]);
  });

  it('counts the fault rounds, and is loud where none ran on MongoDB', () => {
    const run = runOf('faults');
    const embedded = 'a county on sqlite and sqlite, with 1 api';
    const rounds = [
      ['passed', embedded, 'round 1: is whole after a kill of api 1'],
      ['failed', embedded, 'round 2: is whole after a freeze of api 1'],
      ['passed', embedded, 'round 3: is whole after a kill of eventstoredb'],
    ] as const;
    const counted = 'fault rounds: 3, in 1 of them a process of ours was killed';
    expect(roundsIn(run(...rounds))).toEqual([counted, expect.stringContaining('NOT RUN')]);
    const onMongo = ['passed', 'a county on sqlite and mongodb (x)', 'runs'] as const;
    expect(roundsIn(run(...rounds, onMongo))).toEqual([counted]);
  });

  it('says which suites had a stand-in though a server was given, and which were left out', () => {
    const results = runOf('e2e')(
      ['passed', 'a county whose log has gone away, on eventstoredb (stand-in)', 'a'],
      ['pending', 'a county', 'b'],
    );
    const skipped = 'skipped: test/e2e/a.spec.ts 1';
    expect(shortfallsIn(results, { TEST_EVENT_STORE_URL: 'esdb://node' })).toEqual([
      'ATTENTION: a server was given, and a stand-in taken by test/e2e/a.spec.ts',
      skipped,
    ]);
    expect(shortfallsIn(results, { TEST_READ_STORE_URL: 'mongodb://node' })).toEqual([skipped]);
    expect(shortfallsIn(results, {})).toEqual([skipped]);
    expect(shortfallsIn(runOf('e2e')(['passed', 'a county', 'a']), {})).toEqual([]);
  });
});
