import type { CalendarDate } from '@kernel/calendar-date';
import { GROUP_MARKS, targetGroupsOf, type GroupMark } from '@kernel/target-group';
import type { HouseholdEvent } from '@registry/household/events';

/** What decides whether a household is a target household: its groups, whether its risk was eliminated, and whether it is still there. */
type Mark = GroupMark | 'GONE';

/** All that was said of a household's marks, in the order it was recorded. */
export type TargetMemory = {
  readonly id: string;
  readonly said: readonly { readonly on: CalendarDate; readonly mark: Mark; readonly holds: boolean }[];
};

type Marks = { readonly [M in Mark]?: boolean };

const SAYS: {
  readonly [Type in HouseholdEvent['type']]?: (
    data: Extract<HouseholdEvent, { readonly type: Type }>['data'],
  ) => Marks;
} = {
  AlleviatedRecordSet: () => ({ ALLEVIATED: true }),
  AlleviatedRecordVoided: () => ({ ALLEVIATED: false }),
  MonitoringIdentified: () => ({ MONITORED: true, RISK_ELIMINATED: false }),
  MonitoringReopened: () => ({ RISK_ELIMINATED: false }),
  RiskEliminated: () => ({ RISK_ELIMINATED: true }),
  MonitoringVoided: ({ restored }) => ({
    MONITORED: restored !== null,
    RISK_ELIMINATED: restored?.riskEliminated === true,
  }),
  LowIncomeSet: () => ({ LOW_INCOME: true }),
  LowIncomeCleared: () => ({ LOW_INCOME: false }),
  HouseholdVanished: () => ({ GONE: true }),
  HouseholdVanishingVoided: () => ({ GONE: false }),
};

export const saysOfTargets = (type: string): type is HouseholdEvent['type'] => type in SAYS;

export const rememberTarget = (
  id: string,
  before: TargetMemory | undefined,
  { type, data }: Pick<HouseholdEvent, 'type' | 'data'>,
): TargetMemory => {
  const marks = Object.entries(SAYS[type]?.(data as never) ?? {}) as [Mark, boolean][];
  const said = marks.map(([mark, holds]) => ({ on: data.on, mark, holds }));
  return { id, said: [...(before?.said ?? []), ...said] };
};

/** Which groups a place calls its target households, and whether an eliminated risk leaves one of them (3.4, 4). */
export interface Targets {
  readonly categories: readonly string[];
  readonly includeRiskEliminated: boolean;
}

/** By what was said last of the day or one before. */
export const isTargetOn = (
  memory: TargetMemory | undefined,
  day: CalendarDate,
  { categories, includeRiskEliminated }: Targets,
): boolean => {
  const holds = (mark: Mark): boolean =>
    memory?.said.findLast((said) => said.mark === mark && said.on <= day)?.holds ?? false;
  if (holds('GONE')) return false;
  const groups = targetGroupsOf(GROUP_MARKS.filter(holds), includeRiskEliminated);
  return groups.some((group) => categories.includes(group));
};
