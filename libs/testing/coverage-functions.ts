import { exact, whole } from './exact';
import { listOf, numberOf, tableOf, textOf, type Function, type Table, type Value } from './formula-values';

/** Lowest first (glossary 1.3). */
const LEVELS = ['CULTIVATED', 'COUNTY', 'MUNICIPAL', 'PROVINCIAL', 'NATIONAL'];

type Condition = (household: Table, said: readonly Value[]) => boolean;

/** Keeps the profiles that fulfil the condition. */
const those =
  (condition: Condition): Function =>
  ([profiles, ...said]) =>
    listOf(profiles).filter((profile) => condition(tableOf(profile), said));

const groupsOf = ({ alleviated, monitoring, lowIncome }: Table, withEliminated: Value | undefined) => {
  const isMonitored =
    monitoring === 'MONITORED' || (withEliminated === true && monitoring === 'RISK_ELIMINATED');
  const groups = [
    alleviated === true && 'ALLEVIATED',
    isMonitored && 'MONITORED',
    lowIncome === true && 'LOW_INCOME',
  ].filter((group) => group !== false);
  return groups.length === 0 ? ['GENERAL'] : groups;
};

const isAtLeast = (level: Value | undefined, least: Value | undefined): boolean =>
  typeof level === 'string' &&
  LEVELS.includes(level) &&
  LEVELS.indexOf(level) >= LEVELS.indexOf(textOf(least));

/** Of R01: each takes households by profile and keeps some of them. */
export const COVERAGE_FUNCTIONS: Readonly<Record<string, Function>> = {
  households: ([profiles]) =>
    exact(
      listOf(profiles).reduce((sum, one) => sum + whole(numberOf(tableOf(one)['households'] ?? null)), 0n),
    ),
  ofGroups: those((household, [groups, withEliminated]) =>
    groupsOf(household, withEliminated).some((group) => listOf(groups).includes(group)),
  ),
  eligible: those(
    ({ conditions, willing }, [isRequired]) =>
      isRequired !== true || (conditions === true && willing === true),
  ),
  singly: those(
    ({ cooperative, direct }, [withDirect]) =>
      cooperative !== 'NONE' || (withDirect === true && direct !== 'NONE'),
  ),
  doubly: those(
    ({ enterprise, direct }, [least, withDirect]) =>
      isAtLeast(enterprise, least) || (withDirect === true && isAtLeast(direct, least)),
  ),
  weakly: those(
    ({ cooperative }, [weak]) =>
      Array.isArray(cooperative) && cooperative.every((form: Value) => listOf(weak).includes(form)),
  ),
  directly: those(({ direct }) => direct !== 'NONE'),
  inOneIndustry: those(({ sameIndustry }, [least]) => isAtLeast(sameIndustry, least)),
};
