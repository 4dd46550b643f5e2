import type { Filter } from '@read-store/read-store';
import type { HouseholdDossier } from './knowledge';

export { COMPARISONS, OUTCOMES, type Comparison, type Outcome } from './comparison';
export { CATEGORIES, type Category } from './contribution';
export { basisIn, GROWTH_ITEMS, type GrowthItem } from './growth';
export { GROWTH_SIDES, grownHousehold, printedHousehold, type GrowthSide } from './growth-line';
export { comparedHousehold, placeOf, registeredHousehold, type Asking } from './household-list';
export type { HouseholdDossier } from './knowledge';

/** Which dossiers to go through, and what each becomes; null leaves it out. */
export interface Scan<Line extends object> {
  readonly filter: Filter;
  readonly row: (dossier: HouseholdDossier) => Line | null;
}

/** Rows of the dossiers until there is no room, the last one looked at, and whether others were left. */
export const taken = <Line extends object>(
  dossiers: readonly HouseholdDossier[],
  row: Scan<Line>['row'],
  room: number,
): { readonly items: readonly Line[]; readonly last: string | null; readonly isCut: boolean } => {
  const items: Line[] = [];
  let last: string | null = null;
  for (const dossier of dossiers) {
    if (items.length === room) return { items, last, isCut: true };
    const made = row(dossier);
    if (made !== null) items.push(made);
    last = dossier.id;
  }
  return { items, last, isCut: false };
};
