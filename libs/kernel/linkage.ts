/** Words that several contexts share, glossary 1.3, 1.6–1.8. The order of a list is the order of the glossary. */

export const INDUSTRIES = [
  'TOBACCO',
  'LIVESTOCK',
  'FRUIT',
  'VEGETABLE',
  'MEDICINAL_HERB',
  'EDIBLE_FUNGI',
  'FOOD_PROCESSING',
  'GRAPE',
  'ECO_BREEDING',
  'PEANUT',
  'LEISURE_TOURISM',
  'CHARACTER_VILLAGE',
  'E_COMMERCE',
  'FOREST_FRUIT',
  'LEISURE_AGRICULTURE',
  'PROCESSING',
  'PHOTOVOLTAIC',
  'HYDROPOWER',
  'RURAL_TOURISM',
  'RATTAN_WEAVING',
  'CRISP_PEAR',
  'SPECIAL_PLANTING',
  'SPECIAL_BREEDING',
  'SPECIAL_FOOD',
  'SPECIAL_HANDICRAFT',
  'TOURISM_LODGING',
  'TOURISM_TOUR',
  'TOURISM_FOOD',
  'TOURISM_SHOP',
  'TOURISM_FUN',
  'COURTYARD',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

export const ENTITY_KINDS = [
  'LEADING_ENTERPRISE',
  'ASSISTANCE_ENTERPRISE',
  'COOPERATIVE',
  'COOPERATIVE_UNION',
  'FAMILY_FARM',
  'AGRI_PARK',
  'LARGE_GROWER',
  'VILLAGE_COLLECTIVE',
  'WORKSHOP',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** From the lowest to the highest; "at least" compares places in this list. */
export const LEADING_LEVELS = ['CULTIVATED', 'COUNTY', 'MUNICIPAL', 'PROVINCIAL', 'NATIONAL'] as const;
export type LeadingLevel = (typeof LEADING_LEVELS)[number];

/** HC household–cooperative, EC enterprise–cooperative, HE household–enterprise, VE collective–entity, VH collective–household. */
export type Relation = 'HC' | 'EC' | 'HE' | 'VE' | 'VH';

export const LINKAGE_FORMS = [
  'ORDER_FARMING',
  'PROTECTED_PRICE_PURCHASE',
  'EXCLUSIVE_PURCHASE',
  'CONSIGNMENT_SALES',
  'MARKET_MATCHMAKING',
  'COMMISSIONED_PRODUCTION',
  'PRODUCTION_COOPERATION',
  'PRODUCTION_TRUSTEESHIP',
  'CUSTODIAL_PLANTING',
  'CUSTODIAL_REARING',
  'RAW_MATERIAL_BASE',
  'LAND_TRANSFER',
  'HOUSE_LEASE',
  'LABOUR_EMPLOYMENT',
  'LABOUR_COOPERATION',
  'PUBLIC_WELFARE_POST',
  'CHAIN_EXTENSION_JOBS',
  'SHARE_COOPERATION',
  'FISCAL_FUND_EQUITY',
  'ASSET_SHARE_QUANTIFICATION',
  'PROFIT_DIVIDEND',
  'COLLECTIVE_SECONDARY_DISTRIBUTION',
  'REMOTE_INVESTMENT_DIVIDEND',
  'PARTICIPATORY_OPERATION',
  'INDUSTRY_DRIVE',
  'COURTYARD_ECONOMY',
  'SOCIALIZED_SERVICE',
  'TECHNICAL_SERVICE',
  'ASSET_TRANSFER',
  'INDUSTRY_CONSORTIUM',
  'SURPLUS_DISTRIBUTION',
  'OTHER',
] as const;
export type LinkageForm = (typeof LINKAGE_FORMS)[number];

/** Forms that bring a household little when they stand alone (glossary 1.6): only these can be counted apart. */
export const WEAKER_FORMS = [
  'MARKET_MATCHMAKING',
  'SOCIALIZED_SERVICE',
  'TECHNICAL_SERVICE',
] as const satisfies readonly LinkageForm[];
export type WeakerForm = (typeof WEAKER_FORMS)[number];

/** 联结紧密度, from loose to tight. */
export const TIGHTNESS_CLASSES = ['CONTRACT', 'DIVIDEND', 'EQUITY'] as const;
export type TightnessClass = (typeof TIGHTNESS_CLASSES)[number];

export const DISTRIBUTION_MODES = [
  'FIXED_RENT',
  'GUARANTEED',
  'SHARE_BASED',
  'GUARANTEED_PLUS_SHARE',
  'PATRONAGE_REFUND',
  'SECONDARY_REBATE',
  'SECONDARY_DISTRIBUTION',
  'PIECE_WAGE',
  'TIME_WAGE',
  'POST_WAGE',
  'PRODUCT_PRICE',
  'IN_KIND',
  'SUBSIDY',
] as const;
export type DistributionMode = (typeof DISTRIBUTION_MODES)[number];

const OF_DIVIDENDS: readonly DistributionMode[] = [
  'GUARANTEED',
  'SHARE_BASED',
  'GUARANTEED_PLUS_SHARE',
  'PATRONAGE_REFUND',
];

/** A distribution pays it; what any other mode brings is a rent, a wage or a price. */
export const paysDividends = (mode: DistributionMode): boolean => OF_DIVIDENDS.includes(mode);

export const CONTRIBUTION_KINDS = [
  'CASH',
  'LAND_MANAGEMENT_RIGHT',
  'FOREST_RIGHT',
  'HOUSE',
  'EQUIPMENT',
  'TECHNOLOGY',
  'LABOUR',
  'RESOURCE',
  'FISCAL_FUND_QUOTA',
  'COLLECTIVE_ASSET_QUOTA',
  'COLLECTIVE_INCOME_RIGHT',
] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** Item codes of the quarterly income sheet: a wages, b operating income, c property, d transfers, e operating expense. */
export const INCOME_ITEMS = [
  'a1',
  'a2',
  'a3',
  'a4',
  'a5',
  'b1',
  'b2',
  'b3',
  'b4',
  'c1',
  'c2',
  'c3',
  'c4',
  'c5',
  'd1',
  'd2',
  'd3',
  'd4',
  'd5',
  'd6',
  'e1',
  'e2',
  'e3',
  'e4',
] as const;
export type IncomeItem = (typeof INCOME_ITEMS)[number];
