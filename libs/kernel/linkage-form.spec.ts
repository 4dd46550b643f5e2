import { describe, expect, it } from '@jest/globals';
import { LINKAGE_FORMS, type LinkageForm, type Relation } from './linkage';
import { FORM_TRAITS, formsNotAllowed, incomeOf, inOrder, tightnessOf } from './linkage-form';

const countOf = (relation: Relation) =>
  LINKAGE_FORMS.filter((form) => FORM_TRAITS[form].relations.includes(relation)).length;

/** Glossary 1.6, cell by cell: which form may be used in which relation. */
const TABLE = `
                                    HC  EC  HE  VE  VH
  ORDER_FARMING                     x   x   x   x   .
  PROTECTED_PRICE_PURCHASE          x   x   x   .   .
  EXCLUSIVE_PURCHASE                x   x   .   .   .
  CONSIGNMENT_SALES                 x   x   x   .   .
  MARKET_MATCHMAKING                x   x   x   x   .
  COMMISSIONED_PRODUCTION           .   x   .   .   .
  PRODUCTION_COOPERATION            x   x   x   .   .
  PRODUCTION_TRUSTEESHIP            x   x   x   .   .
  CUSTODIAL_PLANTING                x   .   x   .   .
  CUSTODIAL_REARING                 x   .   x   .   .
  RAW_MATERIAL_BASE                 .   x   x   x   .
  LAND_TRANSFER                     x   x   x   x   x
  HOUSE_LEASE                       x   .   x   x   .
  LABOUR_EMPLOYMENT                 x   .   x   .   .
  LABOUR_COOPERATION                x   x   x   .   .
  PUBLIC_WELFARE_POST               .   .   .   .   x
  CHAIN_EXTENSION_JOBS              x   .   x   .   .
  SHARE_COOPERATION                 x   x   x   x   .
  FISCAL_FUND_EQUITY                x   .   x   x   x
  ASSET_SHARE_QUANTIFICATION        x   .   x   .   x
  PROFIT_DIVIDEND                   x   x   x   x   x
  COLLECTIVE_SECONDARY_DISTRIBUTION .   .   .   .   x
  REMOTE_INVESTMENT_DIVIDEND        .   .   .   x   x
  PARTICIPATORY_OPERATION           x   .   x   .   .
  INDUSTRY_DRIVE                    x   .   x   .   x
  COURTYARD_ECONOMY                 x   .   x   .   .
  SOCIALIZED_SERVICE                x   x   x   .   .
  TECHNICAL_SERVICE                 x   x   x   .   .
  ASSET_TRANSFER                    .   x   .   .   .
  INDUSTRY_CONSORTIUM               x   x   x   .   .
  SURPLUS_DISTRIBUTION              x   .   .   .   .
  OTHER                             x   x   x   x   x
`;

const [header = '', ...lines] = TABLE.trim().split('\n');
const relations = header.trim().split(/\s+/) as Relation[];
const cells = lines.flatMap((line) => {
  const [form, ...marks] = line.trim().split(/\s+/);
  return relations.map((relation, index) => [form as LinkageForm, relation, marks[index] === 'x'] as const);
});

describe('each cell of the table of forms and relations', () => {
  it('is there: 32 forms by 5 relations', () => {
    expect([...new Set(cells.map(([form]) => form))]).toEqual(LINKAGE_FORMS);
    expect(cells).toHaveLength(160);
  });

  it.each(cells)('%s in %s: %s', (form, relation, isAllowed) => {
    expect(formsNotAllowed([form], relation)).toEqual(isAllowed ? [] : [form]);
  });
});

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
