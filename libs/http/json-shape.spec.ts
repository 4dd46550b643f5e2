import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEEPEST, MOST_VALUES, shapeFault, WIDEST } from './json-shape';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of a body', () => {
  it('is measured by what nests, whichever bracket', () => {
    expect(shapeFault(nested(DEEPEST))).toBeNull();
    expect(shapeFault(nested(DEEPEST + 1))).toBe('BODY_TOO_DEEP');
    expect(shapeFault('{"a":'.repeat(DEEPEST + 1))).toBe('BODY_TOO_DEEP');
    expect(shapeFault(`[${'{},'.repeat(1_000)}{}]`)).toBeNull();
  });

  it('takes no bracket in a text for one, however the text ends', () => {
    expect(shapeFault(JSON.stringify({ text: '['.repeat(100) }))).toBeNull();
    expect(shapeFault(JSON.stringify({ text: `\\"${'['.repeat(100)}\\` }))).toBeNull();
    expect(shapeFault(`["\\\\",${'['.repeat(DEEPEST)}`)).toBe('BODY_TOO_DEEP');
  });

  it('is that of the value for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 45 }), (value) => {
        expect(shapeFault(JSON.stringify(value)) === null).toBe(depthOf(value) <= DEEPEST);
      }),
    );
  });
});

describe('the number of values of a body', () => {
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  const list = (count: number): string => JSON.stringify(numbers(count).map(() => ',,'));
  const object = (count: number): string =>
    JSON.stringify(Object.fromEntries(numbers(count).map((n) => [`k${String(n)}`, n])));

  it('is bounded in every list and object', () => {
    for (const made of [list, object])
      for (const wrapped of [made, (count: number) => `{"a":[1,${made(count)}]}`]) {
        expect(shapeFault(wrapped(WIDEST))).toBeNull();
        expect(shapeFault(wrapped(WIDEST + 1))).toBe('BODY_OF_TOO_MANY');
      }
  });

  it('is bounded in all of them together', () => {
    const lists = (count: number): string =>
      `[${numbers(count)
        .map(() => list(WIDEST))
        .join()}]`;
    expect(shapeFault(lists(MOST_VALUES / WIDEST))).toBeNull();
    expect(shapeFault(lists(MOST_VALUES / WIDEST + 1))).toBe('BODY_OF_TOO_MANY');
  });
});
