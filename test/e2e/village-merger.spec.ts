import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@kernel/actor';
import { ancestorAt, divisionCode, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { because } from '@county/evidence/subject';
import { successorsNow } from '@county/evidence/successors-now';
import { START, type RecordedEvent } from '@event-store/event-store';
import { everythingAsked, type Askable } from './everything-asked';
import { RunningCounty, type Answer } from './running-county';
import { buildSmallCounty } from './small-county';

const COUNTY = divisionCode('530424000000');
/** In July the first and the third are merged, each into a village of another town, and in October that of the first as well: all are the heir then. */
const [FIRST, SECOND, THIRD, HEIR] = ['530424001001', '530424104203', '530424201206', '530424102217'].map(
  divisionCode,
) as [DivisionCode, DivisionCode, DivisionCode, DivisionCode];
const MERGERS = [
  [FIRST, SECOND, '2025-07-01'],
  [THIRD, HEIR, '2025-07-01'],
  [SECOND, HEIR, '2025-10-01'],
] as const;
const townOf = (village: DivisionCode): DivisionCode => ancestorAt(village, 'TOWN');

const VILLAGES = [FIRST, SECOND, THIRD, HEIR];
const PLACES = [...VILLAGES, ...VILLAGES.map(townOf), COUNTY];
const [BEFORE, BETWEEN] = ['2025-06-30', '2025-09-30'] as const;

/** The day on which the mergers are written down. */
const TODAY = '2026-03-31';

/** What was asked is on record too, and is another list each time; the others have lines of figures. */
const NOT_OF_ROWS =
  /^\/(audit-reads|coverage\/(core-villages|breakdowns|industry-chains)|incomes\/\w+\/divisions)/;

/** Of lists that are asked of another moment as well. */
const OF_THEN =
  /^\/(households|entities|agreements|distributions|evaluations|incomes|household-bindings|coverage\/households)\?/;

interface Changed {
  readonly then: object | null;
  readonly causes: readonly { readonly type: string }[];
}

interface Line {
  readonly [field: string]: unknown;
  readonly id?: string;
}

/** By question: whom or what is listed. */
type Lists = Readonly<Record<string, readonly string[]>>;
type Figures = Readonly<Record<string, number>>;

const nameOf = ({ id, householdId, entityId }: Line): string => String(id ?? householdId ?? entityId);

const merged = (...all: readonly Lists[]): Lists =>
  Object.fromEntries(
    Object.keys(all[0] ?? {}).map((path) => [
      path,
      [...new Set(all.flatMap((lists) => lists[path] ?? []))].sort(),
    ]),
  );

const without = (lists: Lists, ...others: readonly Lists[]): Lists =>
  Object.fromEntries(
    Object.entries(lists).map(([path, names]) => [
      path,
      names.filter((name) => !others.some((other) => other[path]?.includes(name))),
    ]),
  );

const total = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);

const summed = (...all: readonly Figures[]): Figures =>
  Object.fromEntries(
    Object.keys(all[0] ?? {}).map((name) => [name, total(all.map((one) => one[name] ?? 0))]),
  );

describe('a village whose place another took in the middle of a year (3.4, 5)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-merger-'));
  let county: RunningCounty;
  /** What was answered before anybody knew of the mergers. */
  const lists = new Map<string, Lists>();
  const figures = new Map<DivisionCode, Figures>();
  const listsThen = (place: DivisionCode, asOf = ''): Lists => lists.get(`${place} ${asOf}`) ?? {};
  const figuresThen = (place: DivisionCode): Figures => figures.get(place) ?? {};

  const asks = async (role: Role, path: string, query: object): Promise<Answer['body']> => {
    const found = await county.as(role).get(path, query);
    if (found.status !== 200) throw new Error(`${path}: ${JSON.stringify(found.body)}`);
    return found.body;
  };

  const whole = async ({ path, role, fields }: Askable, query: object): Promise<readonly string[]> => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await asks(role, path, { ...query, ...(cursor === '' ? {} : { cursor }) });
      names.push(...((page.items ?? []) as Line[]).map(nameOf));
      cursor = fields.includes('cursor') ? ((page.next ?? null) as string | null) : null;
    }
    return names.sort();
  };

  /** Every list that can be asked of a division. */
  const listsOf = async (division: DivisionCode, when: { readonly asOf?: string } = {}): Promise<Lists> => {
    const asked = everythingAsked()
      .filter(({ path, fields }) => fields.includes('division') && !NOT_OF_ROWS.test(path))
      .filter(({ path }) => when.asOf === undefined || OF_THEN.test(path));
    const found: [string, readonly string[]][] = [];
    for (const one of asked) found.push([one.path, await whole(one, { division, ...when })]);
    return Object.fromEntries(found);
  };

  /** Figures that are, of several places together, the sum of those of each. */
  const figuresOf = async (division: DivisionCode, when: object = {}): Promise<Figures> => {
    const of = (path: string, query: object = {}) =>
      asks('SUPERVISOR', path, { division, ...query, ...when });
    const quarter = { year: 2025, quarter: 4 };
    const [coverage, growth, decline, recording, completeness, ranking, chains] = await Promise.all([
      of('/coverage'),
      of('/incomes/growth', { ...quarter, item: 'OPERATING' }),
      of('/incomes/decline', quarter),
      of('/incomes/recording', quarter),
      of('/evaluations/completeness', { year: 2025 }),
      of('/evaluations/ranking', { year: 2025 }),
      of('/coverage/industry-chains'),
    ]);
    return {
      ...{ covered: coverage.double.numerator, eligible: coverage.double.denominator },
      ...{ grownTo: growth.current.totalFen, grownFrom: growth.base.totalFen },
      ...{ declined: decline.numerator, compared: decline.denominator },
      ...{ recorded: recording.numerator, toRecord: recording.denominator },
      ...{ evaluated: completeness.numerator, toEvaluate: completeness.denominator },
      ranked: ranking.items.length,
      chained: total((chains.items as { bindings: number }[]).map(({ bindings }) => bindings)),
    };
  };

  beforeAll(async () => {
    await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, TODAY, { RATE_LIMIT_PER_MINUTE: '0' });
    await county.settle();
    for (const place of PLACES) {
      lists.set(`${place} `, await listsOf(place));
      figures.set(place, await figuresOf(place));
    }
    for (const asOf of [BEFORE, BETWEEN])
      for (const place of VILLAGES) lists.set(`${place} ${asOf}`, await listsOf(place, { asOf }));
    for (const [code, into, effectiveDate] of MERGERS)
      await county.as('ADMIN').does(`/divisions/${derivedId('division', code)}/merge`, {
        ...{ into, source: '县政府批复', effectiveDate },
      });
    await county.settle();
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has something on most lists, so that what follows can fail', () => {
    const filled = Object.values(listsThen(FIRST)).filter((names) => names.length > 0);
    expect(filled.length).toBeGreaterThan(20);
    expect(Object.values(figuresThen(COUNTY)).filter((amount) => amount === 0)).toEqual([]);
  });

  it('is on every list of the village that took its place, and of the town where that lies', async () => {
    const gone = [FIRST, SECOND, THIRD].map((place) => listsThen(place));
    expect(await listsOf(HEIR)).toEqual(merged(listsThen(HEIR), ...gone));
    expect(await listsOf(townOf(HEIR))).toEqual(merged(listsThen(townOf(HEIR)), ...gone));
  });

  it('is on no list of the town that it has left, and on those of the county as before', async () => {
    for (const place of [FIRST, SECOND, THIRD])
      expect(await listsOf(townOf(place))).toEqual(without(listsThen(townOf(place)), listsThen(place)));
    expect(await listsOf(COUNTY)).toEqual(listsThen(COUNTY));
  });

  it('is in every figure of the village and of the town, to the household and to the fen', async () => {
    const gone = [FIRST, SECOND, THIRD].map(figuresThen);
    expect(await figuresOf(HEIR)).toEqual(summed(figuresThen(HEIR), ...gone));
    expect(await figuresOf(townOf(HEIR))).toEqual(summed(figuresThen(townOf(HEIR)), ...gone));
    for (const place of [FIRST, SECOND, THIRD])
      expect(summed(await figuresOf(townOf(place)), figuresThen(place))).toEqual(figuresThen(townOf(place)));
    expect(await figuresOf(COUNTY)).toEqual(figuresThen(COUNTY));
  });

  it('is where it was on the days before, and on the days between in the village of the time', async () => {
    for (const place of VILLAGES)
      expect(await listsOf(place, { asOf: BEFORE })).toEqual(listsThen(place, BEFORE));
    const [first, second] = [listsThen(FIRST, BETWEEN), listsThen(SECOND, BETWEEN)];
    expect(await listsOf(SECOND, { asOf: BETWEEN })).toEqual(merged(first, second));
    const [third, heir] = [listsThen(THIRD, BETWEEN), listsThen(HEIR, BETWEEN)];
    expect(await listsOf(HEIR, { asOf: BETWEEN })).toEqual(merged(third, heir));
  });

  it('is in the income of a quarter where the village was at its end', async () => {
    const recorded = async (division: DivisionCode, quarter: number) =>
      (await asks('SUPERVISOR', '/incomes/recording', { division, year: 2025, quarter }))
        .denominator as number;
    const [heir, third, all] = [HEIR, THIRD, FIRST].map(figuresThen).map(({ toRecord }) => toRecord);
    expect(await recorded(HEIR, 2)).toBe(heir);
    expect(await recorded(HEIR, 3)).toBe(Number(heir) + Number(third));
    expect(await recorded(HEIR, 4)).toBeGreaterThanOrEqual(Number(heir) + Number(third) + Number(all));
  });

  it('was not known on the day before it was written down', async () => {
    expect(await figuresOf(HEIR, { knownAt: '2026-03-30' })).toEqual(figuresThen(HEIR));
    const query = { division: HEIR, asOf: '2025-12-31' };
    const households = async (knownAt: string) =>
      ((await asks('SUPERVISOR', '/households', { ...query, knownAt })).items as Line[]).length;
    expect(await households('2026-03-30')).toBe(listsThen(HEIR)['/households?limit=500']?.length);
    expect(await households(TODAY)).toBeGreaterThan(await households('2026-03-30'));
  });

  it('is explained and compared with it, and the merger is why', async () => {
    const quarter = { year: 2025, quarter: 4, division: HEIR };
    for (const [path, query] of [
      ['/incomes/growth/explain', { ...quarter, item: 'OPERATING' }],
      ['/coverage/explain', { division: HEIR }],
    ] as const)
      expect(await asks('AUDITOR', path, query)).toMatchObject({ agrees: true });
    const moments = { division: HEIR, fromAsOf: BEFORE, asOf: '2025-12-31' };
    const coverage = await asks('AUDITOR', '/coverage/comparison', moments);
    const income = await asks('AUDITOR', '/incomes/growth/comparison', {
      ...{ ...quarter, fromYear: 2025, fromQuarter: 2 },
    });
    for (const { changed } of [coverage, income]) {
      const moved = (changed as Changed[]).filter(({ then }) => then === null);
      expect(moved.length).toBeGreaterThan(0);
      for (const { causes } of moved) expect(causes.map(({ type }) => type)).toContain('DivisionMerged');
    }
  });

  it('is in the package of evidence of the village that took its place', async () => {
    const reason = because(
      { subject: { kind: 'division', code: HEIR }, recipient: 'AUDITOR' },
      await successorsNow(county.county),
    );
    const all: RecordedEvent[] = [];
    for await (const { events } of county.county.store.readAll({ from: START })) all.push(...events);
    const packed = all
      .filter((event) => reason(event) === 'SUBJECT')
      .map(({ metadata }) => metadata['division']);
    expect(new Set(packed)).toEqual(new Set(VILLAGES));
  });

  describe('who holds a post there', () => {
    const clerk = (scope: DivisionCode) => county.as('VILLAGE_INFORMANT', scope);
    const income = {
      year: 2026,
      quarter: 1,
      populationCount: 3,
      items: { b1: 100_000 },
      outlierComment: '收成好',
    };
    let household: string;
    beforeAll(() => {
      [household = ''] = listsThen(FIRST)['/households?limit=500'] ?? [];
    });

    it('sees in the village that took its place what was written under the old code, and reads it', async () => {
      const listed = (await clerk(HEIR).sees('/households', { limit: 500 })).items as Line[];
      expect(listed.map(nameOf).sort()).toEqual((await listsOf(HEIR))['/households?limit=500']);
      expect(await clerk(HEIR).sees(`/households/${household}`)).toMatchObject({ division: FIRST });
      expect((await clerk(HEIR).sees(`/history/household/${household}`)).total).toBeGreaterThan(0);
      const heads = (await clerk(HEIR).sees('/incomes', { householdId: household })).items as Line[];
      expect(heads.map(({ head }) => head)).not.toContain(null);
    });

    it('acts on it there, and in the town where that lies, as who holds a post for the old code does until it ends', async () => {
      const beside = await clerk(divisionCode('530424102209')).post('/incomes', {
        householdId: household,
        ...income,
      });
      expect([beside.status, beside.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
      const recorded = await clerk(HEIR).does('/incomes', { householdId: household, ...income });
      const entry = `/incomes/${recorded.id as string}`;
      for (const scope of [HEIR, FIRST, townOf(HEIR), townOf(FIRST)])
        expect(await county.as('TOWN_INFORMANT', scope).sees(entry)).toMatchObject({ division: FIRST });
      expect((await clerk(HEIR).get('/households', { division: townOf(HEIR) })).status).toBe(403);
    });

    it('is told of the agreements as they were signed', async () => {
      const [id = ''] = listsThen(FIRST)['/agreements?limit=500'] ?? [];
      const paper = await clerk(HEIR).sees(`/agreements/${id}`);
      const then = await clerk(FIRST).sees(`/agreements/${id}`, { asOf: BEFORE });
      expect(paper).toMatchObject({
        division: FIRST,
        requiredLevel: then.requiredLevel,
        signedLevel: then.signedLevel,
      });
    });
  });
});
