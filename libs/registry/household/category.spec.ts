import { describe, expect, it } from '@jest/globals';
import { displayCategory, targetGroups, type CategoryFacts } from './category';
import { MONITORING_CATEGORIES, type MonitoringCategory } from './events';

const facts = (changed: Partial<CategoryFacts> = {}): CategoryFacts => ({
  alleviated: false,
  monitoring: null,
  lowIncome: null,
  ...changed,
});
const at = (category: MonitoringCategory, riskEliminated = false) => ({ category, riskEliminated });

describe('the category that is shown', () => {
  it.each([
    ['GENERAL', {}],
    ['LOW_INCOME', { lowIncome: 'MINIMUM_LIVING' }],
    ['ALLEVIATED', { lowIncome: 'MINIMUM_LIVING', alleviated: true }],
    ['MARGINAL', { lowIncome: 'MINIMUM_LIVING', monitoring: at('MARGINAL') }],
    ['UNSTABLE_ALLEVIATED', { alleviated: true, monitoring: at('UNSTABLE_ALLEVIATED') }],
    ['SUDDEN_HARDSHIP', { alleviated: true, lowIncome: 'MINIMUM_LIVING', monitoring: at('SUDDEN_HARDSHIP') }],
  ] as const)('is %s, the first that holds', (category, changed) => {
    expect(displayCategory(facts(changed))).toBe(category);
  });

  it('is not that of a risk that was eliminated', () => {
    const monitoring = at('UNSTABLE_ALLEVIATED', true);
    expect(displayCategory(facts({ alleviated: true, monitoring }))).toBe('ALLEVIATED');
    expect(displayCategory(facts({ monitoring: at('MARGINAL', true) }))).toBe('GENERAL');
  });
});

describe('the groups that policies aim at', () => {
  it('are all that hold, each once', () => {
    const all = facts({
      ...{ alleviated: true, monitoring: at('SUDDEN_HARDSHIP'), lowIncome: 'MINIMUM_LIVING' },
    });
    expect(targetGroups(all, true)).toEqual(['ALLEVIATED', 'MONITORED', 'LOW_INCOME']);
    expect(targetGroups(facts(), true)).toEqual(['GENERAL']);
  });

  it.each(MONITORING_CATEGORIES)('hold who is monitored as %s', (category) => {
    expect(targetGroups(facts({ monitoring: at(category) }), false)).toEqual(['MONITORED']);
  });

  it('hold who was monitored as long as the place says so', () => {
    const past = facts({ monitoring: at('MARGINAL', true) });
    expect(targetGroups(past, true)).toEqual(['MONITORED']);
    expect(targetGroups(past, false)).toEqual(['GENERAL']);
  });

  it('keep who is also alleviated after the risk, whatever the place says (3.4.4)', () => {
    const past = facts({ alleviated: true, monitoring: at('UNSTABLE_ALLEVIATED', true) });
    expect(targetGroups(past, true)).toContain('ALLEVIATED');
    expect(targetGroups(past, false)).toEqual(['ALLEVIATED']);
  });
});
