import { lineage } from '@kernel/division-code';
import type { Contribution } from '@projection/tally';
import {
  COMPARISONS,
  outcomeOf,
  placeIn,
  sidesOf,
  type Comparison,
  type Sides,
  type Total,
} from './comparison';
import {
  GROUPS,
  groupsOn,
  isGoneOn,
  TARGET_GROUPS,
  targetGroupsIn,
  turningDays,
  villageOn,
  type Group,
  type Known,
} from './knowledge';
import { endOf, type Period } from './period';

type Measures = Contribution['steps'][number]['measures'];

/** All sets of groups a household can be in, e.g. `ALLEVIATED+MONITORED`; it is counted under exactly one. */
const SETS: readonly (readonly Group[])[] = GROUPS.reduce<readonly (readonly Group[])[]>(
  (sets, group) => [...sets, ...sets.map((set) => [...set, group])],
  [[]],
).filter((set) => !set.includes('RISK_ELIMINATED') || set.includes('MONITORED'));

const nameOf = (set: readonly Group[]): string => (set.length === 0 ? 'GENERAL' : set.join('+'));

/** What the keys of a tally are about: the incomes of a quarter, or the households there are. */
export type Subject = Period | 'HOUSEHOLDS';

const keyOf = (subject: Subject, groups: readonly Group[]): string => `${subject}|${nameOf(groups)}`;

export const CATEGORIES = [...TARGET_GROUPS, 'GENERAL'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Which households are meant. */
export interface Choice {
  /** Everybody where none are chosen. */
  readonly categories: readonly Category[] | undefined;
  /** Whether a household whose risk was eliminated counts as monitored: a place decides. */
  readonly includeRiskEliminated: boolean;
}

/** Whether a household in these groups is meant by a choice. */
export const isMeant = (groups: readonly Group[], { categories, includeRiskEliminated }: Choice): boolean => {
  if (categories === undefined) return true;
  const counted = targetGroupsIn(groups, includeRiskEliminated);
  return counted.length === 0
    ? categories.includes('GENERAL')
    : counted.some((group) => categories.includes(group));
};

/** The keys to sum for a choice of households: none stands under two of them. */
export const keysOf = (subject: Subject, choice: Choice): readonly string[] =>
  SETS.filter((set) => isMeant(set, choice)).map((set) => keyOf(subject, set));

/** Amounts and people of one side of a figure, named by its prefix. */
export const SIDES = { ALL: 'all', PANEL: 'cur', BASE: 'base' } as const;

const sideMeasures = (prefix: string, total: Total): Measures => ({
  [`${prefix}Households`]: 1,
  [`${prefix}People`]: total.populationCount,
  [`${prefix}Wage`]: total.wageFen,
  [`${prefix}Operating`]: total.operatingFen,
  [`${prefix}Property`]: total.propertyFen,
  [`${prefix}Transfer`]: total.transferFen,
  [`${prefix}Expense`]: total.operatingExpenseFen,
});

/** R20: everybody with a value, and apart those with a value in both years, earned by the same household. */
const growthMeasures = ({ current, base, splitOn }: Sides): Measures => {
  if (current === null) return {};
  const all = sideMeasures(SIDES.ALL, current);
  if (base === null || splitOn !== null) return all;
  return { ...all, ...sideMeasures(SIDES.PANEL, current), ...sideMeasures(SIDES.BASE, base) };
};

export const outcomeMeasure = (comparison: Comparison, outcome: string): string => `${comparison}:${outcome}`;

/** One household in one quarter. */
const cell = (known: Known, period: Period): readonly Contribution[] => {
  const place = placeIn(known, period);
  if (place === null) return [];
  const outcomes = COMPARISONS.flatMap((comparison) => {
    const outcome = outcomeOf(sidesOf(known, period, comparison), place.isGone);
    return outcome === null ? [] : [[outcomeMeasure(comparison, outcome), 1] as const];
  });
  const measures = {
    ...(place.isRegistered && known.records.has(period) ? { recorded: 1 } : {}),
    ...growthMeasures(sidesOf(known, period, 'YOY_CUMULATIVE')),
    ...Object.fromEntries(outcomes),
  };
  if (Object.keys(measures).length === 0) return [];
  const divisions = lineage(place.villageCode);
  return [{ key: keyOf(period, place.groups), divisions, steps: [{ from: endOf(period), measures }] }];
};

/** What a household counts for in the quarters named. */
export const incomeContributions = (known: Known, periods: readonly Period[]): readonly Contribution[] =>
  periods.flatMap((period) => cell(known, period));

/** The household itself: where it stands, in which groups, from which day on (denominator of R23). */
export const registerContributions = (known: Known): readonly Contribution[] => {
  const days = turningDays(known);
  const spells = days.flatMap((from) => {
    const village = villageOn(known, from);
    if (village === null || isGoneOn(known, from)) return [];
    return [{ from, key: keyOf('HOUSEHOLDS', groupsOn(known, from)), village }];
  });
  const places = new Map(spells.map((spell) => [`${spell.key}|${spell.village}`, spell]));
  return [...places.values()].map(({ key, village }) => ({
    key,
    divisions: lineage(village),
    steps: days.map((from) => {
      const here = spells.some(
        (spell) => spell.from === from && spell.key === key && spell.village === village,
      );
      return { from, measures: here ? { households: 1 } : {} };
    }),
  }));
};
