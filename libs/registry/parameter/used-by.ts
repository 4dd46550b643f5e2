import type { ParameterKey } from './catalogue';

/** Rules and interactions of domain/3-rules that read a key; a key that is not named here is kept for rules that are not built yet. */
const READERS: { readonly [Key in ParameterKey]?: readonly string[] } = {
  'access.tokenDaysMax': ['accounts'],
  'agreement.signLevel': ['R11', 'R39'],
  'audit.sessionDaysMax': ['accounts'],
  'binding.suspensionMaxMonths': ['4.1'],
  'cooperative.patronageRefundMin': ['R15'],
  'coverage.countDirectHE': ['R01'],
  'coverage.deadline': ['R02'],
  'coverage.includeRiskEliminated': ['R01', 'R02c', 'R13', 'R17', 'R20', 'R22', 'R23'],
  'coverage.minLeadingLevel': ['R01'],
  'coverage.mode': ['R01'],
  'coverage.movementDays': ['3.4(1)'],
  'coverage.requireEligibility': ['R01'],
  'coverage.target': ['R01', 'R02', 'R02c'],
  'coverage.targetCategories': ['R01', 'R02c', 'R13', 'R17', 'R20', 'R22', 'R23'],
  'coverage.weakForms': ['R01'],
  'deduction.comparison': ['R22'],
  'dividend.minFrequencyPerYear': ['R14', 'R17'],
  'dividend.overdueGraceDays': ['R14'],
  'equity.householdShareOfFiscalFund': ['R13'],
  'equity.residualHolder': ['R13'],
  'evaluation.departmentsMin': ['4.11'],
  'evaluation.indicators': ['R17'],
  'evaluation.objectionDays': ['4.11'],
  'evaluation.passMark': ['R17'],
  'evaluation.unpaidGuaranteeDays': ['4.11'],
  'evaluation.window': ['R17'],
  'grade.bands': ['4.11'],
  'income.categoryByForm': ['3.4(7)'],
  'income.growthBasis': ['R20'],
  'income.implausibleWageFen': ['R36'],
  'income.jumpFactor': ['R36'],
  'income.outlierRatio': ['R36'],
  'income.recordingDays': ['R17', 'R23'],
  'income.target.operatingGrowth': ['R20'],
  'income.target.propertyGrowth': ['R20'],
  'income.yearWindow': ['R37'],
  'industry.scaled': ['R05'],
  'linkage.minYears': ['R11'],
  'privacy.bulkReadsPerDay': ['privacy'],
  'privacy.documentsMetPerDay': ['privacy'],
  'privacy.erasureWaitingDays': ['privacy'],
  'privacy.maskRules': ['R27'],
  'rectification.days': ['R18'],
  'revocation.minYears': ['R18'],
};

/** Keys that any of these rules reads. */
export const readBy = (...rules: readonly string[]): readonly ParameterKey[] =>
  (Object.keys(READERS) as ParameterKey[]).filter((key) => usedBy(key).some((rule) => rules.includes(rule)));

export const usedBy = (key: ParameterKey): readonly string[] => READERS[key] ?? [];
