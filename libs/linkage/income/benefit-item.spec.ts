import { describe, expect, it } from '@jest/globals';
import { FORM_TRAITS } from '@kernel/linkage-form';
import { INDUSTRIES, LINKAGE_FORMS, type Industry, type LinkageForm } from '@kernel/linkage';
import { itemOf, refundItem, type FormCategory } from './benefit-item';

describe('the line of the sheet on which a benefit is booked', () => {
  it.each<[LinkageForm, Industry, FormCategory, string | null]>([
    ['ORDER_FARMING', 'FRUIT', 'OPERATING', 'b3'],
    ['ORDER_FARMING', 'TOBACCO', 'OPERATING', 'b1'],
    ['CUSTODIAL_REARING', 'LIVESTOCK', 'OPERATING', 'b2'],
    ['CUSTODIAL_REARING', 'LIVESTOCK', 'PROPERTY', 'c4'],
    ['CUSTODIAL_PLANTING', 'FRUIT', 'PROPERTY', 'c4'],
    ['COURTYARD_ECONOMY', 'RURAL_TOURISM', 'OPERATING', 'b4'],
    ['LAND_TRANSFER', 'FRUIT', 'PROPERTY', 'c2'],
    ['HOUSE_LEASE', 'TOURISM_LODGING', 'PROPERTY', 'c5'],
    ['SHARE_COOPERATION', 'FRUIT', 'PROPERTY', 'c1'],
    ['LABOUR_EMPLOYMENT', 'FRUIT', 'WAGE', 'a1'],
    ['PUBLIC_WELFARE_POST', 'FRUIT', 'WAGE', 'a4'],
    ['OTHER', 'FRUIT', 'TRANSFER', 'd6'],
    ['TECHNICAL_SERVICE', 'FRUIT', 'NONE', null],
  ])('of %s in %s that counts as %s is %s', (form, industry, category, item) => {
    expect(itemOf(category, { form, industry })).toBe(item);
  });

  const LETTERS = { WAGE: 'a', OPERATING: 'b', PROPERTY: 'c' } as const;

  it('lies in the category that the place decided, whatever form and industry', () => {
    const cases = LINKAGE_FORMS.flatMap((form) =>
      INDUSTRIES.flatMap((industry) =>
        FORM_TRAITS[form].income.map((category) => ({ category, booked: { form, industry } })),
      ),
    );
    for (const { category, booked } of cases) expect(itemOf(category, booked)?.[0]).toBe(LETTERS[category]);
  });
});

describe('the line of the sheet for a refund by volume', () => {
  it.each<[readonly Industry[], string]>([
    [['FRUIT'], 'b3'],
    [['FRUIT', 'GRAPE'], 'b3'],
    [['VEGETABLE'], 'b1'],
    [['LIVESTOCK'], 'b2'],
    [['FRUIT', 'LIVESTOCK'], 'b4'],
    [[], 'b4'],
  ])('of a household that is bound in %j is %s', (industries, item) => {
    expect(refundItem(industries)).toBe(item);
  });
});
