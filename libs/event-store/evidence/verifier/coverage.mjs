/** What the formulas of coverage call: each takes households by profile and keeps those that fulfil a condition. */
import { fraction, numberOf, plus } from './arithmetic.mjs';

/** Lowest first. */
const LEVELS = ['CULTIVATED', 'COUNTY', 'MUNICIPAL', 'PROVINCIAL', 'NATIONAL'];
const isLevel = (level, least) => LEVELS.includes(level) && LEVELS.indexOf(level) >= LEVELS.indexOf(least);

const groupsOf = ({ alleviated, monitoring, lowIncome }, withEliminated) => {
  const isMonitored =
    monitoring === 'MONITORED' || (withEliminated === true && monitoring === 'RISK_ELIMINATED');
  const groups = [alleviated && 'ALLEVIATED', isMonitored && 'MONITORED', lowIncome && 'LOW_INCOME'];
  const own = groups.filter((group) => typeof group === 'string');
  return own.length === 0 ? ['GENERAL'] : own;
};

const isBound = (cooperative) => cooperative !== 'NONE' && cooperative !== 'SUSPENDED';

const CONDITIONS = {
  ofGroups: (household, groups, withEliminated) =>
    groupsOf(household, withEliminated).some((group) => groups.includes(group)),
  eligible: ({ conditions, willing }, isRequired) =>
    isRequired !== true || (conditions === true && willing === true),
  singly: ({ cooperative, direct }, withDirect) =>
    isBound(cooperative) || (withDirect === true && direct !== 'NONE'),
  suspendedly: ({ cooperative, direct }, withDirect) =>
    cooperative === 'SUSPENDED' && !(withDirect === true && direct !== 'NONE'),
  doubly: ({ enterprise, direct }, least, withDirect) =>
    isLevel(enterprise, least) || (withDirect === true && isLevel(direct, least)),
  weakly: ({ cooperative }, weak) =>
    Array.isArray(cooperative) && cooperative.every((form) => weak.includes(form)),
  directly: ({ direct }) => direct !== 'NONE',
  inOneIndustry: ({ sameIndustry }, least) => isLevel(sameIndustry, least),
};

const keeping =
  (condition) =>
  (profiles, ...said) =>
    profiles.filter((household) => condition(household, ...said));

export const COVERAGE = {
  ...Object.fromEntries(Object.entries(CONDITIONS).map(([name, one]) => [name, keeping(one)])),
  households: (profiles) => profiles.map((one) => numberOf(one.households)).reduce(plus, fraction(0n)),
};
