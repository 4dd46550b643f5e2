import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, isUuid } from './ids';

describe('a derived id', () => {
  it.each([
    [['household', '530424001'], 'b2fc2858-805e-5132-8f42-63c4f34429e7'],
    [['command', 0], '12569952-1f51-5d92-afeb-d5acdf96be04'],
    [['双绑', '华宁县'], '96976e1f-c0c6-56fb-a58e-75a3e3c5fe24'],
    [[], 'cd341910-ed55-5e73-aea4-6485cc9a4de3'],
  ])('of %j is %s for ever', (parts, id) => {
    expect(derivedId(...parts)).toBe(id);
  });

  it('is a UUID of version 5', () => {
    expect(derivedId('a')).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    fc.assert(fc.property(fc.array(fc.string()), (parts) => isUuid(derivedId(...parts))));
  });

  it('keeps its parts apart', () => {
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('a')).not.toBe(derivedId('a', ''));
  });
});

describe('a UUID', () => {
  it.each([
    '',
    'x',
    '6d9d2f0c5b0e5a7e9f333c1a64c2a6f1',
    '6D9D2F0C-5B0E-5A7E-9F33-3C1A64C2A6F1',
    '00000000-0000-0000-0000-000000000000',
  ])('is not %p', (text) => {
    expect(isUuid(text)).toBe(false);
  });

  it('is lower-case text of any version', () => {
    expect(isUuid('6d9d2f0c-5b0e-4a7e-9f33-3c1a64c2a6f1')).toBe(true);
    expect(isUuid(null)).toBe(false);
  });
});
