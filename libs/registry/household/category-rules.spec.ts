import { describe, it } from '@jest/globals';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import {
  ClearLowIncome,
  EliminateRisk,
  IdentifyMonitoring,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
} from './commands';
import { MONITORING_CATEGORIES, type HouseholdEvent, type MonitoringCategory } from './events';
import { alleviated, known, lowIncome, monitored, on, registered, reopened, riskEliminated } from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const setAlleviated = command(SetAlleviatedRecord, { alleviatedYear: 2018, enjoysPolicy: true });
const identify = (category: MonitoringCategory) =>
  command(IdentifyMonitoring, { category, riskFactors: ['因病'] });
const reopen = command(ReopenMonitoring, { riskFactors: ['因灾'] });

describe('the four facts of a household', () => {
  it.each([
    ['UNSTABLE_ALLEVIATED', 'somebody alleviated', [registered, alleviated]],
    ['MARGINAL', 'somebody never alleviated', [registered]],
    ['SUDDEN_HARDSHIP', 'somebody alleviated', [registered, alleviated]],
    ['SUDDEN_HARDSHIP', 'somebody never alleviated', [registered]],
  ] as const)('may hold %s of %s (glossary 1.2)', (category, _whom, events) =>
    given(...events)
      .when(identify(category))
      .then(monitored(category)),
  );

  it.each([
    ['UNSTABLE_ALLEVIATED', 'somebody never alleviated', [registered]],
    ['MARGINAL', 'somebody alleviated', [registered, alleviated]],
  ] as const)('may not hold %s of %s', (category, _whom, events) =>
    given(...events)
      .when(identify(category))
      .thenRefused('CATEGORY_CONFLICT'),
  );

  it('hold a record of alleviation', () => given(registered).when(setAlleviated).then(alleviated));

  it('do not hold one beside MARGINAL, not even after the risk', () => {
    const marginal = [registered, monitored('MARGINAL')];
    given(...marginal)
      .when(setAlleviated)
      .thenRefused('CATEGORY_CONFLICT');
    given(...marginal, riskEliminated)
      .when(setAlleviated)
      .thenRefused('CATEGORY_CONFLICT');
    given(registered, monitored('SUDDEN_HARDSHIP')).when(setAlleviated).then(alleviated);
  });

  it.each(MONITORING_CATEGORIES)('hold one kind of monitoring at a time, beside it not %s', (category) =>
    given(registered, alleviated, monitored('SUDDEN_HARDSHIP'))
      .when(identify(category))
      .thenRefused('ALREADY_MONITORED'),
  );

  it('may be monitored for another cause once the risk is eliminated', () =>
    given(registered, alleviated, monitored('UNSTABLE_ALLEVIATED'), riskEliminated)
      .when(identify('SUDDEN_HARDSHIP'))
      .then(monitored('SUDDEN_HARDSHIP')));

  it('know of a risk that ends once and comes back once', () => {
    const marginal = [registered, monitored('MARGINAL')];
    given(...marginal)
      .when(command(EliminateRisk, {}))
      .then(riskEliminated);
    given(...marginal, riskEliminated)
      .when(command(EliminateRisk, {}))
      .thenNothing();
    given(...marginal, riskEliminated)
      .when(reopen)
      .then(reopened);
    given(...marginal)
      .when(reopen)
      .thenRefused('ALREADY_MONITORED');
    given(...marginal, riskEliminated, reopened)
      .when(reopen)
      .thenRefused('ALREADY_MONITORED');
  });

  it('know of no risk of who was never monitored', () => {
    given(registered).when(command(EliminateRisk, {})).thenRefused('NOT_MONITORED');
    given(registered).when(reopen).thenRefused('NOT_MONITORED');
  });

  it('hold a kind of low income, beside any other', () => {
    const set = command(SetLowIncome, { kind: 'MINIMUM_LIVING' });
    given(registered, alleviated).when(set).then(lowIncome);
    given(registered, lowIncome).when(set).thenNothing();
    given(registered, lowIncome)
      .when(command(SetLowIncome, { kind: 'EXTREME_POVERTY_SUPPORT' }))
      .then({ type: 'LowIncomeSet', data: { kind: 'EXTREME_POVERTY_SUPPORT', on } });
    given(registered, lowIncome)
      .when(command(ClearLowIncome, {}))
      .then({ type: 'LowIncomeCleared', data: { on } });
    given(registered).when(command(ClearLowIncome, {})).thenNothing();
  });
});
