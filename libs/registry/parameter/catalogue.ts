import { INCOME_PARAMETERS } from './catalogue-income';
import { LINKAGE_PARAMETERS } from './catalogue-linkage';
import { OVERSIGHT_PARAMETERS } from './catalogue-oversight';
import { PRIVACY_PARAMETERS } from './catalogue-privacy';

/** Every number and set that a place may decide (domain/3-rules 3.2). */
export const CATALOGUE = {
  ...LINKAGE_PARAMETERS,
  ...INCOME_PARAMETERS,
  ...OVERSIGHT_PARAMETERS,
  ...PRIVACY_PARAMETERS,
} as const;

export type ParameterKey = keyof typeof CATALOGUE;

export const PARAMETER_KEYS = Object.keys(CATALOGUE) as readonly ParameterKey[];

export const isCatalogued = (key: string): key is ParameterKey => Object.hasOwn(CATALOGUE, key);

/** Of those keys the catalogue offers a county that begins a value. */
export const OFFERED_KEYS: readonly ParameterKey[] = PARAMETER_KEYS.filter(
  (key) => CATALOGUE[key].offered !== null,
);
