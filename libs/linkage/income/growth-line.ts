import { sidesOf, totalOf, type Comparison, type Outcome, type Place, type Total } from './comparison';
import { amountIn, basisFor, type GrowthBasis, type GrowthItem } from './growth';
import { comparedHousehold, meant, named, type Asking, type NamedHousehold } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { yearBefore, yearToDate, type Period } from './period';

/** Who counts for the year, and who for the year before: the numerator of a growth has both, its denominator the second. */
export const GROWTH_SIDES = ['CURRENT', 'BASE'] as const;
export type GrowthSide = (typeof GROWTH_SIDES)[number];

/** A household behind a growth with all that it earned. */
export interface GrowthLine extends NamedHousehold {
  /** Null where it is not counted on that side. */
  readonly current: Total | null;
  readonly base: Total | null;
}

interface Counted {
  readonly place: Place;
  readonly total: Total;
}

/** By its place and groups at the end of that period. */
const countedIn = (dossier: HouseholdDossier, asking: Asking, period: Period): Counted | null => {
  const found = meant(dossier, asking, period);
  const total = found && totalOf(found.known, yearToDate(period));
  return found && total && { place: found.place, total };
};

/** Null where the household counts on neither side. */
export const growthLine = (
  dossier: HouseholdDossier,
  asking: Asking,
  panel: GrowthBasis['panel'],
): GrowthLine | null => {
  if (panel === 'SAME_PANEL') return ofSamePanel(dossier, asking);
  const current = countedIn(dossier, asking, asking.period);
  const base = countedIn(dossier, asking, yearBefore(asking.period));
  const place = (current ?? base)?.place;
  if (place === undefined) return null;
  return { ...named(dossier, place), current: current && current.total, base: base && base.total };
};

/** Both years earned by the same household, counted where it is now. */
const ofSamePanel = (dossier: HouseholdDossier, asking: Asking): GrowthLine | null => {
  const found = meant(dossier, asking);
  if (found === null) return null;
  const { current, base, splitOn } = sidesOf(found.known, asking.period, 'YOY_CUMULATIVE');
  if (current === null || base === null || splitOn !== null) return null;
  return { ...named(dossier, found.place), current, base };
};

interface Wanted {
  readonly item: GrowthItem;
  /** As a place decided it. */
  readonly basis: GrowthBasis;
  /** Either of them where absent. */
  readonly side?: GrowthSide | undefined;
}

/** Null on the side where it is not counted. */
interface GrownHousehold extends NamedHousehold {
  readonly currentFen: number | null;
  readonly currentPeople: number | null;
  readonly baseFen: number | null;
  readonly basePeople: number | null;
}

/** A line of the list behind a growth: amounts and people add up to those of its sides. */
export const grownHousehold = (
  dossier: HouseholdDossier,
  asking: Asking,
  { item, basis: decided, side }: Wanted,
): GrownHousehold | null => {
  const basis = basisFor(item, decided);
  const line = growthLine(dossier, asking, basis.panel);
  if (line === null) return null;
  const { current, base, ...whose } = line;
  if (side !== undefined && { CURRENT: current, BASE: base }[side] === null) return null;
  return {
    ...whose,
    ...{ currentFen: current && amountIn(current, { item, basis }), currentPeople: people(current) },
    ...{ baseFen: base && amountIn(base, { item, basis }), basePeople: people(base) },
  };
};

/** Both sides of one growth, null where the household is not counted. */
type GrownSides = Pick<GrownHousehold, 'currentFen' | 'currentPeople' | 'baseFen' | 'basePeople'>;

/** A line behind a bulletin of incomes. */
interface PrintedHousehold extends NamedHousehold {
  /** Null where it is not compared. */
  readonly outcome: Outcome | null;
  readonly currentFen: number | null;
  readonly baseFen: number | null;
  /** By the item that grew; null where the household counts on neither side. */
  readonly growth: Readonly<Record<string, GrownSides | null>>;
}

/** What a household counts for in what a bulletin of incomes prints: the decline of one comparison, and growths on one basis. */
export const printedHousehold = (
  dossier: HouseholdDossier,
  asking: Asking,
  { comparison, items, basis }: { comparison: Comparison; items: readonly GrowthItem[]; basis: GrowthBasis },
): PrintedHousehold | null => {
  const compared = comparedHousehold(dossier, asking, { comparison });
  const grown = items.map((item) => [item, grownHousehold(dossier, asking, { item, basis })] as const);
  const whose = compared ?? grown.find(([, line]) => line !== null)?.[1];
  if (!whose) return null;
  const { householdId, householdNo, division, groups } = whose;
  const { outcome = null, currentFen = null, baseFen = null } = compared ?? {};
  const growth = Object.fromEntries(grown.map(([item, line]) => [item, line && sidesIn(line)]));
  return { householdId, householdNo, division, groups, outcome, currentFen, baseFen, growth };
};

const sidesIn = ({ currentFen, currentPeople, baseFen, basePeople }: GrownHousehold): GrownSides => ({
  ...{ currentFen, currentPeople, baseFen, basePeople },
});

const people = (total: Total | null): number | null => total?.populationCount ?? null;
