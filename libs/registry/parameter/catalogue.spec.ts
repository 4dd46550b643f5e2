import { describe, expect, it } from '@jest/globals';
import type { Json } from '@kernel/json';
import { CATALOGUE, PARAMETER_KEYS, type ParameterKey } from './catalogue';

type Refused = readonly [key: ParameterKey, value: Json, why: string];

describe('the catalogue of policy parameters', () => {
  it.each(PARAMETER_KEYS.filter((key) => CATALOGUE[key].offered !== null))(
    'offers for %s a value it takes',
    (key) => {
      const { accepts, offered } = CATALOGUE[key];
      expect(accepts(offered)).toBe(true);
    },
  );

  it.each(PARAMETER_KEYS)('does not take nonsense for %s', (key) => {
    for (const nonsense of [null, 'nonsense', -1, 0.5, { nonsense: true }])
      expect(CATALOGUE[key].accepts(nonsense)).toBe(false);
  });

  it.each([
    ['evaluation.indicators', { HOUSEHOLDS_LED: 60, BENEFITS_PAID: 39 }, 'weights that do not sum to 100'],
    ['coverage.target', { numerator: 1, denominator: 0 }, 'a ratio over nothing'],
    ['collection.window', '10-31..10-01', 'a window that ends before it begins'],
    ['coverage.targetCategories', ['ALLEVIATED', 'ALLEVIATED'], 'a word twice'],
    ['agreement.signLevel', { SAME_VILLAGE: 'NATION' }, 'a level that does not sign'],
  ] as const satisfies readonly Refused[])('%s refuses %j: %s', (...[key, value]: Refused) => {
    expect(CATALOGUE[key].accepts(value)).toBe(false);
  });
});
