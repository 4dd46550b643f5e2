import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { tallyAt } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { ProjectionRunner } from '@projection/runner';
import { Engines } from '@testing/engines';
import { recorded, type Happening } from '@testing/events';
import { MemoryFold } from '@testing/memory-fold';
import { COLLECTIONS } from './collections';
import type { CoverageRow } from './coverage-row';
import type { Movement } from './movement';
import { profileOf, type Profile } from './profile';
import { coverage } from './projector';
import { ALL, OPEN } from './segment';
import {
  approved,
  binding,
  bound,
  chain,
  chained,
  COUNTY,
  entity,
  FIRST_VILLAGE,
  household,
  OTHER_VILLAGE,
} from './story';

const folded = (happenings: readonly Happening[]): MemoryFold => {
  const fold = new MemoryFold(coverage);
  for (const event of recorded(happenings)) fold.take(event);
  return fold;
};

interface Moment {
  readonly asOf: string;
  readonly knownAt: string;
}

type Counts = Readonly<Record<string, number>>;

const nonZero = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([, amount]) => amount !== 0));

const tallied = (fold: MemoryFold, key: string, place: { division: string } & Moment): Counts => {
  const buckets = fold.all(COLLECTIONS.tally) as readonly TallyBucket[];
  const mine = buckets.filter((bucket) => bucket.key === key && bucket.division === place.division);
  return nonZero(tallyAt(mine, calendarDate(place.asOf), calendarDate(place.knownAt)));
};

const rowsAt = (fold: MemoryFold, key: string, { asOf, knownAt }: Moment): readonly CoverageRow[] =>
  (fold.all(COLLECTIONS.rows) as readonly CoverageRow[]).filter(
    (row) =>
      row.key === key &&
      row.from <= asOf &&
      asOf < row.to &&
      row.recordedFrom <= knownAt &&
      knownAt < row.recordedTo,
  );

const today = { asOf: '2025-12-31', knownAt: '2025-12-31' };
const standing = (fold: MemoryFold, moment: Moment = today, key: string = ALL): Profile[] =>
  rowsAt(fold, key, moment).map(({ profile }) => profileOf(profile));

const wang = household('530424102201001');
const joined = [
  wang.registered(FIRST_VILLAGE, '2025-01-01'),
  wang.alleviated('2025-01-01'),
  wang.assessed('2025-01-01'),
  ...approved('coop', '2025-01-01'),
  ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
  ...bound('530424102201001', 'coop', '2025-02-01'),
];
const linked = [...joined, ...chained('enterprise', 'coop', '2025-03-01')];

describe('what a household counts for', () => {
  it('turns on the day each part comes into force', () => {
    const fold = folded(linked);
    const on = (asOf: string) => standing(fold, { ...today, asOf })[0];
    expect(on('2024-12-31')).toBeUndefined();
    expect(on('2025-01-31')).toMatchObject({ alleviated: true, willing: true, cooperative: 'NONE' });
    expect(on('2025-02-01')).toMatchObject({ cooperative: 'FULL', enterprise: null });
    expect(on('2025-03-01')).toMatchObject({ enterprise: 'COUNTY', sameIndustry: 'COUNTY' });
  });

  it('follows the level the enterprise has on that day', () => {
    const fold = folded([...linked, entity('enterprise').levelChanged('PROVINCIAL', '2025-07-01')]);
    expect(standing(fold, { ...today, asOf: '2025-06-30' })[0]?.enterprise).toBe('COUNTY');
    expect(standing(fold)[0]?.enterprise).toBe('PROVINCIAL');
  });

  it('tells a chain within one industry from any other', () => {
    const fold = folded([
      ...joined,
      ...chained('enterprise', 'coop', { when: '2025-03-01', industry: 'TOBACCO' }),
    ]);
    expect(standing(fold)[0]).toMatchObject({ enterprise: 'COUNTY', sameIndustry: null });
  });

  it.each<[string, Happening, Partial<Profile>]>([
    [
      'a suspended binding',
      binding('530424102201001', 'coop').suspended('2025-06-01'),
      { cooperative: 'SUSPENDED', enterprise: null },
    ],
    ['an ended binding', binding('530424102201001', 'coop').ended('2025-06-01'), { enterprise: null }],
    [
      'a suspended cooperative',
      entity('coop').suspended('2025-06-01'),
      { cooperative: 'SUSPENDED', enterprise: null },
    ],
    ['a revoked cooperative', entity('coop').revoked('2025-06-01'), { cooperative: 'NONE' }],
    [
      'a revoked enterprise',
      entity('enterprise').revoked('2025-06-01'),
      { cooperative: 'FULL', enterprise: null },
    ],
    [
      'an enterprise binding suspended',
      chain('enterprise', 'coop').suspended('2025-06-01'),
      { enterprise: null },
    ],
    ['an enterprise binding ended', chain('enterprise', 'coop').ended('2025-06-01'), { enterprise: null }],
  ])('%s does not count from that day on', (_, turn, expected) => {
    const fold = folded([...linked, turn]);
    expect(standing(fold, { ...today, asOf: '2025-05-31' })[0]).toMatchObject({
      ...{ cooperative: 'FULL', enterprise: 'COUNTY' },
    });
    expect(standing(fold)[0]).toMatchObject(expected);
  });

  it('counts as before where its cooperative never was struck off, unless that rests or is revoked', () => {
    const out = [...linked, entity('coop').deregistered('2025-06-01')];
    const back = (restored: string) =>
      standing(folded([...out, entity('coop').stillThere(restored, '2025-06-01')]))[0];
    expect(standing(folded(out))[0]).toMatchObject({ cooperative: 'NONE' });
    expect(back('ACTIVE')).toMatchObject({ cooperative: 'FULL', enterprise: 'COUNTY' });
    expect([back('SUSPENDED'), back('REVOKED')]).toMatchObject([
      { cooperative: 'NONE' },
      { cooperative: 'NONE' },
    ]);
  });

  it('counts again after a resumption', () => {
    const fold = folded([
      ...linked,
      entity('coop').suspended('2025-06-01'),
      entity('coop').resumed('2025-08-01'),
    ]);
    expect(standing(fold)[0]?.enterprise).toBe('COUNTY');
  });

  it('is suspended only while nothing else counts, and nothing is over', () => {
    const one = binding('530424102201001', 'coop');
    const pause = one.suspended('2025-06-01');
    const second = bound('530424102201001', 'coop-b', '2025-02-01');
    const standingAfter = (...more: readonly Happening[]) =>
      standing(folded([...linked, ...approved('coop-b', '2025-01-01'), ...more]))[0]?.cooperative;
    expect(standingAfter(pause, ...second)).toBe('FULL');
    expect(standingAfter(pause, ...second, entity('coop-b').suspended('2025-06-01'))).toBe('SUSPENDED');
    expect(standingAfter(pause, one.ended('2025-07-01'))).toBe('NONE');
    expect(standingAfter(pause, entity('coop').revoked('2025-07-01'))).toBe('NONE');
    expect(standingAfter(one.formsChanged('2025-05-01', ['OTHER']), pause)).toBe('NONE');
  });

  it('is seen in the industry in which its binding is suspended', () => {
    const fold = folded([...linked, binding('530424102201001', 'coop').suspended('2025-06-01')]);
    expect(standing(fold, today, 'FRUIT')).toMatchObject([{ cooperative: 'SUSPENDED' }]);
  });

  it('is of no direct linkage that is suspended', () => {
    const direct = bound('530424102201001', 'enterprise', { when: '2025-02-01', relation: 'HE' });
    const stopped = entity('enterprise').suspended('2025-06-01');
    const fold = folded([...linked.slice(0, 7), ...direct, stopped]);
    expect(standing(fold)).toMatchObject([{ cooperative: 'NONE', direct: 'NONE' }]);
    expect(standing(fold, today, 'FRUIT')).toEqual([]);
  });

  it('keeps a direct linkage apart (R01)', () => {
    const direct = bound('530424102201001', 'enterprise', { when: '2025-02-01', relation: 'HE' });
    const fold = folded([...linked.slice(0, 7), ...direct]);
    expect(standing(fold)[0]).toMatchObject({ cooperative: 'NONE', enterprise: null, direct: 'COUNTY' });
  });

  it('knows weaker forms and refuses OTHER alone until a reviewer accepts it (glossary 1.6)', () => {
    const start = joined.slice(0, -2);
    const weak = bound('530424102201001', 'coop', {
      when: '2025-02-01',
      forms: ['TECHNICAL_SERVICE', 'SOCIALIZED_SERVICE'],
    });
    expect(standing(folded([...start, ...weak]))[0]?.cooperative).toEqual([
      'SOCIALIZED_SERVICE',
      'TECHNICAL_SERVICE',
    ]);
    const other = binding('530424102201001', 'coop', { forms: ['OTHER'] });
    const proposal = [...start, other.proposed('2025-02-01')];
    expect(standing(folded([...proposal, other.activated('2025-02-01')]))[0]?.cooperative).toBe('NONE');
    expect(standing(folded([...proposal, other.activated('2025-02-01', '县级认可')]))[0]?.cooperative).toBe(
      'FULL',
    );
  });

  it('is counted in the village it lives in, and no more once it is gone', () => {
    const fold = folded([...linked, wang.moved(OTHER_VILLAGE, '2025-05-01'), wang.vanished('2025-09-01')]);
    const village = (division: string, asOf: string) =>
      Object.values(tallied(fold, ALL, { ...today, division, asOf })).length;
    expect([village(FIRST_VILLAGE, '2025-04-30'), village(OTHER_VILLAGE, '2025-04-30')]).toEqual([1, 0]);
    expect([village(FIRST_VILLAGE, '2025-05-01'), village(OTHER_VILLAGE, '2025-05-01')]).toEqual([0, 1]);
    expect(village(COUNTY, '2025-09-01')).toBe(0);
  });

  it('is told as it was known on a day', () => {
    const correction = binding('530424102201001', 'coop').ended({ on: '2025-04-01', recorded: '2025-07-10' });
    const fold = folded([...linked, correction]);
    const known = (knownAt: string) => standing(fold, { asOf: '2025-06-30', knownAt })[0]?.enterprise;
    expect([known('2025-07-09'), known('2025-07-10')]).toEqual(['COUNTY', null]);
  });
});

describe('the end of one enterprise binding', () => {
  it('moves six hundred households at once', async () => {
    const numbers = Array.from({ length: 600 }, (_, n) => String(n).padStart(4, '0'));
    const engines = Engines.open();
    const runner = new ProjectionRunner({ store: engines.store, views: engines.views, projector: coverage });
    const head = await engines.happen(
      ...approved('coop', '2025-01-01'),
      ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
      ...chained('enterprise', 'coop', '2025-01-02'),
      ...numbers.flatMap((no) => [
        household(no).registered(FIRST_VILLAGE, '2025-01-01'),
        ...bound(no, 'coop', '2025-02-01'),
      ]),
      chain('enterprise', 'coop').ended('2025-06-01'),
    );
    await runner.start();
    await runner.bell.until(() => runner.status.checkpoint >= head);
    await runner.stop();
    const { items } = await engines.views.reader('coverage').find<TallyBucket>(COLLECTIONS.tally, {
      ...{ filter: { key: ALL, division: COUNTY }, limit: 1_000 },
    });
    await engines.close();
    const on = (asOf: string) => nonZero(tallyAt(items, calendarDate(asOf), calendarDate('2025-12-31')));
    expect([on('2025-05-31'), on('2025-06-01')]).toEqual([{ '-----F11-': 600 }, { '-----F---': 600 }]);
  });
});

describe('a movement of the denominator', () => {
  it('names who changed what, why and on what evidence', () => {
    const unwilling = wang.assessed('2025-11-20', true, false);
    const fold = folded([
      ...linked,
      { ...unwilling, metadata: { actor: 'clerk', role: 'VILLAGE_INFORMANT', reason: null } },
    ]);
    const [last] = (fold.all(COLLECTIONS.movements) as readonly Movement[]).filter(
      ({ on }) => on === '2025-11-20',
    );
    expect(last).toMatchObject({
      ...{ actor: 'clerk', role: 'VILLAGE_INFORMANT', reason: 'REFUSED', evidence: 'statement-1' },
      ...{ type: 'EligibilityAssessed', before: 'A--CWF11-', after: 'A--C-F11-', division: FIRST_VILLAGE },
    });
  });

  it('is that of a record that was taken back: it never counted, and was believed to until then', () => {
    const voided = wang.neverAlleviated({ on: '2025-01-01', recorded: '2025-11-20' });
    const fold = folded([...linked, voided]);
    const isAlleviated = (knownAt: string) => standing(fold, { asOf: '2025-06-01', knownAt })[0]?.alleviated;
    expect([isAlleviated('2025-11-19'), isAlleviated('2025-11-20')]).toEqual([true, false]);
    expect(fold.all(COLLECTIONS.movements).at(-1)).toMatchObject({
      ...{ type: 'AlleviatedRecordVoided', on: '2025-01-01', recordedOn: '2025-11-20' },
    });
  });

  it('is of every day on which the household counts for something else, also where it has come to the same by now', () => {
    const late = wang.assessed({ on: '2025-10-30', recorded: '2025-12-01' }, true, false);
    const fold = folded([...linked, wang.assessed('2025-11-20', true, false), late]);
    const spans = (fold.all(COLLECTIONS.movements) as readonly Movement[])
      .filter(({ recordedOn }) => recordedOn >= '2025-11-20')
      .map(({ on, from, to }) => [on, from, to]);
    expect(spans).toEqual([
      ['2025-11-20', '2025-11-20', OPEN],
      ['2025-10-30', '2025-10-30', '2025-11-20'],
    ]);
  });

  it('is that of an identification that was taken back: the household was monitored no day of it', () => {
    const wrong = [wang.monitored('2025-02-01'), wang.riskEliminated('2025-03-01')];
    const voided = wang.neverMonitored({ on: '2025-02-01', recorded: '2025-11-20' });
    const fold = folded([...linked, ...wrong, voided]);
    const monitoring = (asOf: string, knownAt: string) => standing(fold, { asOf, knownAt })[0]?.monitoring;
    expect([monitoring('2025-02-15', '2025-11-19'), monitoring('2025-06-01', '2025-11-19')]).toEqual([
      'MONITORED',
      'RISK_ELIMINATED',
    ]);
    for (const asOf of ['2025-02-01', '2025-02-15', '2025-06-01'])
      expect([asOf, monitoring(asOf, '2025-11-20')]).toEqual([asOf, 'NONE']);
    const was = {
      category: 'MARGINAL',
      riskEliminated: true,
      identifiedOn: '2025-01-15',
      since: '2025-01-20',
    };
    const restored = folded([
      ...linked,
      ...[wang.monitored('2025-01-15'), wang.riskEliminated('2025-01-20'), ...wrong],
      wang.neverMonitored({ on: '2025-02-01', recorded: '2025-11-20' }, was),
    ]);
    const then = standing(restored, { asOf: '2025-02-15', knownAt: '2025-11-20' });
    expect(then[0]?.monitoring).toBe('RISK_ELIMINATED');
  });

  it('is that of a household that never vanished: it counts on every day again', () => {
    const gone = wang.vanished({ on: '2025-06-01', recorded: '2025-06-10' });
    const back = wang.stillThere(FIRST_VILLAGE, { on: '2025-06-01', recorded: '2025-11-20' });
    const fold = folded([...linked, gone, back]);
    const standings = (knownAt: string) => standing(fold, { asOf: '2025-07-01', knownAt }).length;
    expect([standings('2025-11-19'), standings('2025-11-20')]).toEqual([0, 1]);
    expect(fold.all(COLLECTIONS.movements).at(-1)).toMatchObject({
      ...{ type: 'HouseholdVanishingVoided', before: null, division: FIRST_VILLAGE },
    });
  });

  it('is none where the same is said again', () => {
    const movements = (happenings: readonly Happening[]) =>
      folded(happenings).all(COLLECTIONS.movements).length;
    expect(movements([...linked, wang.assessed('2025-10-08')])).toBe(movements(linked));
  });
});
