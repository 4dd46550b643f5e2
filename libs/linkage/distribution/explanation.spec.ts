import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { Explanation } from '@kernel/explanation';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import type { DividendSchemeEvent, SchemeTerms } from '../dividend-scheme/events';
import {
  adopted,
  drafted,
  equityOf,
  fiscal,
  guaranteed,
  households,
  ofScheme,
  percents,
  surplus,
} from '../dividend-scheme/story';
import type { Basis } from './allocation';
import type { DistributionEvent } from './events';
import { dividendRegister } from './projector';
import { dividendAnswers, DividendLineExplanation } from './queries';
import { approved, basis, calculatedWithout, declared, EACH, household, id, today, told } from './story';

const scope = divisionCode('530424000000');
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope } as const;

describe('why a household is due its amount (R13–R15)', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(dividendAnswers, { viewer: supervisor, today: '2025-04-01' });
  });
  afterEach(() => shelf.close());

  const scheme = (terms: SchemeTerms) => [drafted(terms), adopted()].map(ofScheme);
  const hold = (terms: SchemeTerms, ...events: readonly DistributionEvent[]) =>
    shelf.run([dividendRegister], [...percents, ...scheme(terms), ...events.map(told)]);
  const explain = async (n: number): Promise<Explanation> => {
    const asked = Object.assign(new DividendLineExplanation(), { id, householdId: household(n) });
    return (await shelf.ask(asked)) as Explanation;
  };

  it('reckons a guaranteed yield and its split again, to the stored fen', async () => {
    await hold(guaranteed, ...approved());
    const answer = await explain(1);
    expect(answer).toMatchObject({ rule: 'R14', shown: { amountFen: EACH, dueFen: EACH }, agrees: true });
    expect(listed(answer)).toEqual({
      ...{ guaranteedYieldFen: 12_774_750, poolFen: 12_774_750, amountFen: EACH, dueFen: EACH },
    });
    expect(answer.inputs.find(({ name }) => name === 'months')).toMatchObject({
      ...{ value: 3, events: [{ type: 'DistributionDeclared', category: 'distribution' }] },
    });
    expect(answer.inputs.find(({ name }) => name === 'annualRate')).toMatchObject({
      events: [{ type: 'DividendSchemeDrafted' }, { type: 'DividendSchemeAdopted' }],
    });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('shows the households’ part of what fiscal money earns, with the clause that says so', async () => {
    await hold(fiscal, ...approved({ ...basis, terms: fiscal, equity: equityOf(100_000_000), months: 12 }));
    const answer = await explain(47);
    expect(listed(answer)).toMatchObject({
      guaranteedYieldFen: 6_000_000,
      poolFen: 4_200_000,
      amountFen: 89_361,
    });
    expect(answer.parameters).toMatchObject([
      {
        key: 'equity.householdShareOfFiscalFund',
        clause: '第三条',
        events: [{ type: 'PolicyParameterSet' }],
      },
      { key: 'equity.residualHolder' },
    ]);
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('gives the remainder to the lower numbers, fen by fen', async () => {
    const terms = { ...guaranteed, principalFen: 100, beneficiaries: households(7) };
    await hold(terms, ...approved({ ...basis, terms, months: 12 }));
    for (let n = 1; n <= 7; n += 1) {
      const answer = await explain(n);
      expect(listed(answer)).toMatchObject({ poolFen: 6, amountFen: n === 7 ? 0 : 1 });
      expect(recomputed(answer)).toEqual(listed(answer));
    }
  });

  it('never lets a loss take from what is guaranteed', async () => {
    const terms: SchemeTerms = {
      ...{ ...guaranteed, mode: 'GUARANTEED_PLUS_SHARE', poolShare: { numerator: 29, denominator: 100 } },
    };
    await hold(terms, ...approved({ ...basis, terms, profitFen: -500 }));
    const answer = await explain(2);
    expect(listed(answer)).toMatchObject({ profitYieldFen: 0, poolFen: 12_774_750 });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('shows patronage and capital of a cooperative’s surplus', async () => {
    const members = households(2).map(({ householdId }, index) => ({
      householdId,
      ...(index === 0 ? { volume: 10_000, capitalFen: 500_000 } : { volume: 0, capitalFen: 0 }),
    }));
    const statement = {
      ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
      ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000, members },
    };
    const of: Basis = { ...basis, terms: surplus, months: 12, surplus: statement };
    await hold(surplus, ...approved(of));
    const answer = await explain(1);
    expect(answer).toMatchObject({ rule: 'R15', agrees: true });
    expect(listed(answer)).toMatchObject({
      ...{ distributableFen: 36_000_000, patronageTotalFen: 25_200_000, restFen: 10_800_000 },
      ...{ patronageFen: 31_500, capitalShareFen: 31_765, amountFen: 63_265 },
    });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('tells a correction apart from what was reckoned, and names its event', async () => {
    const data = { householdId: household(1), fromFen: EACH, toFen: 1, secondPerson: 'finance', on: today };
    await hold(guaranteed, ...approved(), { type: 'DividendLineCorrected', data });
    const answer = await explain(1);
    expect(answer).toMatchObject({ result: { amountFen: EACH, dueFen: 1 }, agrees: true });
    expect(answer.inputs.at(-1)).toMatchObject({ value: 1, events: [{ type: 'DividendLineCorrected' }] });
    expect(recomputed(answer)).toEqual(listed(answer));
    expect((await explain(2)).result).toEqual({ amountFen: EACH, dueFen: EACH });
  });

  it('shows what is withheld of the amount and why, and what has been released of it (4.5)', async () => {
    const looked = calculatedWithout({ [household(1)]: 'HOUSEHOLD_VANISHED' });
    await hold(guaranteed, declared(), ...looked);
    const answer = await explain(1);
    expect(answer).toMatchObject({ result: { amountFen: EACH, dueFen: 0 }, agrees: true });
    expect(answer.inputs.slice(-2)).toMatchObject([
      { name: 'withheldFen', value: EACH, events: [{ type: 'DividendLinesCalculated' }] },
      { name: 'withheldFor', value: 'HOUSEHOLD_VANISHED' },
    ]);
    expect(recomputed(answer)).toEqual(listed(answer));
    const part = {
      householdId: household(1),
      amountFen: 1_000,
      payDate: today,
      secondPerson: 'f',
      on: today,
    };
    await shelf.run([dividendRegister], [told({ type: 'WithheldReleased', data: part })]);
    const after = await explain(1);
    expect(after).toMatchObject({ result: { amountFen: EACH, dueFen: 1_000 }, agrees: true });
    expect(after.inputs.at(-2)).toMatchObject({
      ...{ value: EACH - 1_000, events: [{ revision: 2 }, { type: 'WithheldReleased' }] },
    });
    expect(recomputed(after)).toEqual(listed(after));
    expect((await explain(2)).inputs.some(({ name }) => name === 'withheldFen')).toBe(false);
  });

  it('names the version of the scheme that was declared', async () => {
    const revised: DividendSchemeEvent = {
      type: 'DividendSchemeRevised',
      data: { version: 2, terms: guaranteed, draftedBy: 'boss', on: calendarDate('2025-03-02') },
    };
    await hold(guaranteed, ...approved());
    await shelf.run([], [ofScheme(revised), ofScheme(adopted(2))]);
    const { inputs } = await explain(1);
    const revisions = inputs.find(({ name }) => name === 'principalFen')?.events;
    expect(revisions?.map(({ type, revision }) => [type, revision])).toEqual([
      ['DividendSchemeDrafted', 0],
      ['DividendSchemeAdopted', 1],
    ]);
  });

  it('is not given of a household without a line', async () => {
    await hold(guaranteed, ...approved());
    await expect(explain(4)).rejects.toThrow('no dividend line');
  });
});
