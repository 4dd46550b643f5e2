import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '@kernel/calendar-date';
import { aggregates } from '@county/modules';
import { audit } from './random/audit';
import { History, type Plot } from './random/history';
import { anything, judging } from './random/moves';
import { BrokenPromise } from './random/promises';
import { Remembered } from './random/remembered';
import { Tally } from './random/tally';

/** Each a county of its own. Many of them, with other seeds, are for a long evening: `RANDOM_RUNS=100 RANDOM_SEED=7`. */
const RUNS = Number(process.env['RANDOM_RUNS'] ?? 6);
const SEED = Number(process.env['RANDOM_SEED'] ?? 20_250_401);
/** Tells one history again, by the seed and the path that its failure named. */
const PATH = process.env['RANDOM_PATH'];

const MINUTES = 60_000;

const steps = fc.array(fc.noBias(fc.nat()), { minLength: 550, maxLength: 750, size: 'max' });

const live = async (seeds: readonly number[], tally: Tally, plot: Plot): Promise<void> => {
  const history = new History(tally, plot);
  try {
    const remembered = new Remembered(history.kept);
    await history.found(seeds[0] ?? 0);
    for (const [index, seed] of seeds.entries()) {
      await remembered.look(index, history.model.today);
      await history.step(seed);
    }
    await audit(history);
    await remembered.audit();
  } finally {
    await history.kept.close();
  }
};

/** The steps themselves would fill the screen; the seed tells them again. */
const reporter = ({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<[number[]]>): void => {
  if (!failed) return;
  const again = `RANDOM_SEED=${seed} RANDOM_PATH=${counterexamplePath ?? ''}`;
  throw new BrokenPromise(`${again}\n${String(errorInstance)}`, { cause: errorInstance });
};

const tell = (tally: Tally, plot: Plot, numRuns: number) => {
  const lives = fc.asyncProperty(steps, (seeds) => live(seeds, tally, plot));
  const told = PATH === undefined ? {} : { path: PATH };
  return fc.assert(lives, { numRuns, seed: SEED, endOnFailure: true, reporter, ...told });
};

// How long it takes is not what it tests.
const PATIENCE = Math.max(RUNS, 4) * MINUTES;

describe('whatever people send', () => {
  const tally = new Tally();
  const plot = { from: calendarDate('2023-06-01'), next: anything };

  it(
    'is refused with a code or becomes events that fold everywhere, and nothing else ever happens',
    () => tell(tally, plot, RUNS),
    PATIENCE,
  );

  it('comes to events of every aggregate and to most that there are of them: seals are nobody’s to send', () => {
    for (const { aggregate } of aggregates) expect(tally.categories).toContain(aggregate.category);
    const declared = aggregates.flatMap(({ aggregate }) => Object.keys(aggregate.events));
    const happened = declared.filter((type) => tally.events.has(type));
    expect(happened.length).toBeGreaterThan(0.8 * declared.length);
  });

  it('is done often enough to matter, and answered in every other way as well', () => {
    expect(tally.of('DONE')).toBeGreaterThan(0.5 * tally.sent);
    expect(tally.refusals.size).toBeGreaterThan(90);
    for (const answer of ['MALFORMED', 'FORBIDDEN', 'UNKNOWN', 'STALE', 'NOTHING_NEW'] as const)
      expect(tally.of(answer)).toBeGreaterThan(0);
  });

  it('never leads to a command of a policy that is refused', () => expect([...tally.parked]).toEqual([]));
});

describe('whatever becomes of agreements while they are judged', () => {
  const tally = new Tally();
  const plot = { from: calendarDate('2023-08-01'), next: judging };

  it(
    'what was judged is put right or costs the eligibility (R17, R18), and nobody parts before the result',
    () => tell(tally, plot, RUNS),
    PATIENCE,
  );

  it('comes to all that it takes: agreements that run out and are parted from, failures and revocations', () => {
    const needed = ['AgreementExpired', 'AgreementTerminationSigned', 'ScoreComputed', 'RectificationFailed'];
    expect([...tally.events.keys()]).toEqual(expect.arrayContaining([...needed, 'EligibilityRevoked']));
  });

  it('is never refused to the processes that lead from the one step to the next', () => {
    const processes = ['evaluation-to-consequence', 'rectification-to-agreement'];
    const refused = [...tally.parked.keys()].filter((told) => processes.some((one) => told.startsWith(one)));
    expect(refused).toEqual([]);
  });
});
