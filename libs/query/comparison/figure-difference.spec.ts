import { describe, expect, it } from '@jest/globals';
import { changedFigures, changedParameters } from './figure-difference';

const figure = (numerator: number, met: boolean | null = null) => ({
  ...{ numerator, denominator: 4, ratioText: `${numerator * 25}.00`, met },
  listRef: { numerator: `/list?${numerator}`, denominator: '/list' },
});
const target = (numerator: number) => ({
  key: 'coverage.target',
  value: { numerator, denominator: 100 },
  source: '一',
});

describe('two answers to one question', () => {
  it('differ by the figures that are not the same, wherever they stand', () => {
    const then = { double: figure(4, true), growth: [figure(1), figure(2)], decline: figure(0) };
    const now = { double: figure(3, false), growth: [figure(1), figure(3)], decline: figure(0) };
    expect(changedFigures(then, now)).toEqual([
      {
        path: '/double',
        then: { numerator: 4, denominator: 4, ratioText: '100.00', met: true },
        now: { numerator: 3, denominator: 4, ratioText: '75.00', met: false },
      },
      expect.objectContaining({ path: '/growth/1' }),
    ]);
  });

  it('differ by a figure that one of them lacks', () => {
    expect(changedFigures({}, { double: figure(1) })).toMatchObject([{ path: '/double', then: null }]);
  });

  it('differ by the parameters that they rest on', () => {
    const then = { parameters: [target(100)], double: { parameter: target(100) } };
    expect(changedParameters(then, then)).toEqual([]);
    expect(changedParameters(then, { parameters: [target(98)] })).toEqual([
      { key: 'coverage.target', then: target(100), now: target(98) },
    ]);
  });
});
