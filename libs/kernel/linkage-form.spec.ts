import { describe, expect, it } from '@jest/globals';
import { LINKAGE_FORMS, type Relation } from './linkage';
import { FORM_TRAITS, formsNotAllowed, incomeOf, inOrder, tightnessOf } from './linkage-form';

const countOf = (relation: Relation) =>
  LINKAGE_FORMS.filter((form) => FORM_TRAITS[form].relations.includes(relation)).length;

describe('the forms of glossary 1.6', () => {
  it('are allowed as often as the table has marks in each column', () => {
    expect((['HC', 'EC', 'HE', 'VE', 'VH'] as const).map(countOf)).toEqual([26, 18, 25, 10, 9]);
  });

  it('tells the forms that a relation does not know', () => {
    expect(formsNotAllowed(['ORDER_FARMING', 'PUBLIC_WELFARE_POST', 'ASSET_TRANSFER'], 'HC')).toEqual([
      'PUBLIC_WELFARE_POST',
      'ASSET_TRANSFER',
    ]);
  });

  it('makes a linkage as tight as its tightest form', () => {
    expect(tightnessOf(['ORDER_FARMING'])).toBe('CONTRACT');
    expect(tightnessOf(['ORDER_FARMING', 'PROFIT_DIVIDEND'])).toBe('DIVIDEND');
    expect(tightnessOf(['SHARE_COOPERATION', 'PROFIT_DIVIDEND', 'OTHER'])).toBe('EQUITY');
    expect(tightnessOf(['OTHER'])).toBe('CONTRACT');
  });

  it('names each income category once', () => {
    expect(
      incomeOf(['LABOUR_EMPLOYMENT', 'LABOUR_COOPERATION', 'LAND_TRANSFER', 'TECHNICAL_SERVICE']),
    ).toEqual(['WAGE', 'PROPERTY']);
  });

  it('puts the same set into the same order', () => {
    expect(inOrder(['OTHER', 'LAND_TRANSFER', 'ORDER_FARMING'])).toEqual([
      'ORDER_FARMING',
      'LAND_TRANSFER',
      'OTHER',
    ]);
  });
});
