import { targetGroupsOf, type GroupMark, type TargetGroup } from '@kernel/target-group';
import type { MonitoringCategory } from './events';
import type { Household } from './state';

export type DisplayCategory = MonitoringCategory | 'ALLEVIATED' | 'LOW_INCOME' | 'GENERAL';

/** The facts that categories are derived from. */
export type CategoryFacts = Pick<Household, 'alleviated' | 'monitoring' | 'lowIncome'>;

/** SUDDEN_HARDSHIP > UNSTABLE_ALLEVIATED > MARGINAL > ALLEVIATED > LOW_INCOME > GENERAL; a risk that was eliminated no longer shows. */
export const displayCategory = ({ alleviated, monitoring, lowIncome }: CategoryFacts): DisplayCategory => {
  if (monitoring !== null && !monitoring.riskEliminated) return monitoring.category;
  if (alleviated) return 'ALLEVIATED';
  return lowIncome === null ? 'GENERAL' : 'LOW_INCOME';
};

/** Every group the household belongs to. */
export const targetGroups = (
  { alleviated, monitoring, lowIncome }: CategoryFacts,
  includeRiskEliminated: boolean,
): readonly TargetGroup[] => {
  const marks: readonly (GroupMark | false)[] = [
    alleviated && 'ALLEVIATED',
    monitoring !== null && 'MONITORED',
    monitoring?.riskEliminated === true && 'RISK_ELIMINATED',
    lowIncome !== null && 'LOW_INCOME',
  ];
  return targetGroupsOf(
    marks.filter((mark) => mark !== false),
    includeRiskEliminated,
  );
};
