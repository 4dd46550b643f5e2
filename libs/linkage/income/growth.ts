import type { Json } from '@kernel/json';
import { figure, type Figure, type FigureParameter } from '@query/figure';
import { percentText, reaches, shownRatio, type ExactRatio, type Threshold } from '@kernel/ratio';
import { SIDES } from './contribution';
import { atGrowth, growthExplained } from './figure-list';
import type { Asking } from './household-list';
import { derived, perCapita } from '@kernel/income-formula';

/** Categories whose growth is asked for; the first two have a target (S4). */
export const GROWTH_ITEMS = ['OPERATING', 'PROPERTY', 'WAGE', 'TRANSFER', 'NET', 'NET_OPERATING'] as const;
export type GrowthItem = (typeof GROWTH_ITEMS)[number];

/** `income.growthBasis`: per head or together; operating income gross or less its expense; the same households or all. */
export type GrowthBasis = {
  readonly per: 'PER_CAPITA' | 'TOTAL';
  readonly amount: 'GROSS' | 'NET';
  readonly panel: 'SAME_PANEL' | 'ALL';
};

export const basisIn = ({ value }: { readonly value: Json }): GrowthBasis => value as unknown as GrowthBasis;

/** Every way to reckon a growth; only operating income has an expense of its own. */
const basesOf = (item: GrowthItem): readonly GrowthBasis[] =>
  (['PER_CAPITA', 'TOTAL'] as const).flatMap((per) =>
    (item === 'OPERATING' ? (['GROSS', 'NET'] as const) : (['GROSS'] as const)).flatMap((amount) =>
      (['ALL', 'SAME_PANEL'] as const).map((panel) => ({ per, amount, panel })),
    ),
  );

/** The basis that a place decided, as far as it means something for the item; fields in one order. */
export const basisFor = (item: GrowthItem, { per, amount, panel }: GrowthBasis): GrowthBasis => ({
  per,
  amount: item === 'OPERATING' ? amount : 'GROSS',
  panel,
});

const isSame = (a: GrowthBasis, b: GrowthBasis): boolean =>
  a.per === b.per && a.amount === b.amount && a.panel === b.panel;

/** An amount for every measure that was tallied. */
export type Measures = Readonly<Record<string, number>>;

/** One side of a figure: what was earned, by how many. */
export interface Side {
  /** As it is printed: per head HALF_UP to the fen, or the total. */
  readonly amountFen: number | null;
  readonly totalFen: number;
  readonly households: number;
  readonly people: number;
}

const sideOf = (measures: Measures, prefix: string, how: { item: GrowthItem; basis: GrowthBasis }): Side => {
  const of = (name: string): number => measures[`${prefix}${name}`] ?? 0;
  const [households, people] = [of('Households'), of('People')];
  const totalFen = amountIn(
    {
      wageFen: of('Wage'),
      operatingFen: of('Operating'),
      propertyFen: of('Property'),
      transferFen: of('Transfer'),
      operatingExpenseFen: of('Expense'),
    },
    how,
  );
  const amountFen = how.basis.per === 'TOTAL' ? totalFen : perCapita(totalFen, people);
  return { amountFen: households === 0 ? null : amountFen, totalFen, households, people };
};

/** What the item makes of the categories on that basis. */
export const amountIn = (
  amounts: Parameters<typeof derived>[0],
  { item, basis }: { item: GrowthItem; basis: GrowthBasis },
): number => {
  const all = derived(amounts);
  switch (item) {
    case 'OPERATING':
      return basis.amount === 'NET' ? all.netOperatingFen : all.operatingFen;
    case 'PROPERTY':
      return all.propertyFen;
    case 'WAGE':
      return all.wageFen;
    case 'TRANSFER':
      return all.transferFen;
    case 'NET':
      return all.netFen;
    case 'NET_OPERATING':
      return all.netOperatingFen;
  }
};

export interface Compared {
  readonly basis: GrowthBasis;
  readonly current: Side;
  readonly base: Side;
}

/** A growth as it would be printed on another basis than the one in force. */
interface GrowthOnBasis extends Compared {
  readonly ratioText: string;
}

/** What was tallied for the quarter, and for the same quarter of the year before. */
export interface Tallied {
  readonly current: Measures;
  readonly before: Measures;
}

const compared = (tallied: Tallied, item: GrowthItem, basis: GrowthBasis): Compared => {
  const how = { item, basis };
  const samePanel = basis.panel === 'SAME_PANEL';
  return {
    basis,
    current: sideOf(tallied.current, samePanel ? SIDES.PANEL : SIDES.ALL, how),
    base: samePanel ? sideOf(tallied.current, SIDES.BASE, how) : sideOf(tallied.before, SIDES.ALL, how),
  };
};

/** The figure on every other basis, for whoever doubts the choice. */
const onOtherBases = (tallied: Tallied, item: GrowthItem, basis: GrowthBasis): readonly GrowthOnBasis[] =>
  basesOf(item)
    .filter((other) => !isSame(other, basis))
    .map((other) => compared(tallied, item, other))
    .map((other) => ({ ...other, ratioText: textOf(ratioOf(other)) }));

export interface Target {
  readonly threshold: Threshold;
  readonly parameter: FigureParameter;
}

/**
 * R20: (cur − base) / base. Amounts per head are compared as totals × people of the other side, before any rounding: what
 * is printed to the fen decides nothing. It does not apply where a side has nobody, or where the base is 0 or a loss: a
 * growth over a loss says nothing.
 */
const ratioOf = ({ basis, current, base }: Compared): ExactRatio => {
  if (current.amountFen === null || base.amountFen === null || base.totalFen <= 0)
    return { numerator: 0, denominator: 0 };
  const samePeople = basis.per === 'TOTAL' || current.people === base.people;
  const [now, then] = samePeople ? [1n, 1n] : [BigInt(current.people), BigInt(base.people)];
  const was = BigInt(base.totalFen) * now;
  return { numerator: BigInt(current.totalFen) * then - was, denominator: was };
};

const growthFigure = (
  compared: Compared,
  target: Target | null,
  at: Pick<Figure, 'asOf' | 'knownAt' | 'listRef'>,
): Figure => {
  const exact = ratioOf(compared);
  const met = target === null ? null : reaches(exact, target.threshold);
  return { ...figure(shownRatio(exact), target, at), ratioText: textOf(exact), met };
};

const textOf = (ratio: ExactRatio): string => percentText(ratio) ?? 'NOT_APPLICABLE';

/** S4 sets a target for two of them. */
export const targetKey = (item: GrowthItem) => {
  if (item === 'OPERATING') return 'income.target.operatingGrowth';
  return item === 'PROPERTY' ? 'income.target.propertyGrowth' : null;
};

export interface GrowthQuestion {
  readonly item: GrowthItem;
  /** As a place decided it. */
  readonly basis: GrowthBasis;
  readonly target: Target | null;
}

/** The figure on the basis in force, both of its sides, and the same on every other basis. */
export interface GrowthFigure extends Figure, Compared {
  readonly item: GrowthItem;
  readonly others: readonly GrowthOnBasis[];
  /** Where it is explained why the growth is what it is. */
  readonly explainRef: string;
}

export const growthAnswer = (
  tallied: Tallied,
  { item, basis: decided, target }: GrowthQuestion,
  asking: Asking,
): GrowthFigure => {
  const basis = basisFor(item, decided);
  const main = compared(tallied, item, basis);
  const found = growthFigure(main, target, atGrowth(asking, item));
  const explainRef = growthExplained(asking, item);
  return { ...found, item, ...main, others: onOtherBases(tallied, item, basis), explainRef };
};
