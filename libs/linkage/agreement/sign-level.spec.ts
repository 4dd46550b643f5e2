import { describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { explainSpan, higherLevel, levelRequired, reachesLevel } from './sign-level';
import { HOME, known, SAME_CITY, SAME_COUNTY, SAME_TOWN } from './story';

const { signLevel } = known;
const ELSEWHERE = divisionCode('530302001001');

describe('the level that must sign (R11, golden case G5)', () => {
  it.each([
    ['VILLAGE', 'SAME_VILLAGE', [HOME]],
    ['TOWN', 'SAME_TOWN', [HOME, SAME_TOWN]],
    ['COUNTY', 'SAME_COUNTY', [HOME, SAME_TOWN, SAME_COUNTY]],
    ['CITY', 'CROSS_COUNTY', [HOME, SAME_TOWN, SAME_COUNTY, SAME_CITY]],
  ])('is %s where the villages are %s', (level, rule, villages) => {
    const { requiredLevel, explanation } = levelRequired(villages, signLevel);
    expect([requiredLevel, explanation.rule]).toEqual([level, rule]);
  });

  it('is not guessed where the parameter is silent on such a span', () => {
    expect(() => levelRequired([HOME, ELSEWHERE], signLevel)).toThrow(Refusal);
    expect(() => levelRequired([HOME, ELSEWHERE], signLevel)).toThrow('SIGN_LEVEL_NOT_CONFIGURED');
  });
});

describe('the explanation of a level', () => {
  it('names the villages because of which a lower level is not enough', () => {
    expect(explainSpan([HOME, SAME_TOWN, SAME_COUNTY], signLevel.source)).toEqual({
      rule: 'SAME_COUNTY',
      span: 'COUNTY',
      within: '530424000000',
      beyond: [SAME_COUNTY],
      source: signLevel.source,
    });
  });

  it('has nobody beyond where all live in one village', () => {
    expect(explainSpan([HOME], signLevel.source)).toMatchObject({ within: HOME, beyond: [] });
  });

  it('has no common division beyond a province', () => {
    const far = divisionCode('411423100201');
    expect(explainSpan([HOME, SAME_CITY, far], signLevel.source)).toMatchObject({
      ...{ rule: 'CROSS_CITY', span: 'NATION', within: null, beyond: [far] },
    });
  });
});

describe('levels', () => {
  it('compare from the village to the province', () => {
    expect(reachesLevel('COUNTY', 'TOWN')).toBe(true);
    expect(reachesLevel('TOWN', 'TOWN')).toBe(true);
    expect(reachesLevel('VILLAGE', 'TOWN')).toBe(false);
    expect(higherLevel('TOWN', 'COUNTY')).toBe('COUNTY');
  });
});
