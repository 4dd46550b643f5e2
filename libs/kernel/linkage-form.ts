import { LINKAGE_FORMS, TIGHTNESS_CLASSES } from './linkage';
import type { LinkageForm, Relation, TightnessClass } from './linkage';

export type FormIncome = 'WAGE' | 'OPERATING' | 'PROPERTY';

/** What glossary 1.6 says of a form: in which relations it may be used, how tight it binds, what income it brings. */
export interface FormTraits {
  readonly relations: readonly Relation[];
  /** `null` where the form says nothing of it (`OTHER`). Where it ranges, the loosest. */
  readonly tightness: TightnessClass | null;
  /** Income categories of the household; none where it saves cost or brings the household nothing by itself. */
  readonly income: readonly FormIncome[];
}

const contract = (relations: string, ...income: FormIncome[]): FormTraits =>
  traits(relations, 'CONTRACT', income);
const dividend = (relations: string, ...income: FormIncome[]): FormTraits =>
  traits(relations, 'DIVIDEND', income);
const equity = (relations: string, ...income: FormIncome[]): FormTraits =>
  traits(relations, 'EQUITY', income);

const traits = (
  relations: string,
  tightness: TightnessClass | null,
  income: readonly FormIncome[],
): FormTraits => ({ relations: relations.split(' ') as Relation[], tightness, income });

/** Glossary 1.6, the named and the sensible relations alike. */
export const FORM_TRAITS: Readonly<Record<LinkageForm, FormTraits>> = {
  ORDER_FARMING: contract('HC EC HE VE', 'OPERATING'),
  PROTECTED_PRICE_PURCHASE: contract('HC EC HE', 'OPERATING'),
  EXCLUSIVE_PURCHASE: contract('HC EC', 'OPERATING'),
  CONSIGNMENT_SALES: contract('HC EC HE', 'OPERATING'),
  MARKET_MATCHMAKING: contract('HC EC HE VE', 'OPERATING'),
  COMMISSIONED_PRODUCTION: contract('EC'),
  PRODUCTION_COOPERATION: contract('HC EC HE', 'OPERATING'),
  PRODUCTION_TRUSTEESHIP: contract('HC EC HE', 'OPERATING'),
  CUSTODIAL_PLANTING: contract('HC HE', 'OPERATING'),
  CUSTODIAL_REARING: contract('HC HE', 'OPERATING'),
  RAW_MATERIAL_BASE: contract('EC HE VE'),
  LAND_TRANSFER: contract('HC EC HE VE VH', 'PROPERTY'),
  HOUSE_LEASE: contract('HC HE VE', 'PROPERTY'),
  LABOUR_EMPLOYMENT: contract('HC HE', 'WAGE'),
  LABOUR_COOPERATION: contract('HC EC HE', 'WAGE'),
  PUBLIC_WELFARE_POST: contract('VH', 'WAGE'),
  CHAIN_EXTENSION_JOBS: contract('HC HE', 'WAGE'),
  SHARE_COOPERATION: equity('HC EC HE VE', 'PROPERTY'),
  FISCAL_FUND_EQUITY: equity('HC HE VE VH', 'PROPERTY'),
  ASSET_SHARE_QUANTIFICATION: equity('HC HE VH', 'PROPERTY'),
  PROFIT_DIVIDEND: dividend('HC EC HE VE VH', 'PROPERTY'),
  COLLECTIVE_SECONDARY_DISTRIBUTION: dividend('VH', 'PROPERTY', 'WAGE'),
  REMOTE_INVESTMENT_DIVIDEND: dividend('VE VH', 'PROPERTY'),
  PARTICIPATORY_OPERATION: contract('HC HE', 'OPERATING'),
  INDUSTRY_DRIVE: contract('HC HE VH', 'OPERATING'),
  COURTYARD_ECONOMY: contract('HC HE', 'OPERATING'),
  SOCIALIZED_SERVICE: contract('HC EC HE'),
  TECHNICAL_SERVICE: contract('HC EC HE'),
  ASSET_TRANSFER: equity('EC'),
  INDUSTRY_CONSORTIUM: contract('HC EC HE', 'OPERATING', 'PROPERTY'),
  SURPLUS_DISTRIBUTION: equity('HC', 'OPERATING', 'PROPERTY'),
  OTHER: traits('HC EC HE VE VH', null, []),
};

/** The forms that the relation does not know. */
export const formsNotAllowed = (forms: readonly LinkageForm[], relation: Relation): readonly LinkageForm[] =>
  forms.filter((form) => !FORM_TRAITS[form].relations.includes(relation));

/** A linkage is as tight as its tightest form; the loosest class where no form says. */
export const tightnessOf = (forms: readonly LinkageForm[]): TightnessClass =>
  TIGHTNESS_CLASSES.findLast((tightness) =>
    forms.some((form) => FORM_TRAITS[form].tightness === tightness),
  ) ?? 'CONTRACT';

/** Income categories the forms bring a household, each once. */
export const incomeOf = (forms: readonly LinkageForm[]): readonly FormIncome[] => [
  ...new Set(forms.flatMap((form) => FORM_TRAITS[form].income)),
];

/** The forms in the order of the glossary, so that the same set is always the same list. */
export const inOrder = (forms: readonly LinkageForm[]): readonly LinkageForm[] =>
  LINKAGE_FORMS.filter((form) => forms.includes(form));
