import { describe, expect, it } from '@jest/globals';
import { preJudge } from './industry-match';

describe('the pre-judgement of the industry (R04)', () => {
  it('is a mismatch for a plan of livestock and a cooperative of fruit and vegetables', () => {
    expect(preJudge(['LIVESTOCK'], ['FRUIT', 'VEGETABLE'], ['ORDER_FARMING'])).toBe('MISMATCHED');
  });

  it('is a match for the same two once the form is employment, which is industry-neutral', () => {
    expect(preJudge(['LIVESTOCK'], ['FRUIT', 'VEGETABLE'], ['LABOUR_EMPLOYMENT'])).toBe('MATCHED');
  });

  it('stays a mismatch where employment is only one of the forms', () => {
    expect(preJudge(['LIVESTOCK'], ['FRUIT'], ['LABOUR_EMPLOYMENT', 'ORDER_FARMING'])).toBe('MISMATCHED');
  });

  it('is a match where one industry is common', () => {
    expect(preJudge(['LIVESTOCK', 'FRUIT'], ['FRUIT', 'VEGETABLE'], ['ORDER_FARMING'])).toBe('MATCHED');
  });

  it('needs a person where the plan is empty or the entity names no industry', () => {
    expect(preJudge([], ['FRUIT'], ['ORDER_FARMING'])).toBe('NEEDS_REVIEW');
    expect(preJudge(['FRUIT'], [], ['ORDER_FARMING'])).toBe('NEEDS_REVIEW');
  });
});
