import { describe, expect, it } from '@jest/globals';
import { Refusal, require, requireAll, unmet } from './refusal';

const refusalOf = (rule: () => void): Refusal => {
  try {
    rule();
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal;
  }
  throw new Error('nothing was refused');
};

describe('a refusal', () => {
  it('carries a code, what it is about and the field it names', () => {
    const refusal = refusalOf(() => {
      require(false, 'SIGN_LEVEL_TOO_LOW', { required: 'TOWN' }, '/level');
    });
    expect(refusal.code).toBe('SIGN_LEVEL_TOO_LOW');
    expect(refusal.unmet).toEqual([
      { code: 'SIGN_LEVEL_TOO_LOW', params: { required: 'TOWN' }, pointer: '/level' },
    ]);
  });

  it('does not come where the condition holds', () => {
    expect(() => {
      require(true, 'NEVER');
    }).not.toThrow();
    expect(() => requireAll(false, null, undefined)).not.toThrow();
  });

  it('names all independent conditions together, in the order of precedence', () => {
    const refusal = refusalOf(() => requireAll(unmet('FIRST'), false, unmet('SECOND', { n: 2 }), null));
    expect(refusal.unmet).toEqual([
      { code: 'FIRST', params: {} },
      { code: 'SECOND', params: { n: 2 } },
    ]);
    expect(refusal.code).toBe('FIRST');
    expect(refusal.message).toBe('FIRST, SECOND');
  });

  it('is an error by name, so that the edge can tell it from a bug', () => {
    expect(new Refusal('NO')).toBeInstanceOf(Error);
    expect(new Refusal('NO').name).toBe('Refusal');
  });
});
