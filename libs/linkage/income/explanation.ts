import type { DivisionCode } from '@kernel/division-code';
import { explained, type Explanation, type ParameterInput } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import type { Ratio } from '@kernel/ratio';
import { liesIn } from '@kernel/succession';
import type { Figure } from '@query/figure';
import { incomeContributions, keysOf, SIDES } from './contribution';
import { basisIn, growthAnswer, targetKey, type Compared, type GrowthItem } from './growth';
import type { GrowthQuestion, Measures } from './growth';
import { growthSteps, sideInputs } from './growth-steps';
import type { Asking } from './household-list';
import { knownAt, type HouseholdDossier } from './knowledge';
import { yearBefore, type Period } from './period';

export type { Asking } from './household-list';
export type { Happened } from './household-facts';
export type { HouseholdDossier } from './knowledge';
export { COMPARISONS, type Comparison } from './comparison';
export { comparedHousehold } from './household-list';
export { basisIn, GROWTH_ITEMS, targetKey } from './growth';
export { growthLine } from './growth-line';
export { explainComparison } from './comparison-explanation';
export { incomeIds, periodsRead, sourcesOf } from './sheet-sources';
export type Periods = readonly Period[];

const summed = (all: Measures, more: Measures): Measures =>
  Object.fromEntries(
    [...new Set([...Object.keys(all), ...Object.keys(more)])].map((name) => [
      name,
      (all[name] ?? 0) + (more[name] ?? 0),
    ]),
  );

const isOf = ({ division, successors }: Asking, village: string | undefined): boolean =>
  village !== undefined && liesIn(village as DivisionCode, division, successors);

/** What the households count for in a quarter, one by one: the sums that the tally keeps. */
const countedIn = (dossiers: readonly HouseholdDossier[], asking: Asking, period: Period): Measures => {
  const keys = keysOf(period, asking);
  return dossiers
    .flatMap((dossier) => incomeContributions(knownAt(dossier, asking.knownAt), [period]))
    .filter(({ key, divisions: [village] }) => keys.includes(key) && isOf(asking, village))
    .flatMap(({ steps }) => steps)
    .reduce<Measures>((sum, { measures }) => summed(sum, measures), {});
};

const GROWTH = {
  zh: '按目标群体（或所选类别）计。增幅＝（本期－上年同期）÷上年同期，按在用口径取人均或总额；人均按总额和人数精确比较，显示时四舍五入到分；上年同期为 0 或负数时不适用；达标按整数比较，不按显示的百分数。',
  en: 'Of the target groups, or those chosen. Growth = (this year − the year before) ÷ the year before, per head or together as the basis in force says; per head is compared exactly by totals and people and rounded HALF_UP to the fen for the eye only; not applicable where the base is 0 or less; the target is compared on integers, not on the printed percentage.',
};

interface Used {
  readonly basis: ParameterInput;
  /** Null for a category that has none. */
  readonly target: ParameterInput | null;
}

/** By which the households of a figure are chosen where nobody names groups. */
export const AMONG = ['coverage.targetCategories', 'coverage.includeRiskEliminated'] as const;

export interface GrowthExplained extends Used {
  readonly item: GrowthItem;
  /** What is said of `AMONG`. */
  readonly among: readonly ParameterInput[];
  readonly asking: Asking;
}

const questionOf = (item: GrowthItem, { basis, target }: Used): GrowthQuestion => {
  const threshold = target?.value as unknown as Ratio;
  return { item, basis: basisIn(basis), target: target && { threshold, parameter: target } };
};

/** The part of the answer that is explained. */
export type Shown = Compared & Pick<Figure, 'ratioText' | 'met'>;

export const shownAs = ({ current, base, ratioText, met }: Shown): { readonly [name: string]: Json } => ({
  ...{ currentTotalFen: current.totalFen, currentFen: current.amountFen },
  ...{ baseTotalFen: base.totalFen, baseFen: base.amountFen, ratioText, met },
});

/** R20 from every household, by the rule that makes the figure. */
export const explainGrowth = (
  dossiers: readonly HouseholdDossier[],
  { item, asking, among, ...used }: GrowthExplained,
  shown: { readonly [name: string]: Json },
): Explanation => {
  const tallied = {
    current: countedIn(dossiers, asking, asking.period),
    before: countedIn(dossiers, asking, yearBefore(asking.period)),
  };
  const found = growthAnswer(tallied, questionOf(item, used), asking);
  const samePanel = found.basis.panel === 'SAME_PANEL';
  return explained({
    ...{
      rule: 'R20',
      words: GROWTH,
      parameters: [used.basis, ...(used.target === null ? [] : [used.target]), ...among],
    },
    inputs: [
      ...sideInputs('current', tallied.current, samePanel ? SIDES.PANEL : SIDES.ALL),
      ...(samePanel
        ? sideInputs('base', tallied.current, SIDES.BASE)
        : sideInputs('base', tallied.before, SIDES.ALL)),
    ],
    steps: growthSteps(found, item, targetKey(item)),
    shown,
  });
};
