import { describe, expect, it } from '@jest/globals';
import { phoneDigits } from './phone-no';

describe('a phone number', () => {
  it.each([
    '13800000001',
    '138 0000 0001',
    '138-0000-0001',
    '+86 13800000001',
    '１３８ ００００ ０００１',
    '008613800000001',
  ])('is the same written as %s', (written) => expect(phoneDigits(written)).toBe('13800000001'));

  it('of a place keeps its area, and what looks like a country is not taken from it', () => {
    expect(phoneDigits('(0877) 6661234')).toBe('08776661234');
    expect(phoneDigits('+86 0877 6661234')).toBe('08776661234');
    expect(phoneDigits('8612345')).toBe('8612345');
  });

  it.each(['', '无', '12 34 56'])('is not %j', (written) => expect(phoneDigits(written)).toBeNull());
});
