import { describe, expect, it } from '@jest/globals';
import { usccCheck, usccFault } from './uscc';

describe('a unified social credit code', () => {
  it.each([
    ['the worked code of the standard', '91350100M000100Y43', null],
    ['one digit changed', '91350100M000100Y44', 'CHECK_DIGIT'],
    ['17 characters', '91350100M000100Y4', 'FORM'],
    ['a letter that the alphabet leaves out', '91350100I000100Y43', 'FORM'],
    ['lower case', '91350100m000100y43', 'FORM'],
  ])('%s', (_what, uscc, fault) => {
    expect(usccFault(uscc)).toBe(fault);
  });

  it('ends in 0 where the sum is a multiple of 31', () => {
    const zeroSum = '00000000000000000';
    expect(usccCheck(zeroSum)).toBe('0');
    expect(usccFault(`${zeroSum}0`)).toBeNull();
  });
});
