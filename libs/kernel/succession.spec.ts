import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divisionCode, levelOf, type DivisionCode } from './division-code';
import {
  countedAs,
  liesIn,
  NO_SUCCESSORS,
  placesOf,
  rangesBeyond,
  rangesOf,
  territoryOf,
  type SuccessorMap,
} from './succession';

const [COUNTY, TOWN, OTHER_TOWN] = ['530424000000', '530424102000', '530424103000'].map(divisionCode) as [
  DivisionCode,
  DivisionCode,
  DivisionCode,
];
const [A, B, C, ELSEWHERE] = ['530424102201', '530424102202', '530424102205', '530424103201'].map(
  divisionCode,
) as [DivisionCode, DivisionCode, DivisionCode, DivisionCode];

const after = (...pairs: readonly (readonly [DivisionCode, DivisionCode])[]): SuccessorMap => new Map(pairs);

const rangesIn = (division: DivisionCode, successors: SuccessorMap) =>
  rangesOf(territoryOf(division, successors));

describe('a village whose place another took', () => {
  it('is counted in the other, and in all that lies above that', () => {
    expect(placesOf(A, after([A, ELSEWHERE]))).toEqual([
      ...[A, ELSEWHERE, OTHER_TOWN, COUNTY, '530400000000', '530000000000'],
    ]);
    expect(liesIn(A, OTHER_TOWN, after([A, ELSEWHERE]))).toBe(true);
    expect(liesIn(A, TOWN, after([A, ELSEWHERE]))).toBe(false);
    expect(liesIn(A, A, after([A, ELSEWHERE]))).toBe(true);
  });

  it('goes on with it into a third, and with others into one', () => {
    const chain = after([A, B], [B, ELSEWHERE], [C, ELSEWHERE]);
    expect([A, B, C].map((code) => countedAs(code, chain))).toEqual([ELSEWHERE, ELSEWHERE, ELSEWHERE]);
    expect(territoryOf(ELSEWHERE, chain)).toEqual({ counted: [ELSEWHERE, A, B, C], without: [] });
    expect(territoryOf(TOWN, chain)).toEqual({ counted: [TOWN], without: [A, B, C] });
    expect(territoryOf(COUNTY, chain)).toEqual({ counted: [COUNTY], without: [] });
  });

  it('follows its town into another, and leaves it where its own place was taken elsewhere', () => {
    const towns = after([OTHER_TOWN, TOWN]);
    expect(liesIn(ELSEWHERE, TOWN, towns)).toBe(true);
    expect(territoryOf(TOWN, towns)).toEqual({ counted: [TOWN, OTHER_TOWN], without: [] });
    const both = after([TOWN, OTHER_TOWN], [A, divisionCode('530424201201')]);
    expect(territoryOf(OTHER_TOWN, both)).toEqual({ counted: [OTHER_TOWN, TOWN], without: [A] });
  });

  it('stays where it is when the places of two were each said to be taken by the other', () => {
    const circle = after([A, B], [B, A]);
    expect(placesOf(A, circle)).toContain(TOWN);
    expect([countedAs(A, circle), countedAs(B, circle)]).toEqual([B, A]);
  });
});

describe('the codes of a report', () => {
  it('are one range where no place was taken, or none beyond the border', () => {
    expect(rangesIn(TOWN, NO_SUCCESSORS)).toEqual([{ from: TOWN, to: '530424103000' }]);
    expect(rangesIn(TOWN, after([A, B]))).toEqual([{ from: TOWN, to: '530424103000' }]);
  });

  it('are two neighbours in one range, and apart in two', () => {
    expect(rangesIn(B, after([A, B]))).toEqual([{ from: A, to: '530424102203' }]);
    expect(rangesIn(C, after([A, C]))).toEqual([
      { from: A, to: '530424102202' },
      { from: C, to: '530424102206' },
    ]);
  });

  it('leave out what has gone elsewhere', () => {
    expect(rangesIn(TOWN, after([B, ELSEWHERE]))).toEqual([
      { from: TOWN, to: B },
      { from: '530424102203', to: '530424103000' },
    ]);
    const [gained, whole] = [rangesIn(TOWN, NO_SUCCESSORS), rangesIn(TOWN, after([B, ELSEWHERE]))];
    expect(rangesBeyond(gained, whole)).toEqual([{ from: B, to: '530424102203' }]);
    expect(rangesBeyond(whole, gained)).toEqual([]);
  });

  const codes = ['530424', '530425'].flatMap((county) => [
    `${county}000000`,
    ...['101', '102', '103'].flatMap((town) => [
      `${county}${town}000`,
      ...['201', '202', '204'].map((village) => `${county}${town}${village}`),
    ]),
  ]);
  const all = codes.map(divisionCode);
  const ofLevel = (level: string) => all.filter((code) => levelOf(code) === level);
  const pair = fc
    .constantFrom('VILLAGE', 'VILLAGE', 'TOWN', 'COUNTY')
    .chain((level) => fc.tuple(fc.constantFrom(...ofLevel(level)), fc.constantFrom(...ofLevel(level))));

  it('are those that lie there, whatever took the place of what', () => {
    const property = fc.property(
      fc.array(pair, { maxLength: 8 }),
      fc.constantFrom(...all),
      (pairs, division) => {
        const successors = new Map(pairs.filter(([code, into]) => code !== into));
        const territory = territoryOf(division, successors);
        const ranges = rangesOf(territory);
        const under = (some: readonly DivisionCode[], code: DivisionCode) =>
          some.filter((one) => liesIn(code, one, NO_SUCCESSORS)).length;
        for (const code of all.filter((one) => levelOf(one) === 'VILLAGE')) {
          const lies = liesIn(code, division, successors);
          expect(ranges.some(({ from, to }) => from <= code && code < to)).toBe(lies);
          expect(under(territory.counted, code) - under(territory.without, code)).toBe(Number(lies));
        }
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
