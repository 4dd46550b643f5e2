import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEEPEST, isTooDeep } from './json-depth';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('the depth of a body', () => {
  it('is measured by what nests, whichever bracket', () => {
    expect(isTooDeep(nested(DEEPEST))).toBe(false);
    expect(isTooDeep(nested(DEEPEST + 1))).toBe(true);
    expect(isTooDeep('{"a":'.repeat(DEEPEST + 1))).toBe(true);
    expect(isTooDeep(`[${'{},'.repeat(1_000)}{}]`)).toBe(false);
  });

  it('takes no bracket in a text for one, however the text ends', () => {
    expect(isTooDeep(JSON.stringify({ text: '['.repeat(100) }))).toBe(false);
    expect(isTooDeep(JSON.stringify({ text: `\\"${'['.repeat(100)}\\` }))).toBe(false);
    expect(isTooDeep(`["\\\\",${'['.repeat(DEEPEST)}`)).toBe(true);
  });

  it('is that of the value for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 45 }), (value) => {
        expect(isTooDeep(JSON.stringify(value))).toBe(depthOf(value) > DEEPEST);
      }),
    );
  });
});
