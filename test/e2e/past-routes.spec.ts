import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { answers } from '@county/modules';
import { sealerOf } from '@county/sealing';
import { openApiDocument } from '@http/openapi';
import { divisionId } from '@registry/division/queries';
import { resolved, type Document } from '../openapi/resolved';
import { BESIDES, NEEDED } from './asked-for';
import { RunningCounty, type Answer, type Session } from './running-county';
import { buildSmallCounty } from './small-county';

interface Line {
  readonly name: string;
  readonly path: string;
  readonly roles: readonly string[];
  readonly required: readonly string[];
  readonly parameters: readonly string[];
  /** Of 422. */
  readonly unanswerable: string;
}

const COUNTY = '530424000000';
const [SEALED, PAST, TODAY] = ['2026-03-31', '2026-04-05', '2026-04-10'] as const;
const FORM = /^[\da-f]{32}$/;
const INSTANT = '2026-04-05T09:30:00+08:00';

describe('every question of the API, about another moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-moments-'));
  let county: RunningCounty;
  let table: readonly Line[];
  let position: string;
  let evidence: string;

  beforeAll(async () => {
    await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, SEALED);
    await county.settle();
    await sealerOf(county.county).sealNow();
    position = await county.county.store.head();
    table = linesOf(openApiDocument(county.app));
    const asked = { kind: 'division', name: COUNTY, recipient: 'SUPERVISOR', purpose: '核查' };
    evidence = (await county.as('AUDITOR').does('/evidence-packages', asked)).id as string;
    await county.goTo(TODAY);
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const first = async (list: string, query: object = {}): Promise<Record<string, string>> => {
    const { items } = await county.as('SUPERVISOR').sees(list, { ...query, limit: 1 });
    expect([list, (items as unknown[]).length]).toEqual([list, 1]);
    return (items as Record<string, string>[])[0] ?? {};
  };

  const asker = async ({ roles, name }: Line): Promise<Session> => {
    if (name === 'OwnPersonalReads')
      return county.as('HOUSEHOLD', COUNTY, { subjectId: (await first('/households'))['id'] ?? '' });
    const likely = ['SUPERVISOR', 'AUDITOR'].find((role) => roles.includes(role) || roles[0] === 'ANYONE');
    return county.as((likely ?? roles[0]) as Role, COUNTY);
  };

  /** Where more is needed than an id out of the list above. */
  const OF_ITS_OWN: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
    SealByCode: async () => ({ code: (await first('/seals', { knownAt: SEALED }))['code'] ?? '' }),
    LossIf: async () => ({ entityId: (await first('/entities'))['id'] ?? '' }),
    EvaluationExplanation: async () => ({
      id: (await first('/evaluations', { result: 'FULFILLED' }))['id'] ?? '',
    }),
    HoldingExplanation: async () => {
      const { items } = await county.as('SUPERVISOR').sees('/dividend-schemes');
      const { id, holders } = items.find(({ equity }: { equity: object | null }) => equity !== null);
      return { id, householdId: holders[0].householdId };
    },
    IncomeComparisonExplanation: async () => {
      const { year = '', quarter = '', division = '', comparison = '' } = NEEDED;
      const asked = { year, quarter, division, comparison };
      return { ...asked, householdId: (await first('/incomes/comparisons', asked))['householdId'] ?? '' };
    },
    DividendLineExplanation: async () => {
      const { distributionId = '', householdId = '' } = await first('/distributions/lines');
      return { id: distributionId, householdId };
    },
  };

  /** Of something that the county has. */
  const parametersOf = async (line: Line): Promise<Record<string, string>> => {
    const { path, name, required } = line;
    const given = Object.fromEntries(required.map((field) => [field, NEEDED[field] ?? '']));
    const needed = { ...given, ...BESIDES[name] };
    if (isEvidence(line)) return { ...needed, id: evidence };
    const own = OF_ITS_OWN[name];
    if (own !== undefined) return own();
    if (!required.includes('id')) return needed;
    const list = path.startsWith('/history') ? '/households' : path.slice(0, path.indexOf('/{'));
    return { ...needed, id: (await first(list))['id'] ?? '' };
  };

  const askAll = async (
    query: Readonly<Record<string, string>>,
    told: (line: Line) => boolean = () => true,
  ) => {
    const asked = new Map<Line, Answer>();
    for (const line of table.filter(told)) {
      const known = await parametersOf(line);
      const path = line.path.replaceAll(/\{(\w+)\}/g, (_whole, field: string) => known[field] ?? '');
      const own = Object.entries(known).filter(([field]) => !line.path.includes(`{${field}}`));
      asked.set(line, await patiently(await asker(line), path, { ...Object.fromEntries(own), ...query }));
    }
    return asked;
  };

  const patiently = async (who: Session, path: string, query: object): Promise<Answer> => {
    for (;;) {
      const answer = await who.get(path, query);
      if (answer.body?.code !== 'PAST_BEING_BUILT') return answer;
    }
  };

  /** Without the line's own name a failure would not say which it is. */
  const summary = (asked: ReadonlyMap<Line, Answer>, of: (answer: Answer) => unknown) =>
    Object.fromEntries([...asked].map(([{ name }, answer]) => [name, of(answer)]));

  const codes = (asked: ReadonlyMap<Line, Answer>) =>
    summary(asked, ({ status, body }) => `${String(status)} ${String(body?.code)}`);

  /** Every position alike, so that what differs can be seen. */
  const moments = (asked: ReadonlyMap<Line, Answer>) =>
    summary(asked, ({ body }) => {
      const { position: reached, ...days } = body.at ?? { position: body.code };
      return { ...days, position: FORM.test(reached as string) ? 'POSITION' : reached };
    });

  const isEvidence = ({ path }: Line): boolean => path.startsWith('/evidence-packages/');
  const isFixed = ({ unanswerable }: Line): boolean => unanswerable.startsWith('AS_OF_IS');
  const all = (lines: readonly Line[], is: unknown) =>
    Object.fromEntries(lines.map(({ name }) => [name, is]));

  it('is in the table, and says that it takes both', () => {
    const questions = answers.map(({ query }) => query.name);
    const names = table.filter((line) => !isEvidence(line)).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(questions));
    for (const { name, parameters } of table.filter((line) => !isEvidence(line)))
      expect([name, parameters]).toEqual([name, expect.arrayContaining(['asOf', 'knownAt', 'after'])]);
  });

  it('tells its moment where none was asked for', async () => {
    const asked = await askAll({}, (line) => !isEvidence(line));
    const at = { asOf: null, knownAt: null, position: 'POSITION' };
    expect(moments(asked)).toEqual(all([...asked.keys()], at));
  }, 120_000);

  it.each([
    ['a day', () => PAST],
    ['an instant', () => INSTANT],
    ['a position', () => position],
  ])(
    'is answered as known at %s',
    async (_what, knownAt) => {
      const asked = await askAll({ knownAt: knownAt() }, (line) => !isEvidence(line));
      const at = { asOf: null, knownAt: knownAt(), position: 'POSITION' };
      expect(moments(asked)).toEqual(all([...asked.keys()], at));
      expect(new Set(Object.values(summary(asked, ({ body }) => body.at.position))).size).toBe(1);
    },
    120_000,
  );

  it('is answered as of a day, or refused where its own day is fixed', async () => {
    const asked = await askAll({ asOf: PAST }, (line) => !isEvidence(line) && !isFixed(line));
    const at = { asOf: PAST, knownAt: null, position: 'POSITION' };
    expect(moments(asked)).toEqual(all([...asked.keys()], at));
    const refused = await askAll({ asOf: PAST, knownAt: PAST }, isFixed);
    expect(refused.size).toBe(15);
    for (const [line, { status, body }] of refused) {
      expect([line.name, status]).toEqual([line.name, 422]);
      expect(line.unanswerable).toContain(body.code);
    }
  }, 120_000);

  it('takes both at once', async () => {
    const both = { asOf: PAST, knownAt: INSTANT };
    const asked = await askAll(both, (line) => !isEvidence(line) && !isFixed(line));
    expect(moments(asked)).toEqual(all([...asked.keys()], { ...both, position: 'POSITION' }));
  }, 120_000);

  it('is refused of a moment that has not come, of one before the records, and of no moment at all', async () => {
    const future = { knownAt: '2026-04-11' };
    const before = { knownAt: '1999-12-31T00:00:00Z' };
    const nonsense = { knownAt: 'yesterday', asOf: '2026-02-30' };
    const told = (line: Line) => !isEvidence(line);
    const lines = table.filter(told);
    expect(codes(await askAll(future, told))).toEqual(all(lines, '422 KNOWN_AT_IN_FUTURE'));
    expect(codes(await askAll(before, told))).toEqual(all(lines, '422 KNOWN_AT_BEFORE_RECORDS'));
    expect(codes(await askAll(nonsense))).toEqual(all(table, '400 VALIDATION_FAILED'));
  }, 120_000);

  it('is refused as of a day before anything was true, unless it is decided for any day', async () => {
    const told = (line: Line) => !isEvidence(line) && !isFixed(line);
    const asked = codes(await askAll({ asOf: '1950-01-01' }, told));
    const { ParameterInForce: decided, ...others } = asked;
    expect(decided).toBe('409 PARAMETER_NOT_CONFIGURED');
    expect(others).toEqual(
      all(
        table.filter((line) => told(line) && line.name !== 'ParameterInForce'),
        '422 AS_OF_BEFORE_RECORDS',
      ),
    );
  }, 120_000);

  it('says of what came later that it was not there then', async () => {
    const told = (line: Line) => line.required.includes('id') && !isEvidence(line);
    const [first] = await county.county.store.readStream(`division-${divisionId(divisionCode(COUNTY))}`);
    const asked = await askAll({ knownAt: first?.position ?? '' }, told);
    expect(asked.size).toBeGreaterThan(15);
    expect(codes(asked)).toEqual(all([...asked.keys()], '404 NOT_THERE_THEN'));
  }, 120_000);

  it('is refused of a package of evidence, which is of the moment of its making', async () => {
    const refused = '422 EVIDENCE_OF_ITS_MAKING';
    const lines = table.filter(isEvidence);
    expect(lines).toHaveLength(2);
    for (const query of [{ asOf: PAST }, { knownAt: PAST }])
      expect(codes(await askAll(query, isEvidence))).toEqual(all(lines, refused));
  });
});

interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

const linesOf = (document: Document): readonly Line[] =>
  Object.entries(resolved(document).paths).flatMap(([path, item]) => {
    const get = item.get as unknown as Operation | undefined;
    if (get?.['x-roles'] === undefined) return [];
    const { operationId: name, parameters = [], responses, 'x-roles': roles } = get;
    const required = parameters.filter((one) => one.required === true).map((one) => one.name);
    const told = parameters.map((one) => one.name);
    const unanswerable = responses['422']?.description ?? '';
    return { path, roles, name, parameters: told, required, unanswerable };
  });
