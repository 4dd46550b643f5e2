import type { Decide } from '@kernel/decider';
import { holdsBy, orderFault } from '@kernel/fault';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { Words } from '@kernel/words';
import type {
  ClearLowIncome,
  EliminateRisk,
  IdentifyMonitoring,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
} from './commands';
import type { HouseholdEvent, MonitoringCategory } from './events';
import type { KnownFor } from './known-for';
import { requireLiving, requireReason } from './living';
import type { Household } from './state';

/** Glossary 1.2: MARGINAL was never registered poor, the two facts exclude each other. */
const NEVER_POOR: Words = {
  zh: '边缘易致贫户须从未列为脱贫户',
  en: 'who is MARGINAL was never registered poor',
};

/** Glossary 1.2: who falls back has been alleviated before. */
export const FALLS_BACK: Words = {
  zh: '脱贫不稳定户须为脱贫户',
  en: 'who is UNSTABLE_ALLEVIATED has been alleviated',
};

export const setAlleviatedRecord: Decide<SetAlleviatedRecord, Household, HouseholdEvent> = (
  command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  require(household.monitoring?.category !== 'MARGINAL', 'CATEGORY_CONFLICT', {
    because: NEVER_POOR,
  });
  const { alleviatedYear, enjoysPolicy } = command;
  return [{ type: 'AlleviatedRecordSet', data: { alleviatedYear, enjoysPolicy, on: facts.effectiveDate } }];
};

/** A wrong fact is not deleted but voided; what rests on it has to be put right before. */
export const voidAlleviatedRecord: Decide<VoidAlleviatedRecord, Household, HouseholdEvent> = (
  _command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { monitoring, alleviatedOn } = household;
  const records = [...alleviatedOn].sort();
  const [on] = records;
  require(on !== undefined, 'NOT_ALLEVIATED');
  requireAll(
    facts.effectiveDate !== on && unmet('VOIDED_FROM_FIRST_DAY', { on }, '/effectiveDate'),
    monitoring?.category === 'UNSTABLE_ALLEVIATED' && unmet('CATEGORY_CONFLICT', { because: FALLS_BACK }),
  );
  requireReason(facts);
  return [{ type: 'AlleviatedRecordVoided', data: { records, on } }];
};

export const identifyMonitoring: Decide<IdentifyMonitoring, Household, HouseholdEvent> = (
  command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { category, riskFactors } = command;
  const { monitoring, alleviated } = household;
  require(monitoring === null || monitoring.riskEliminated, 'ALREADY_MONITORED', {
    category: monitoring?.category ?? null,
  });
  requireAll(
    categoryFault(category, alleviated),
    monitoring !== null && orderFault(household.monitoringSince, facts.effectiveDate),
  );
  return [{ type: 'MonitoringIdentified', data: { category, riskFactors, on: facts.effectiveDate } }];
};

export const eliminateRisk: Decide<EliminateRisk, Household, HouseholdEvent> = (
  _command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  require(household.monitoring !== null, 'NOT_MONITORED');
  const { effectiveDate: on } = facts;
  const isKnown = household.monitoring.riskEliminated && holdsBy(household.monitoringSince, on);
  return isKnown ? [] : [{ type: 'RiskEliminated', data: { on } }];
};

export const reopenMonitoring: Decide<ReopenMonitoring, Household, HouseholdEvent> = (
  { riskFactors },
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { monitoring } = household;
  require(monitoring !== null, 'NOT_MONITORED');
  require(monitoring.riskEliminated, 'ALREADY_MONITORED', { category: monitoring.category });
  return [{ type: 'MonitoringReopened', data: { riskFactors, on: facts.effectiveDate } }];
};

/** Who is told twice from the same days on was told of the last: what is true again had begun before the first of them. */
export const voidMonitoring: Decide<VoidMonitoring, Household, HouseholdEvent, KnownFacts> = (
  _command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { monitoringDays, monitoredBefore } = facts.known;
  const records = [...monitoringDays].sort();
  const [on] = records;
  require(household.monitoring !== null && on !== undefined, 'NOT_MONITORED');
  const { restored, riskFactors } = restorable(monitoredBefore);
  requireAll(
    facts.effectiveDate !== on && unmet('VOIDED_FROM_FIRST_DAY', { on }, '/effectiveDate'),
    restored !== null && orderFault(restored.since, on),
    restored !== null && categoryFault(restored.category, household.alleviated),
  );
  requireReason(facts);
  return [{ type: 'MonitoringVoided', data: { records, restored, riskFactors, on } }];
};

export interface KnownFacts {
  readonly known: KnownFor;
}

const restorable = (before: KnownFor['monitoredBefore']) => {
  const monitoring = before?.monitoring ?? null;
  const since = before?.monitoringDays.at(-1);
  if (before === null || monitoring === null || since === undefined)
    return { restored: null, riskFactors: null };
  const { category, riskFactors, on: identifiedOn } = monitoring;
  const { riskEliminated } = before;
  return { restored: { category, riskEliminated, identifiedOn, since }, riskFactors };
};

const categoryFault = (category: MonitoringCategory, alleviated: boolean): Unmet | false => {
  const conflict = (because: Words): Unmet => unmet('CATEGORY_CONFLICT', { because });
  if (category === 'UNSTABLE_ALLEVIATED') return !alleviated && conflict(FALLS_BACK);
  return category === 'MARGINAL' && alleviated && conflict(NEVER_POOR);
};

export const setLowIncome: Decide<SetLowIncome, Household, HouseholdEvent> = ({ kind }, household, facts) => {
  requireLiving(household, facts);
  const { effectiveDate: on } = facts;
  const isKnown = household.lowIncome === kind && holdsBy(household.lowIncomeSince, on);
  return isKnown ? [] : [{ type: 'LowIncomeSet', data: { kind, on } }];
};

export const clearLowIncome: Decide<ClearLowIncome, Household, HouseholdEvent> = (
  _command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { effectiveDate: on } = facts;
  const isKnown = household.lowIncome === null && holdsBy(household.lowIncomeSince, on);
  return isKnown ? [] : [{ type: 'LowIncomeCleared', data: { on } }];
};
