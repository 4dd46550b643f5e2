import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fen, yuanText } from '@kernel/fen';
import { decimalText } from '@kernel/ratio';
import { Refusal } from '@kernel/refusal';
import { command, specify } from '@testing/decider';
import { equityOf, fiscal, guaranteed, households, seventyPercent, surplus } from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import { allocate, requireSum, type Basis } from './allocation';
import { CalculateDividends } from './commands';
import type { DistributionEvent } from './events';
import { basis, declared, entitled, today } from './story';

const reckon = (of: Basis) => {
  const events = specify<DistributionEvent>(handledDistribution)
    .given(declared(of))
    .knowing({ ...entitled })
    .when(command(CalculateDividends, {}))
    .events();
  const lines = events.flatMap(({ type, data }) => (type === 'DividendLinesCalculated' ? data.lines : []));
  const [header] = events;
  if (header?.type !== 'DividendsCalculated') throw new Error('no header');
  return { header: header.data, lines, events, amounts: lines.map(({ amountFen }) => amountFen) };
};

const countOf = (amounts: readonly number[], amount: number): number =>
  amounts.filter((one) => one === amount).length;

describe('calculating dividends', () => {
  it('gives 127 747.50 yuan for a quarter of 8 516 500.00 at 6 %, published as 12.7748 万元 (满城, G7)', () => {
    const { header } = reckon(basis);
    expect(yuanText(fen(header.totalFen))).toBe('127747.50');
    expect(decimalText(BigInt(header.totalFen), 1_000_000n, 4)).toBe('12.7748');
  });

  it('gives 79 000.00 yuan to 138 people, 572.46 each and 52 of them 572.47 (高县, G8)', () => {
    const { header, amounts } = reckon({
      ...basis,
      terms: {
        ...guaranteed,
        ...{ mode: 'GUARANTEED_PLUS_SHARE', principalFen: 100_000_000, beneficiaries: households(138) },
        ...{ annualRate: { numerator: 5, denominator: 100 }, poolShare: { numerator: 29, denominator: 100 } },
      },
      ...{ months: 12, profitFen: 10_000_000 },
    });
    expect(header).toMatchObject({ guaranteedFen: 5_000_000, profitFen: 2_900_000, totalFen: 7_900_000 });
    expect([countOf(amounts, 57_247), countOf(amounts, 57_246)]).toEqual([52, 86]);
  });

  it('gives 156 840.00 yuan for 1 960 500.00 at 8 % to 119 households, 1 317.98 on average (宕昌)', () => {
    const annualRate = { numerator: 8, denominator: 100 };
    const terms = { ...guaranteed, principalFen: 196_050_000, annualRate, beneficiaries: households(119) };
    const { header, amounts } = reckon({ ...basis, terms, months: 12 });
    expect(header.totalFen).toBe(15_684_000);
    expect(decimalText(15_684_000n, 11_900n, 2)).toBe('1317.98');
    expect(new Set(amounts)).toEqual(new Set([131_798, 131_799]));
  });

  it('gives 64 villages 1.5625 % each: 31 250.00 yuan of 2 000 000.00 (黑水)', () => {
    const poolShare = { numerator: 1, denominator: 1 };
    const terms = { ...guaranteed, mode: 'SHARE_BASED', poolShare, beneficiaries: households(64) } as const;
    const { amounts } = reckon({ ...basis, terms, profitFen: 200_000_000 });
    expect(countOf(amounts, 3_125_000)).toBe(64);
    expect(decimalText(3_125_000n * 100n, 200_000_000n, 4)).toBe('1.5625');
  });

  it('splits the households’ 70 % of what fiscal money earns, and leaves 30 % to the residual holder (R13, G6)', () => {
    const terms = { ...fiscal, annualRate: { numerator: 1, denominator: 1 } };
    const equity = equityOf(100_000_000);
    const { header, amounts } = reckon({ ...basis, terms, equity, months: 12 });
    expect(header).toMatchObject({
      ...{ totalFen: 70_000_000, residualFen: 30_000_000, residualHolder: 'VILLAGE_COLLECTIVE' },
      parameters: seventyPercent.parameters,
    });
    expect(amounts.slice(0, 33).every((amount) => amount === 1_489_362)).toBe(true);
    expect(amounts.slice(33).every((amount) => amount === 1_489_361)).toBe(true);
  });

  it('never makes a negative dividend of a loss, and the guaranteed part is due all the same', () => {
    const poolShare = { numerator: 29, denominator: 100 };
    const terms = { ...guaranteed, mode: 'GUARANTEED_PLUS_SHARE', poolShare } as const;
    const { header } = reckon({ ...basis, terms, profitFen: -5_000_000 });
    expect(header).toMatchObject({ guaranteedFen: 12_774_750, profitFen: 0, totalFen: 12_774_750 });
    const shareOnly = reckon({ ...basis, terms: { ...terms, mode: 'SHARE_BASED' }, profitFen: -1 });
    expect(shareOnly.amounts).toEqual([0, 0, 0]);
  });

  it('refunds a member who sold 10 000 jin and holds 5 000.00 yuan 315.00 + 317.65 = 632.65 (R15, G9)', () => {
    const [member, other] = households(2);
    if (member === undefined || other === undefined) throw new Error('two members');
    const statement = {
      ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
      ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000 },
      members: [
        { householdId: member.householdId, volume: 10_000, capitalFen: 500_000 },
        { householdId: other.householdId, volume: 0, capitalFen: 0 },
      ],
    };
    const { lines, header } = reckon({ ...basis, terms: surplus, months: 12, surplus: statement });
    expect(lines[0]).toMatchObject({ patronageFen: 31_500, profitFen: 31_765, amountFen: 63_265 });
    expect(header.totalFen).toBe(63_265);
    expect(decimalText(25_200_000n, 8_000_000n * 100n, 4)).toBe('0.0315');
  });

  it('distributes 360 000.00 of 400 000.00 yuan: 252 000.00 by volume, 0.0315 a jin, 108 000.00 by capital, 6.3529 % (R15, G9)', () => {
    const [member, other] = households(2).map(({ householdId }) => householdId) as [string, string];
    const statement = {
      ...{ surplusFen: 40_000_000, pastLossFen: 0, reserveFen: 4_000_000 },
      ...{ totalVolume: 8_000_000, totalCapitalFen: 170_000_000 },
      members: [
        { householdId: member, volume: 10_000, capitalFen: 500_000 },
        { householdId: other, volume: 7_990_000, capitalFen: 169_500_000 },
      ],
    };
    const { lines, header } = reckon({ ...basis, terms: surplus, months: 12, surplus: statement });
    expect(header).toMatchObject({ patronageFen: 25_200_000, profitFen: 10_800_000, totalFen: 36_000_000 });
    expect(lines.map(({ amountFen }) => amountFen)).toEqual([63_265, 36_000_000 - 63_265]);
    const [volume, capital] = [8_000_000n * 100n, 170_000_000n];
    expect(decimalText(BigInt(header.patronageFen), volume, 4)).toBe('0.0315');
    expect(decimalText(BigInt(header.profitFen) * 100n, capital, 4)).toBe('6.3529');
  });

  it('splits 100.00 yuan among three: 33.34, 33.33 and 33.33, ties to the lower number (G15)', () => {
    const terms = { ...guaranteed, principalFen: 100_000, annualRate: { numerator: 10, denominator: 100 } };
    const { header, amounts } = reckon({ ...basis, terms, months: 12 });
    expect([header.totalFen, amounts]).toEqual([10_000, [3_334, 3_333, 3_333]]);
  });

  it('distributes nothing of a surplus that losses and reserve eat up', () => {
    const members = households(2).map(({ householdId }) => ({ householdId, volume: 1, capitalFen: 1 }));
    const totals = { totalVolume: 2, totalCapitalFen: 2, members };
    const eaten = { surplusFen: 100, pastLossFen: 80, reserveFen: 40, ...totals };
    expect(reckon({ ...basis, terms: surplus, surplus: eaten }).amounts).toEqual([0, 0]);
  });

  it('puts at most 100 lines into one event', () => {
    const { events, lines } = reckon({ ...basis, terms: { ...guaranteed, beneficiaries: households(230) } });
    expect(events.map(({ data }) => ('lines' in data ? data.lines.length : 0))).toEqual([0, 100, 100, 30]);
    expect(new Set(lines.map(({ householdId }) => householdId)).size).toBe(230);
  });

  it('is done once', () => {
    const asked = command(CalculateDividends, {});
    const { events } = reckon(basis);
    specify<DistributionEvent>(handledDistribution)
      .given(declared(), ...events)
      .when(asked)
      .thenNothing();
    expect(events[0]?.data).toMatchObject({ on: today });
  });
});

describe('any allocation', () => {
  const shares = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 });

  it('sums to the pool, and guaranteed part and share of profit sum to each line', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000_000 });
    const property = fc.property(
      shares,
      amount,
      amount,
      fc.boolean(),
      (weights, principalFen, profitFen, fund) => {
        const beneficiaries = households(weights.length).map((one, index) => ({
          ...one,
          shares: weights[index] ?? 1,
        }));
        const poolShare = { numerator: 29, denominator: 100 };
        const terms = {
          ...guaranteed,
          mode: 'GUARANTEED_PLUS_SHARE',
          principalFen,
          poolShare,
          beneficiaries,
        } as const;
        const equity = fund ? equityOf(principalFen) : null;
        const { lines, totalFen, guaranteedFen, residualFen } = allocate({
          ...basis,
          terms,
          equity,
          profitFen,
        });
        const sum = (part: 'amountFen' | 'guaranteedFen') => lines.reduce((all, line) => all + line[part], 0);
        expect([sum('amountFen'), sum('guaranteedFen')]).toEqual([totalFen, guaranteedFen]);
        expect(residualFen).toBeGreaterThanOrEqual(0);
        for (const line of lines) {
          expect(line.guaranteedFen + line.profitFen).toBe(line.amountFen);
          expect(Math.min(line.guaranteedFen, line.profitFen)).toBeGreaterThanOrEqual(0);
        }
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

describe('lines off by one fen', () => {
  it('are refused with DIVIDEND_SUM_MISMATCH', () => {
    const lines = allocate(basis).lines;
    expect(() => requireSum(lines, 12_774_751)).toThrow(new Refusal('DIVIDEND_SUM_MISMATCH'));
    expect(() => requireSum(lines, 12_774_750)).not.toThrow();
  });
});
