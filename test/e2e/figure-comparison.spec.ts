import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from '@demo/stories';
import { RunningCounty, type Session } from './running-county';
import { buildSmallCounty } from './small-county';

const TODAY = '2026-03-31';
const COUNTY = '530424000000';

interface Changed {
  readonly householdId: string;
  readonly causes: readonly { readonly who: object; readonly sentence: string }[];
  readonly withheld: number;
}

describe('a figure at two moments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-comparison-'));
  let county: RunningCounty;
  let built: Built;
  let auditor: Session;

  beforeAll(async () => {
    built = await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, TODAY);
    await county.settle();
    auditor = county.as('AUDITOR');
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const changedOf = async (query: object): Promise<readonly Changed[]> => {
    const changed: Changed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more = cursor === '' ? {} : { cursor };
      const page = await auditor.sees('/coverage/comparison', { ...query, limit: 25, ...more });
      changed.push(...(page.changed as Changed[]));
      cursor = page.next as string | null;
      if (cursor === null) expect(changed).toHaveLength(page.changedCount);
    }
    return changed;
  };

  const listed = async (which: string, query: object): Promise<ReadonlySet<string>> => {
    const { items, next } = await auditor.sees('/coverage/households', { which, limit: 500, ...query });
    expect(next).toBeNull();
    return new Set((items as { id: string }[]).map(({ id }) => id));
  };

  it.each([
    ['2024-12-31', '2025-06-30', {}],
    ['2024-12-31', '2025-12-31', {}],
    ['2025-12-31', '2026-03-31', {}],
    ['2025-12-31', '2025-12-31', { fromKnownAt: '2024-12-31' }],
    ['2024-12-31', '2026-03-31', { fromKnownAt: '2025-01-05' }],
  ])('names the households that make coverage of %s and of %s another, %j', async (fromAsOf, asOf, more) => {
    const query = { division: COUNTY, fromAsOf, asOf, ...more };
    const { then, now, from, to } = await auditor.sees('/coverage/comparison', query);
    const [first, second] = [
      { division: COUNTY, asOf: from.asOf, knownAt: from.knownAt },
      { division: COUNTY, asOf: to.asOf, knownAt: to.knownAt },
    ];
    expect(then.double).toEqual((await auditor.sees('/coverage', first)).double);
    expect(now.double).toEqual((await auditor.sees('/coverage', second)).double);
    const changed = await changedOf(query);
    expect(changed.length).toBeGreaterThan(0);
    const named = new Set(changed.map(({ householdId }) => householdId));
    for (const which of ['DOUBLE', 'SINGLE', 'DENOMINATOR']) {
      const [before, after] = [await listed(which, first), await listed(which, second)];
      const moved = [
        ...[...before].filter((id) => !after.has(id)),
        ...[...after].filter((id) => !before.has(id)),
      ];
      expect(moved.filter((id) => !named.has(id))).toEqual([]);
    }
    expect(changed.filter(({ causes, withheld }) => causes.length === 0 || withheld > 0)).toEqual([]);
  });

  it('says who made it so, and in which words', async () => {
    const [one] = await changedOf({ division: COUNTY, fromAsOf: '2025-06-30', asOf: TODAY });
    expect(one?.causes[0]).toMatchObject({
      who: { actor: expect.any(String), role: expect.any(String) },
      sentence: expect.stringMatching(/^\d{4}-\d\d-\d\d，/),
    });
  });

  it('tells of income what a bulletin’s difference tells, where it is asked of the same moments', async () => {
    const difference = await auditor.sees(`/snapshots/${built.stories.snapshot}/difference`);
    const { asOf, knownAt, division } = difference.snapshot;
    const [year, quarter] = [asOf.slice(0, 4), String(Math.ceil(Number(asOf.slice(5, 7)) / 3))];
    const same = { year, quarter, fromYear: year, fromQuarter: quarter, fromKnownAt: knownAt, division };
    const comparison = await auditor.sees('/incomes/growth/comparison', same);
    expect(comparison).toMatchObject({
      figures: difference.figures,
      changed: difference.changed,
      from: { asOf, knownAt },
    });
    expect(comparison.changed).toHaveLength(1);
  });

  it('compares the growth of two quarters, and gives each household’s sheets as what changed it', async () => {
    const quarters = { year: 2025, quarter: 4, fromYear: 2025, fromQuarter: 3, division: COUNTY };
    const { then, now, changed, changedCount } = await auditor.sees('/incomes/growth/comparison', quarters);
    expect([then.growth[0].asOf, now.growth[0].asOf]).toEqual(['2025-09-30', '2025-12-31']);
    expect(changedCount).toBeGreaterThan(20);
    expect((changed as Changed[]).filter(({ causes }) => causes.length === 0)).toEqual([]);
  });

  it.each([
    ['MOMENTS_ARE_THE_SAME', '/coverage/comparison', { fromAsOf: TODAY }],
    ['MOMENTS_OUT_OF_ORDER', '/coverage/comparison', { fromAsOf: '2025-12-31', asOf: '2025-06-30' }],
    ['MOMENTS_OUT_OF_ORDER', '/coverage/comparison', { fromAsOf: '2025-06-30', fromKnownAt: '2026-04-01' }],
    [
      'FIGURE_BEFORE_QUARTER_END',
      '/incomes/growth/comparison',
      {
        ...{ division: COUNTY, year: 2025, quarter: 4, fromYear: 2025, fromQuarter: 3 },
        fromKnownAt: '2025-09-01',
      },
    ],
  ])('answers %s where %s cannot be compared', async (code, path, query) => {
    const answer = await auditor.get(path, query);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  it('is narrowed to the asker’s own division', async () => {
    const [own, next] = ['530424100000', '530424101000'];
    const supervisor = county.as('SUPERVISOR', own);
    const asked = { fromAsOf: '2024-12-31', asOf: '2025-12-31' };
    expect((await supervisor.sees('/coverage/comparison', asked)).division).toBe(own);
    const beside = await supervisor.get('/coverage/comparison', { ...asked, division: next });
    expect([beside.status, beside.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
  });
});
