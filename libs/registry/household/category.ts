import type { MonitoringCategory } from './events';
import type { Household } from './state';

/** Kinds of households that policies speak of; a household may belong to several and is counted once. */
export const TARGET_GROUPS = ['ALLEVIATED', 'MONITORED', 'LOW_INCOME', 'GENERAL'] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

export type DisplayCategory = MonitoringCategory | 'ALLEVIATED' | 'LOW_INCOME' | 'GENERAL';

/** The facts that categories are derived from. */
export type CategoryFacts = Pick<Household, 'alleviated' | 'monitoring' | 'lowIncome'>;

/** SUDDEN_HARDSHIP > UNSTABLE_ALLEVIATED > MARGINAL > ALLEVIATED > LOW_INCOME > GENERAL; a risk that was eliminated no longer shows. */
export const displayCategory = ({ alleviated, monitoring, lowIncome }: CategoryFacts): DisplayCategory => {
  if (monitoring !== null && !monitoring.riskEliminated) return monitoring.category;
  if (alleviated) return 'ALLEVIATED';
  return lowIncome === null ? 'GENERAL' : 'LOW_INCOME';
};

/**
 * Every group the household belongs to. Whether one whose risk was eliminated still counts as monitored is a parameter; one
 * that is also alleviated stays a target either way.
 */
export const targetGroups = (
  { alleviated, monitoring, lowIncome }: CategoryFacts,
  includeRiskEliminated: boolean,
): readonly TargetGroup[] => {
  const isMonitored = monitoring !== null && (includeRiskEliminated || !monitoring.riskEliminated);
  const groups: TargetGroup[] = [
    ...(alleviated ? (['ALLEVIATED'] as const) : []),
    ...(isMonitored ? (['MONITORED'] as const) : []),
    ...(lowIncome === null ? [] : (['LOW_INCOME'] as const)),
  ];
  return groups.length === 0 ? ['GENERAL'] : groups;
};
