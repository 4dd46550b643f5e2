import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEPARTMENTS } from '@kernel/actor';
import type { Json } from '@kernel/json';
import { CATALOGUE, PARAMETER_KEYS, type ParameterKey } from './catalogue';
import { usedBy } from './used-by';

type Refused = readonly [key: ParameterKey, value: Json, why: string];

describe('the catalogue of policy parameters', () => {
  it.each(PARAMETER_KEYS.filter((key) => CATALOGUE[key].offered !== null))(
    'offers for %s a value it takes',
    (key) => {
      const { accepts, offered } = CATALOGUE[key];
      expect(accepts(offered)).toBe(true);
    },
  );

  it.each(PARAMETER_KEYS)('does not take nonsense for %s', (key) => {
    for (const nonsense of [null, 'nonsense', -1, 0.5, { nonsense: true }])
      expect(CATALOGUE[key].accepts(nonsense)).toBe(false);
  });

  it.each([
    ['evaluation.indicators', { HOUSEHOLDS_LED: 60, BENEFITS_PAID: 39 }, 'weights that do not sum to 100'],
    ['evaluation.indicators', { HOUSEHOLDS_LED: 50, HOUSEHOLD_LED: 50 }, 'an indicator that nobody counts'],
    ['income.growthBasis', { per: 'PER_CAPITA' }, 'a basis of which half is left open'],
    ['income.growthBasis', { per: 'GROSS', amount: 'ALL', panel: 'TOTAL' }, 'words that belong elsewhere'],
    ['coverage.target', { numerator: 1, denominator: 0 }, 'a ratio over nothing'],
    ['collection.window', '10-31..10-01', 'a window that ends before it begins'],
    ['coverage.weakForms', ['ORDER_FARMING'], 'a form that no figure counts apart'],
    ['coverage.targetCategories', ['ALLEVIATED', 'ALLEVIATED'], 'a word twice'],
    ['equity.householdShareOfFiscalFund', { numerator: 3, denominator: 2 }, 'a share above the whole'],
    ['agreement.signLevel', { SAME_VILLAGE: 'NATION' }, 'a level that does not sign'],
  ] as const satisfies readonly Refused[])('%s refuses %j: %s', (...[key, value]: Refused) => {
    expect(CATALOGUE[key].accepts(value)).toBe(false);
  });
});

/** Sources in which a rule or a figure may ask for a parameter: neither the catalogue itself nor whoever sets one. */
const LIBS = join(import.meta.dirname, '..', '..');
const asking = (): readonly (readonly [file: string, source: string])[] =>
  readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/spec\.ts$|story\.ts$/.test(file))
    .filter((file) => !/^(demo|testing)\/|^registry\/parameter\/(catalogue|used-by)/.test(file))
    .map((file) => [file, readFileSync(join(LIBS, file), 'utf8')]);

/** Which rules a module is about, where several modules ask for the same keys. */
const RULES_OF: Readonly<Record<string, RegExp>> = {
  'linkage/agreement': /^R11$/,
  'linkage/dividend-scheme': /^R1[345]$/,
  'linkage/distribution': /^R1[34]$/,
  'linkage/income': /^(R(20|22|23|36)|3\.4\(7\))$/,
  'oversight/coverage': /^R01$/,
  'oversight/coverage-outlook': /^R02$/,
  'oversight/evaluation': /^(R17|4\.11)$/,
};

describe('what the catalogue says of the use of a key', () => {
  const sources = asking();

  it.each(PARAMETER_KEYS)('%s: a rule is named where one asks for it, and none where none does', (key) => {
    const readers = sources.filter(([, source]) => source.includes(`'${key}'`));
    expect(usedBy(key).length > 0).toBe(readers.length > 0);
  });

  it.each(Object.entries(RULES_OF))('names a rule of %s for each key that it asks for', (module, rules) => {
    const own = sources.filter(([file]) => file.startsWith(`${module}/`)).map(([, source]) => source);
    const asked = PARAMETER_KEYS.filter((key) => own.some((source) => source.includes(`'${key}'`)));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((key) => !usedBy(key).some((rule) => rules.test(rule)))).toEqual([]);
  });
});

/** The keys of domain/3-rules 3.2, with `riskfund.*` and `loan.micro.*` as one table each. */
const NAMED = `
  coverage.targetCategories coverage.target coverage.includeRiskEliminated coverage.requireEligibility coverage.mode
  coverage.minLeadingLevel coverage.countDirectHE coverage.weakForms coverage.deadline training.headsPerYear
  training.skillCoverage fund.industryShare.schedule fund.industryShare.appraisalFloor fund.industryShare.minYearlyRise
  fund.bridging.central fund.bridging.provincial fund.county.industryShare linkage.householdsPerMillion
  linkage.perMillion.categories linkage.perMillion.fundSources linkage.standard agreement.signLevel
  plan.minIndustriesPerHousehold plan.filingLevels equity.householdShareOfFiscalFund equity.residualHolder
  dividend.minFrequencyPerYear dividend.guaranteedRate dividend.overdueGraceDays cooperative.patronageRefundMin
  library.gate.natures library.noticeDays notice.days.monitoringIdentification notice.days.dividend notice.days.reward
  collection.window income.yearWindow income.target.operatingGrowth income.target.propertyGrowth income.growthBasis
  income.categoryByForm deduction.perPoint deduction.stepMode deduction.cap deduction.comparison
  deduction.yearAggregation collective.minIncome producer.perExitVillage industry.leadingCount lookback.deadline
  evaluation.window evaluation.indicators rectification.days revocation.minYears nominal.monthsWithoutBenefit
  linkage.minYears distribution.cashHandoutMax distribution.allowedUses pv.publicPostShare reward.matrix
  riskfund.caps insurance.farmerPremiumShare loan.micro.terms dispatch.calendar grade.bands privacy.maskRules
`;

describe('the keys of the rules', () => {
  it('are all catalogued', () => {
    expect(PARAMETER_KEYS).toEqual(expect.arrayContaining(NAMED.trim().split(/\s+/)));
  });

  it('ask for no more departments to judge than there are', () => {
    const { accepts } = CATALOGUE['evaluation.departmentsMin'];
    expect([0, 1, DEPARTMENTS.length, DEPARTMENTS.length + 1].map(accepts)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('offer every form of linkage its income category as the glossary has it', () => {
    const offered = CATALOGUE['income.categoryByForm'].offered;
    expect(Object.keys(offered)).toHaveLength(32);
    expect(offered).toMatchObject({
      ...{ LAND_TRANSFER: 'PROPERTY', LABOUR_EMPLOYMENT: 'WAGE', ORDER_FARMING: 'OPERATING', OTHER: 'NONE' },
    });
  });
});
