import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HUANING } from '@demo/officers';
import type { Built } from '@demo/stories';
import type { Explanation } from '@kernel/explanation';
import { listed, recomputed } from '@testing/recomputing';
import { recompute } from '../contract/sealed-log/packed';
import { RunningCounty, type Answer, type Session } from './running-county';
import { buildSmallCounty } from './small-county';

/** Why every figure of a county is what it is: each explanation, reckoned again from what it lists, gives what is shown. */
describe('why this number, over a whole demonstration county', () => {
  let built: Built;
  let county: RunningCounty;
  let auditor: Session;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-explain-'));
    built = await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, '2026-03-31');
    auditor = county.as('AUDITOR');
  }, 240_000);

  afterAll(() => county.stop());

  const all = async (path: string, query: object = {}): Promise<readonly Answer['body'][]> => {
    const items: Answer['body'][] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const more = cursor === undefined ? {} : { cursor };
      const page = await auditor.sees(path, { limit: '500', ...query, ...more });
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  };

  /** Every value that is not a set-up of the question comes from an event that can be opened. */
  const explain = async (path: string, query: object = {}): Promise<Explanation> => {
    const answer = (await auditor.sees(path, query)) as Explanation;
    expect([path, recomputed(answer)]).toEqual([path, listed(answer)]);
    expect([path, recompute(answer)]).toEqual([path, { wrong: [], told: [], steps: answer.steps.length }]);
    expect([path, answer.agrees, answer.result]).toEqual([path, true, answer.shown]);
    // Proposed by one, approved by another.
    for (const { events, key } of answer.parameters) expect([key, events.length]).toEqual([key, 2]);
    return answer;
  };

  it('says of every agreement who has to sign', async () => {
    const agreements = await all('/agreements');
    expect(agreements.length).toBeGreaterThan(5);
    for (const { id, requiredLevel } of agreements) {
      const { shown } = await explain(`/agreements/${id as string}/sign-level/explain`);
      expect(shown).toEqual({ requiredLevel });
    }
  });

  it('says of every evaluation how its score, result and grade came about', async () => {
    const sheets = (await all('/evaluations')).filter(({ totalCentiPoints }) => totalCentiPoints !== null);
    expect(sheets.length).toBeGreaterThan(3);
    for (const { id, totalCentiPoints, result, grade } of sheets) {
      const { shown } = await explain(`/evaluations/${id as string}/explain`);
      expect(shown).toEqual({ totalCentiPoints, ...(result === null ? {} : { result, grade }) });
    }
  });

  it('gives with each rank the path of its explanation, and whom the completeness counts, as they were known', async () => {
    const { items } = await auditor.sees('/evaluations/ranking', { year: '2025' });
    expect(items.length).toBeGreaterThan(3);
    for (const { explainRef, totalCentiPoints, asOf, knownOn } of items) {
      expect((await explain(explainRef)).shown).toMatchObject({ totalCentiPoints });
      expect([asOf, knownOn > asOf]).toEqual(['2025-12-31', true]);
    }
    const found = await auditor.sees('/evaluations/completeness', { year: '2025', division: HUANING });
    const { numerator, denominator, listRef, parameter } = found;
    const counted = [await all(listRef.numerator), await all(listRef.denominator)];
    expect(counted.map(({ length }) => length)).toEqual([numerator, denominator]);
    expect(parameter).toMatchObject({ key: 'evaluation.window', value: '01-01..03-31' });
  });

  it('says in the dry run of leaving the register what has to be ended first, which a merger lets pass', async () => {
    const clerk = county.as('COUNTY_INFORMANT');
    const { items } = await clerk.sees('/entities', { kind: 'COOPERATIVE', state: 'ACTIVE' });
    const [one, other] = items as readonly { readonly id: string }[];
    const tried = async (step: string, asked: object) => {
      const body = { registryDocument: '查重核实表', reason: '登记两次', ...asked };
      return (await clerk.post(`/entities/${one?.id ?? ''}/${step}`, body, { dryRun: true })).body.errors;
    };
    const [merged, left] = [await tried('merge', { into: other?.id }), await tried('deregister', {})];
    const { items: running } = await clerk.sees('/agreements', { entityId: one?.id, state: 'IN_FORCE' });
    const agreementIds = running.map(({ id }: { readonly id: string }) => id).sort();
    expect(agreementIds).not.toEqual([]);
    expect(left).toMatchObject([{ code: 'ENTITY_HAS_AGREEMENTS_IN_FORCE' }]);
    expect([...left[0].params.agreementIds].sort()).toEqual(agreementIds);
    expect(merged).toBeUndefined();
  });

  it('says of every line of every dividend how its amount came about', async () => {
    const lines = await all('/distributions/lines');
    expect(lines.length).toBeGreaterThan(20);
    expect(new Set(lines.map(({ distributionId }) => distributionId)).size).toBeGreaterThan(3);
    for (const { distributionId, householdId, calculated, dueFen } of lines) {
      const path = `/distributions/${distributionId as string}/lines/${householdId as string}/explain`;
      const { shown } = await explain(path);
      expect(shown).toEqual({ amountFen: calculated.amountFen, dueFen });
    }
  });

  it('says of every household that holds a part of fiscal money how large it is', async () => {
    const schemes = (await all('/dividend-schemes')).filter(({ equity }) => equity !== null);
    expect(schemes.length).toBeGreaterThan(0);
    for (const { id, holders } of schemes)
      for (const { householdId, equityFen } of holders) {
        const path = `/dividend-schemes/${id as string}/holders/${householdId as string}/explain`;
        const { shown } = await explain(path);
        expect(Object.values(shown)).toContain(equityFen);
      }
  });

  const COMPARED = ['2024', '2025'].flatMap((year) =>
    ['1', '2', '3', '4'].flatMap((quarter) =>
      ['YOY_CUMULATIVE', 'PREV_QUARTER'].map((comparison) => ({
        year,
        quarter,
        comparison,
        division: HUANING,
      })),
    ),
  );

  it('says of every household’s income why it declined or did not', async () => {
    let compared = 0;
    for (const asked of COMPARED)
      for (const line of await all('/incomes/comparisons', asked)) {
        const { householdId, currentFen, baseFen, outcome } = line;
        const { shown } = await explain(`/incomes/comparisons/${householdId as string}/explain`, asked);
        expect(shown).toEqual({ currentFen, baseFen, outcome });
        compared += 1;
      }
    expect(compared).toBeGreaterThan(200);
  }, 120_000);

  it('says of every growth how it follows from the households, whose values it lists with their events', async () => {
    const asked = { year: '2025', quarter: '4' };
    for (const division of [HUANING, built.stories.exactVillage, built.stories.belowVillage])
      for (const item of ['OPERATING', 'PROPERTY', 'WAGE', 'TRANSFER', 'NET', 'NET_OPERATING']) {
        const { shown, inputs } = await explain('/incomes/growth/explain', { ...asked, division, item });
        const { current, base, ratioText, met } = await auditor.sees('/incomes/growth', {
          ...asked,
          division,
          item,
        });
        expect(shown).toEqual({
          ...{ currentTotalFen: current.totalFen, currentFen: current.amountFen },
          ...{ baseTotalFen: base.totalFen, baseFen: base.amountFen, ratioText, met },
        });
        const lines = await growthLines({ ...asked, division, item });
        const sum = lines.reduce((total, line) => total + (line.current?.operatingFen ?? 0), 0);
        expect(inputs.find(({ name }) => name === 'current.operatingFen')?.value).toBe(sum);
        expect(lines.filter(({ events }) => events.length < 5)).toEqual([]);
      }
  }, 120_000);

  it('names behind every growth the lists whose amounts it is made of, also where nobody has a year before', async () => {
    for (const item of ['OPERATING', 'PROPERTY', 'WAGE', 'TRANSFER', 'NET', 'NET_OPERATING'])
      for (const year of ['2024', '2025']) {
        const asked = { division: HUANING, year, quarter: '4', item };
        const { current, base, listRef } = await auditor.sees('/incomes/growth', asked);
        const [both, before] = [await all(listRef.numerator), await all(listRef.denominator)];
        const sumOf = (lines: readonly Answer['body'][], side: string) => ({
          households: lines.filter((line) => line[`${side}Fen`] !== null).length,
          people: lines.reduce((sum, line) => sum + (line[`${side}People`] ?? 0), 0),
          totalFen: lines.reduce((sum, line) => sum + (line[`${side}Fen`] ?? 0), 0),
        });
        expect([item, year, current]).toMatchObject([item, year, sumOf(both, 'current')]);
        expect([item, year, base]).toMatchObject([item, year, sumOf(before, 'base')]);
        expect([both.length > 0, before.length]).toEqual([true, base.households]);
      }
  });

  const COVERAGES = [
    {},
    { asOf: '2025-12-31' },
    { asOf: '2025-01-03' },
    { asOf: '2025-01-03', knownAt: '2025-01-03' },
    { asOf: '2025-12-31', mode: 'SINGLE' },
    { asOf: '2025-12-31', categories: 'LOW_INCOME,GENERAL' },
    ...['FRUIT', 'VEGETABLE', 'GRAPE'].map((industry) => ({ asOf: '2025-12-31', industry })),
  ];

  it('says of every coverage how it follows from the households, which it lists with their events', async () => {
    const divisions = [HUANING, built.stories.exactVillage, built.stories.belowVillage];
    for (const asked of divisions.flatMap((division) => COVERAGES.map((one) => ({ ...one, division })))) {
      const { shown } = await explain('/coverage/explain', asked);
      const { single, double, gap, apart, notEligible } = await auditor.sees('/coverage', asked);
      expect(shown).toEqual({
        ...{ denominator: single.denominator, notEligible, ...apart },
        ...{ single: single.numerator, singleText: single.ratioText, singleMet: single.met },
        ...{ double: double.numerator, doubleText: double.ratioText, doubleMet: double.met },
        ...{ suspended: gap.suspended, noCooperative: gap.noCooperative },
        ...{ noEnterprise: gap.noEnterprise, gap: gap.total },
      });
    }
  }, 120_000);

  it('lists as many households behind a coverage as it counts, each with what made it count', async () => {
    const asked = { asOf: '2025-12-31', which: 'DOUBLE', limit: '7' };
    const lines = await pagesOf('/coverage/explain', asked);
    const { double } = await auditor.sees('/coverage', { asOf: '2025-12-31' });
    expect(lines).toHaveLength(double.numerator);
    const kinds = ({ events }: Answer['body']) =>
      new Set((events as { category: string }[]).map(({ category }) => category));
    const complete = ['household', 'householdBinding', 'entity', 'enterpriseBinding'];
    for (const line of lines) expect([...kinds(line)]).toEqual(expect.arrayContaining(complete));
  });

  const growthLines = (query: object) => pagesOf('/incomes/growth/explain', { limit: '7', ...query });

  const pagesOf = async (path: string, query: object): Promise<readonly Answer['body'][]> => {
    const lines: Answer['body'][] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const more = cursor === undefined ? {} : { cursor };
      const answer = await auditor.sees(path, { ...query, ...more });
      lines.push(...answer.lines.items);
      cursor = answer.lines.next;
    }
    return lines;
  };

  it('opens the events that a value comes from', async () => {
    const [agreement] = await all('/agreements');
    const { inputs, parameters } = await explain(`/agreements/${agreement.id as string}/sign-level/explain`);
    for (const { category, id, revision, type } of [...inputs, ...parameters].flatMap(
      ({ events }) => events,
    )) {
      const query = { fromRevision: revision, limit: 1 };
      const { items } = await auditor.sees(`/history/${category}/${id}`, query);
      expect(items).toMatchObject([{ type, revision }]);
    }
  });

  it('is not given to whoever may not see the place', async () => {
    const [agreement] = await all('/agreements');
    const elsewhere = county.as('AUDITOR', '411423000000');
    const answer = await elsewhere.get(`/agreements/${agreement.id as string}/sign-level/explain`);
    expect([answer.status, answer.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
  });
});
