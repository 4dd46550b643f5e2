import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { ParameterInput } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import { listed, recomputed } from '@testing/recomputing';
import { figuresOf, type Asked, type Counted } from './coverage-figure';
import { explainCoverage } from './explanation';

const [AS_OF, KNOWN_AT] = [calendarDate('2025-12-31'), calendarDate('2026-03-31')];
const HUANING = divisionCode('530424000000');
const TARGET = { numerator: 1, denominator: 1 };

const VALUES: Readonly<Record<string, Json>> = {
  'coverage.targetCategories': ['ALLEVIATED', 'MONITORED'],
  'coverage.includeRiskEliminated': true,
  'coverage.requireEligibility': true,
  'coverage.mode': 'DOUBLE',
  'coverage.minLeadingLevel': 'COUNTY',
  'coverage.countDirectHE': false,
  'coverage.weakForms': ['MARKET_MATCHMAKING', 'SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE'],
  'coverage.target': TARGET,
};

const parameters: readonly ParameterInput[] = Object.entries(VALUES).map(([key, value]) => ({
  ...{ key, value, scope: HUANING, version: 1, source: '示例文件', clause: null },
  ...{ effectiveFrom: '2024-01-01', effectiveTo: null, events: [] },
}));

const asked = {
  ...{ division: HUANING, asOf: AS_OF, knownAt: KNOWN_AT, industry: null, categories: null },
  ...{ parameters, target: TARGET },
  criteria: {
    ...{ categories: ['ALLEVIATED', 'MONITORED'], includeRiskEliminated: true, requireEligibility: true },
    ...{ mode: 'DOUBLE', minLeadingLevel: 'COUNTY', countDirectHE: false },
    weakForms: VALUES['coverage.weakForms'],
  },
} as unknown as Asked;

const both = (all: Counted['all']): Counted => ({ all, bound: all });

const explain = (counted: Counted, shown = counted) =>
  explainCoverage({ asked, mode: null, parameters }, counted, figuresOf(asked, shown));

describe('why a coverage is what it is', () => {
  /** Alleviated, eligible, bound to a cooperative whose enterprise is of provincial level; and one without a cooperative. */
  const almostAll = both({ 'A--CWF33-': 1_999, 'A--CW----': 1, 'A---W----': 7, '---CWF33-': 5 });

  it('follows from the households by profile: 1 999 of 2 000 is 99.95 % and does not reach all', () => {
    const explanation = explain(almostAll);
    expect(explanation.result).toMatchObject({
      ...{ denominator: 2_000, double: 1_999, doubleText: '99.95', doubleMet: false },
      ...{ gap: 1, noCooperative: 1, noEnterprise: 0, notEligible: 7 },
    });
    expect(explanation.agrees).toBe(true);
    expect(recomputed(explanation)).toEqual(listed(explanation));
  });

  it('can be reckoned again for every kind of binding: weak, direct, without an enterprise, of two industries', () => {
    const explanation = explain(
      both({
        ...{ 'A--CW1---': 2, 'AM-CW22--': 3, '-E-CWF1--': 4, '-M-CW---4': 5, 'A-LCWF4-x': 6, '--LCWF44-': 7 },
        ...{ 'A--CWF0--': 8 },
      }),
    );
    expect(explanation.result).toMatchObject({
      denominator: 28,
      single: 23,
      double: 13,
      weakOnly: 3,
      direct: 11,
    });
    expect(recomputed(explanation)).toEqual(listed(explanation));
  });

  it('tells who is bound but suspended from who has no cooperative', () => {
    const explanation = explain(both({ 'A--CWF33-': 7, 'A--CWS---': 2, 'A--CW----': 1, 'A---WS---': 3 }));
    expect(explanation.result).toMatchObject({
      ...{ denominator: 10, single: 7, suspended: 2, noCooperative: 1, noEnterprise: 0, gap: 3 },
    });
    expect(recomputed(explanation)).toEqual(listed(explanation));
  });

  it('says NOT_APPLICABLE where nobody is to be covered', () => {
    const explanation = explain(both({}));
    expect(explanation.result).toMatchObject({
      denominator: 0,
      doubleText: 'NOT_APPLICABLE',
      doubleMet: null,
    });
    expect(recomputed(explanation)).toEqual(listed(explanation));
  });

  it('does not agree where the sums that are kept are not those of the households', () => {
    expect(explain(almostAll, both({ 'A--CWF33-': 2_000 })).agrees).toBe(false);
  });
});
