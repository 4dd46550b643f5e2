import { WEAKER_FORMS, type LeadingLevel, type LinkageForm } from '@kernel/linkage';
import { targetGroupsOf, type GroupMark, type TargetGroup } from '@kernel/target-group';
import type { Measures } from '@projection/tally-steps';
import { isBound, profileOf, reachesLevel, type Profile } from './profile';

export type CoverageMode = 'SINGLE' | 'DOUBLE';

/** The policy parameters of R01 as they hold for a place on a day. */
export interface Criteria {
  readonly categories: readonly TargetGroup[];
  readonly includeRiskEliminated: boolean;
  readonly requireEligibility: boolean;
  readonly mode: CoverageMode;
  readonly minLeadingLevel: LeadingLevel;
  readonly countDirectHE: boolean;
  readonly weakForms: readonly LinkageForm[];
}

/** The lists behind the figures; each household is on it or not. */
export const LISTS = [
  'NUMERATOR',
  'DENOMINATOR',
  'SINGLE',
  'DOUBLE',
  'GAP',
  'GAP_NO_COOPERATIVE',
  'GAP_SUSPENDED',
  'GAP_NO_ENTERPRISE',
  'WEAK_ONLY',
  'SAME_INDUSTRY',
  'DIRECT',
  'NOT_ELIGIBLE',
  'WILLING',
  'WILLING_BOUND',
] as const;
export type CoverageListName = (typeof LISTS)[number];

/** Of the households bound in an industry there is a list; of those not bound in it there is only a number. */
export const ABSENT: readonly CoverageListName[] = ['GAP', 'GAP_NO_COOPERATIVE'];

const marksIn = ({ alleviated, monitoring, lowIncome }: Profile): readonly GroupMark[] => [
  ...(alleviated ? (['ALLEVIATED'] as const) : []),
  ...(monitoring === 'NONE' ? [] : (['MONITORED', monitoring] as const)),
  ...(lowIncome ? (['LOW_INCOME'] as const) : []),
];

/** One that is monitored no longer stays a target where it is also 脱贫户 (3.4, 4). */
export const isTarget = (profile: Profile, { categories, includeRiskEliminated }: Criteria): boolean =>
  targetGroupsOf(marksIn(profile), includeRiskEliminated).some((group) => categories.includes(group));

const isSingle = (profile: Profile, { countDirectHE }: Criteria): boolean =>
  isBound(profile) || (countDirectHE && profile.direct !== 'NONE');

const isDouble = (profile: Profile, { minLeadingLevel, countDirectHE }: Criteria): boolean => {
  const { enterprise, direct } = profile;
  const directly = direct === 'NONE' || direct === 'OTHER' ? null : direct;
  return (
    reachesLevel(enterprise, minLeadingLevel) || (countDirectHE && reachesLevel(directly, minLeadingLevel))
  );
};

const isWeak = ({ cooperative }: Profile, { weakForms }: Criteria): boolean =>
  typeof cooperative !== 'string' &&
  cooperative.every((form) => (weakForms as readonly string[]).includes(form));

type Eligible = Exclude<CoverageListName, 'NOT_ELIGIBLE' | 'WILLING' | 'WILLING_BOUND'>;

const ofEligible = (profile: Profile, criteria: Criteria): Readonly<Record<Eligible, boolean>> => {
  const [single, double] = [isSingle(profile, criteria), isDouble(profile, criteria)];
  const counted = criteria.mode === 'DOUBLE' ? double : single;
  const isSuspended = !single && profile.cooperative === 'SUSPENDED';
  return {
    DENOMINATOR: true,
    NUMERATOR: counted,
    SINGLE: single,
    DOUBLE: double,
    GAP: !counted,
    GAP_NO_COOPERATIVE: !single && !isSuspended,
    GAP_SUSPENDED: isSuspended,
    GAP_NO_ENTERPRISE: single && !double,
    WEAK_ONLY: counted && isWeak(profile, criteria),
    SAME_INDUSTRY: double && reachesLevel(profile.sameIndustry, criteria.minLeadingLevel),
    DIRECT: profile.direct !== 'NONE',
  };
};

/** Whether a household of that profile stands on the list. */
export const standsOn = (list: CoverageListName, profile: Profile, criteria: Criteria): boolean => {
  if (!isTarget(profile, criteria)) return false;
  const { conditions, willing, direct } = profile;
  const eligible = !criteria.requireEligibility || (conditions && willing);
  switch (list) {
    case 'NOT_ELIGIBLE':
      return !eligible;
    case 'WILLING':
      return willing;
    case 'WILLING_BOUND':
      return willing && (isBound(profile) || direct !== 'NONE');
    case 'NUMERATOR':
    case 'DENOMINATOR':
    case 'SINGLE':
    case 'DOUBLE':
    case 'GAP':
    case 'GAP_NO_COOPERATIVE':
    case 'GAP_SUSPENDED':
    case 'GAP_NO_ENTERPRISE':
    case 'WEAK_ONLY':
    case 'SAME_INDUSTRY':
    case 'DIRECT':
      return eligible && ofEligible(profile, criteria)[list];
  }
};

/** How many of the households counted by profile stand on the list. */
export const countOn = (list: CoverageListName, measures: Measures, criteria: Criteria): number =>
  Object.entries(measures).reduce(
    (sum, [mark, amount]) => (standsOn(list, profileOf(mark), criteria) ? sum + amount : sum),
    0,
  );

/** The profiles that make up the list, among those that occur. */
export const marksOn = (list: CoverageListName, measures: Measures, criteria: Criteria): readonly string[] =>
  Object.entries(measures)
    .filter(([mark, amount]) => amount !== 0 && standsOn(list, profileOf(mark), criteria))
    .map(([mark]) => mark);

/** From the values of the parameters, where the question itself does not say. */
export const criteriaFrom = (
  values: ReadonlyMap<string, unknown>,
  said: { readonly categories: readonly TargetGroup[] | undefined; readonly mode: CoverageMode | undefined },
): Criteria => {
  const value = (key: string): unknown => values.get(`coverage.${key}`);
  return {
    categories: said.categories ?? (value('targetCategories') as readonly TargetGroup[]),
    includeRiskEliminated: value('includeRiskEliminated') as boolean,
    requireEligibility: value('requireEligibility') as boolean,
    mode: said.mode ?? (value('mode') as CoverageMode),
    minLeadingLevel: value('minLeadingLevel') as LeadingLevel,
    countDirectHE: value('countDirectHE') as boolean,
    weakForms: value('weakForms') as readonly LinkageForm[],
  };
};

/** Forms that the parameter calls weak and that no profile tells apart: from before such a value was refused. */
export const untracked = ({ weakForms }: Criteria): readonly LinkageForm[] =>
  weakForms.filter((form) => !WEAKER_FORMS.some((weaker) => weaker === form));
