import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { Shelf } from '@testing/shelf';
import { equityOf, entityId, fiscal, households, seventyPercent, surplus } from '../dividend-scheme/story';
import type { Basis } from './allocation';
import type { DistributionEvent } from './events';
import { dividendRegister } from './projector';
import {
  DistributionList,
  dividendAnswers,
  DividendLineExplanation,
  DividendLineList,
  OverdueByEntity,
} from './queries';
import { approved, basis, EACH, household, id, overdue, paid, part, today, told } from './story';

const scope = divisionCode('530424000000');
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope } as const;

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf(dividendAnswers, { viewer: supervisor, today: '2025-04-01' });
});
afterEach(() => shelf.close());

const hold = (...events: readonly DistributionEvent[]) => shelf.hold(dividendRegister, events.map(told));
const ask = (question: object, fields: object = {}) => shelf.ask(Object.assign(question, fields));
const explain = (n: number) => ask(new DividendLineExplanation(), { id, householdId: household(n) });

describe('the book of dividends, asked', () => {
  it('lists lines by household and state', async () => {
    await hold(...approved(), paid([part(1)]), overdue(2 * EACH, 2));
    const lines = (fields: object) => ask(new DividendLineList(), fields);
    expect(await lines({ householdId: household(1) })).toMatchObject({ items: [{ state: 'PAID' }] });
    expect(await lines({ state: 'OVERDUE' })).toMatchObject({
      items: [{ householdId: household(2) }, { householdId: household(3) }],
    });
    expect(await lines({ division: divisionCode('530424103000') })).toMatchObject({ items: [] });
    expect(await ask(new DistributionList(), { isOverdue: true })).toMatchObject({ items: [{ id }] });
  });

  it('sums what is overdue by entity, and drops what has been paid since', async () => {
    await hold(...approved(), paid([part(1)]), overdue(2 * EACH, 2), paid([part(2)]));
    expect(await ask(new OverdueByEntity())).toMatchObject({
      items: [{ entityId, unpaidFen: EACH, lineCount: 1, overdueFrom: '2025-03-26', distributionIds: [id] }],
    });
  });

  it('lists no entity whose distribution is paid in full', async () => {
    await hold(...approved(), overdue(3 * EACH, 3), paid([part(1), part(2), part(3)]));
    expect(await ask(new OverdueByEntity())).toMatchObject({ items: [] });
  });
});

describe('the explanation of a line', () => {
  it('reckons it again from the distribution, step by step, to the stored fen', async () => {
    await hold(...approved());
    expect(await explain(1)).toMatchObject({
      steps: [
        {
          what: '保底收益',
          formula: '8516500.00 × 6.00 % × 3/12',
          rounding: 'HALF_UP',
          resultFen: 12_774_750,
        },
        { what: '按股份拆分', formula: '127747.50 × 1/3', rounding: 'LARGEST_REMAINDER', resultFen: EACH },
      ],
      ...{ amountFen: EACH, storedFen: EACH, agrees: true, corrections: [] },
    });
  });

  it('shows the households’ part of what fiscal money earns, and where that is decided', async () => {
    const equity = equityOf(100_000_000);
    await hold(...approved({ ...basis, terms: fiscal, equity, months: 12 }));
    expect(await explain(47)).toMatchObject({
      steps: [
        { resultFen: 6_000_000 },
        { what: '财政资金折股农户部分', formula: '60000.00 × 70.00 %', resultFen: 4_200_000 },
        { formula: '42000.00 × 1/47', resultFen: 89_361 },
      ],
      ...{ amountFen: 89_361, agrees: true, parameters: seventyPercent.parameters },
    });
  });

  it('shows patronage and capital of a cooperative’s surplus (R15)', async () => {
    const members = households(2).map(({ householdId }, index) => ({
      householdId,
      ...(index === 0 ? { volume: 10_000, capitalFen: 500_000 } : { volume: 0, capitalFen: 0 }),
    }));
    const statement = {
      ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
      ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000, members },
    };
    const of: Basis = { ...basis, terms: surplus, months: 12, surplus: statement };
    await hold(...approved(of));
    expect(await explain(1)).toMatchObject({
      steps: [
        { what: '可分配盈余', resultFen: 36_000_000 },
        { what: '按交易量返还总额', resultFen: 25_200_000 },
        { formula: '252000.00 × 10000/8000000', resultFen: 31_500 },
        { formula: '108000.00 × 5000.00/1700000.00', resultFen: 31_765 },
      ],
      ...{ amountFen: 63_265, storedFen: 63_265, agrees: true },
    });
  });

  it('keeps the calculated amount apart from a correction', async () => {
    const correction = { fromFen: EACH, toFen: 1, secondPerson: 'finance', on: today };
    const data = { householdId: household(1), ...correction };
    await hold(...approved(), { type: 'DividendLineCorrected', data });
    expect(await explain(1)).toMatchObject({
      agrees: true,
      storedFen: EACH,
      dueFen: 1,
      corrections: [correction],
    });
  });

  it('is not given of a household without a line', async () => {
    await hold(...approved());
    await expect(explain(4)).rejects.toThrow('no dividend line');
  });
});
