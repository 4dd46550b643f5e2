import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import type { Explanation } from '@kernel/explanation';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import type { Happening } from '@testing/events';
import { entityId } from '../dividend-scheme/story';
import { parameterRegister } from '@registry/parameter/story';
import { approved, dividendRegister, EACH, id, overdue, paid, part, told } from '../distribution/story';
import { dividendPromises } from './projector';
import {
  OverdueByEntity,
  overdueDividendAnswers,
  UndeclaredDividendList,
  UnjudgedDividendList,
} from './queries';
import { atLeast, COOP, declared, drafted, grace, HOME, inForce } from './story';

const scope = divisionCode('530424000000');
const viewer = { user: 'supervisor', role: 'SUPERVISOR', scope } as const;

let shelf: Shelf;
const on = (today: string) => new Shelf(overdueDividendAnswers, { viewer, today });
beforeEach(() => {
  shelf = on('2025-04-01');
});
afterEach(() => shelf.close());

const hold = (...happenings: readonly Happening[]) =>
  shelf.run([parameterRegister, dividendRegister, dividendPromises], happenings);
const ask = (question: object, fields: object = {}) => shelf.ask(Object.assign(question, fields));

interface Listed {
  readonly items: readonly { readonly year: number; readonly explanation: Explanation }[];
}

describe('years for which nothing was declared (R14)', () => {
  const since2023 = [drafted(), inForce('2023-03-01')];
  const undeclared = async (fields: object = {}) =>
    (await ask(new UndeclaredDividendList(), fields)) as Listed;

  it('are listed when the year and the grace after it have passed, each with why', async () => {
    await hold(...since2023, declared('d1', 2023), atLeast(1), grace(90));
    const { items } = await undeclared();
    expect(items).toMatchObject([
      {
        ...{ agreementId: 'a1', entityId: COOP, division: HOME, year: 2024, manager: null },
        ...{ declared: 0, required: 1, missing: 1, overdueFrom: '2025-04-01', distributionIds: [] },
      },
    ]);
    const [explanation] = items.map((one) => one.explanation);
    expect(explanation).toMatchObject({
      ...{ rule: 'R14', agrees: true, result: { declared: 0, missing: 1 } },
      parameters: [
        { key: 'dividend.minFrequencyPerYear', value: 1, events: [{ type: 'PolicyParameterSet' }] },
        { key: 'dividend.overdueGraceDays', value: 90 },
      ],
    });
    expect(explanation?.inputs.slice(1, 3)).toMatchObject([
      { name: 'paymentDay', value: '12-20', events: [{ type: 'AgreementDrafted' }] },
      { name: 'inForceFrom', value: '2023-03-01', events: [{ type: 'AgreementEnteredIntoForce' }] },
    ]);
    expect(explanation?.parameters.every(({ source }) => source.length > 0)).toBe(true);
    if (explanation !== undefined) expect(recomputed(explanation)).toEqual(listed(explanation));
  });

  it('are not listed while the grace runs', async () => {
    await hold(...since2023, declared('d1', 2023), atLeast(1), grace(91));
    expect((await undeclared()).items).toEqual([]);
  });

  it('are listed too where fewer were declared than the place asks for', async () => {
    await hold(...since2023, declared('d1', 2023), declared('d2', 2023), atLeast(2), grace(0));
    await shelf.run([dividendPromises], [declared('d3', 2024)]);
    const { items } = await undeclared();
    expect(items).toMatchObject([
      { year: 2024, declared: 1, required: 2, missing: 1, distributionIds: ['d3'] },
    ]);
    const [explanation] = items.map((one) => one.explanation);
    expect(explanation?.inputs.at(-1)).toMatchObject({
      ...{ name: 'declarations', events: [{ type: 'DistributionDeclared', id: 'd3' }] },
    });
  });

  it('are judged by what the place had decided for them, and told apart where it had decided nothing', async () => {
    await hold(...since2023, atLeast(1, { effectiveFrom: '2024-01-01' }), grace(0));
    const answer = await undeclared();
    expect(answer.items.map(({ year }) => year)).toEqual([2024]);
    expect(answer).toMatchObject({ unjudgedCount: 1 });
    expect(await ask(new UnjudgedDividendList())).toMatchObject({
      items: [
        { agreementId: 'a1', entityId: COOP, division: HOME, year: 2023, code: 'PARAMETER_NOT_CONFIGURED' },
      ],
      next: null,
    });
  });

  it('come page by page, oldest first, where nobody can judge them', async () => {
    await hold(...since2023);
    const page = (more: object) => ask(Object.assign(new UnjudgedDividendList(), { limit: 1, ...more }));
    expect(await page({})).toMatchObject({ items: [{ year: 2023 }], next: 'a1/2023' });
    expect(await page({ cursor: 'a1/2023' })).toMatchObject({ items: [{ year: 2024 }], next: null });
    expect(await page({ entityId: 'another' })).toMatchObject({ items: [], next: null });
  });

  it('are narrowed to a division and an entity', async () => {
    await hold(...since2023, atLeast(1), grace(0));
    expect((await undeclared({ entityId: 'another' })).items).toEqual([]);
    expect((await undeclared({ entityId: COOP })).items).toHaveLength(2);
    expect((await undeclared({ division: divisionCode('530424103000') })).items).toEqual([]);
  });

  it('stand with what is unpaid in the list of those to be called', async () => {
    await hold(...since2023, declared('d1', 2023), atLeast(1), grace(0));
    expect(await ask(new OverdueByEntity())).toMatchObject({
      items: [
        {
          ...{
            entityId: COOP,
            division: HOME,
            unpaidFen: 0,
            lineCount: 0,
            overdueFrom: '2025-01-01',
            distributionIds: [],
          },
          undeclared: [{ agreementId: 'a1', year: 2024, missing: 1, overdueFrom: '2025-01-01' }],
        },
      ],
    });
  });
});

describe('what is declared and unpaid', () => {
  it('is summed by entity, without what has been paid since', async () => {
    await hold(...[...approved(), paid([part(1)]), overdue(2 * EACH, 2), paid([part(2)])].map(told));
    expect(await ask(new OverdueByEntity())).toMatchObject({
      items: [
        {
          ...{ entityId, unpaidFen: EACH, lineCount: 1, overdueFrom: '2025-03-26', manager: null },
          ...{ distributionIds: [id], undeclared: [] },
        },
      ],
    });
  });

  it('names no entity whose distribution is paid in full', async () => {
    await hold(...[...approved(), overdue(3 * EACH, 3), paid([part(1), part(2), part(3)])].map(told));
    expect(await ask(new OverdueByEntity())).toMatchObject({ items: [] });
  });
});
