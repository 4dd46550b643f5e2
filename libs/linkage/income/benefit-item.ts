import type { IncomeItem, Industry, LinkageForm } from '@kernel/linkage';
import { tightnessOf } from '@kernel/linkage-form';

/** What `income.categoryByForm` says of a form; NONE where it brings the household no income by itself. */
export type FormCategory = 'WAGE' | 'OPERATING' | 'PROPERTY' | 'TRANSFER' | 'NONE';

/** A benefit as the entity has booked it. */
export interface Booked {
  readonly form: LinkageForm;
  readonly industry: Industry;
}

const PLANTING: readonly Industry[] = [
  ...(['TOBACCO', 'VEGETABLE', 'MEDICINAL_HERB', 'EDIBLE_FUNGI', 'PEANUT', 'SPECIAL_PLANTING'] as const),
];
const REARING: readonly Industry[] = ['LIVESTOCK', 'ECO_BREEDING', 'SPECIAL_BREEDING'];
const ORCHARD: readonly Industry[] = ['FRUIT', 'GRAPE', 'FOREST_FRUIT', 'CRISP_PEAR'];

/** 其他经营 */
const OTHER_OPERATING: IncomeItem = 'b4';

const operatingItem = (industry: Industry): IncomeItem => {
  if (PLANTING.includes(industry)) return 'b1';
  if (REARING.includes(industry)) return 'b2';
  return ORCHARD.includes(industry) ? 'b3' : OTHER_OPERATING;
};

/** A refund by volume is operating income (glossary 1.6, 31) of what the household grows for the cooperative, where that is one thing. */
export const refundItem = (industries: readonly Industry[]): IncomeItem => {
  const [item = OTHER_OPERATING, ...others] = new Set(industries.map(operatingItem));
  return others.length === 0 ? item : OTHER_OPERATING;
};

const PROPERTY_ITEMS: { readonly [Form in LinkageForm]?: IncomeItem } = {
  LAND_TRANSFER: 'c2',
  CUSTODIAL_PLANTING: 'c4',
  CUSTODIAL_REARING: 'c4',
};

const propertyItem = ({ form }: Booked): IncomeItem =>
  PROPERTY_ITEMS[form] ?? (tightnessOf([form]) === 'CONTRACT' ? 'c5' : 'c1');

/** The line of the sheet on which a place books a benefit (glossary 1.8); null where it books it nowhere. */
export const itemOf = (category: FormCategory, booked: Booked): IncomeItem | null => {
  switch (category) {
    case 'WAGE':
      return booked.form === 'PUBLIC_WELFARE_POST' ? 'a4' : 'a1';
    case 'OPERATING':
      return operatingItem(booked.industry);
    case 'PROPERTY':
      return propertyItem(booked);
    case 'TRANSFER':
      return 'd6';
    case 'NONE':
      return null;
  }
};
