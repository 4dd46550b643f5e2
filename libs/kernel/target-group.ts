/** Kinds of households that policies speak of; a household may belong to several and is counted once. */
export const TARGET_GROUPS = ['ALLEVIATED', 'MONITORED', 'LOW_INCOME', 'GENERAL'] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** What a household is known as. An eliminated risk is that of a monitored one. */
export const GROUP_MARKS = ['ALLEVIATED', 'MONITORED', 'LOW_INCOME', 'RISK_ELIMINATED'] as const;
export type GroupMark = (typeof GROUP_MARKS)[number];

/**
 * Every group the household belongs to. Whether one whose risk was eliminated still counts as monitored is a parameter; one
 * that is also alleviated stays a target either way (3.4, 4).
 */
export const targetGroupsOf = (
  marks: readonly GroupMark[],
  includeRiskEliminated: boolean,
): readonly TargetGroup[] => {
  const isMonitored = includeRiskEliminated || !marks.includes('RISK_ELIMINATED');
  const groups = (['ALLEVIATED', 'MONITORED', 'LOW_INCOME'] as const).filter(
    (group) => marks.includes(group) && (group !== 'MONITORED' || isMonitored),
  );
  return groups.length === 0 ? ['GENERAL'] : groups;
};
