import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Recorded } from '@projection/fold';
import type { HouseholdEvent } from '@registry/household/events';
import { since, type Course } from './course';
import type { Binding } from './binding';
import type { Segment } from './segment';

/** All that coverage must remember of one household; facts as courses over effective days. */
export type Household = {
  readonly id: string;
  readonly householdNo: string;
  /** Null where the household is gone. */
  readonly village: Course<DivisionCode | null>;
  readonly alleviated: Course<boolean>;
  /** Null from the day on of an identification that was taken back. */
  readonly monitoring: Course<'MONITORED' | 'RISK_ELIMINATED' | null>;
  readonly lowIncome: Course<boolean>;
  readonly assessment: Course<{ readonly conditions: boolean; readonly willing: boolean }>;
  readonly bindings: readonly Binding[];
  /** What the household counts for, as known now. */
  readonly timeline: readonly Segment[];
};

export const unknownHousehold = (id: string): Household => ({
  id,
  householdNo: '',
  village: [],
  alleviated: [],
  monitoring: [],
  lowIncome: [],
  assessment: [],
  bindings: [],
  timeline: [],
});

const gone = (household: Household, on: CalendarDate): Household => ({
  ...household,
  village: since(household.village, on, null),
});

const assessed = (
  household: Household,
  { hasDevelopmentConditions: conditions, isWilling: willing, on }: Data<'EligibilityAssessed'>,
): Household => ({ ...household, assessment: since(household.assessment, on, { conditions, willing }) });

const monitored =
  (value: 'MONITORED' | 'RISK_ELIMINATED' | null) =>
  (household: Household, { on }: { readonly on: CalendarDate }): Household => ({
    ...household,
    monitoring: since(household.monitoring, on, value),
  });

const lowIncome =
  (value: boolean) =>
  (household: Household, { on }: { readonly on: CalendarDate }): Household => ({
    ...household,
    lowIncome: since(household.lowIncome, on, value),
  });

type Data<Type extends HouseholdEvent['type']> = Extract<HouseholdEvent, { readonly type: Type }>['data'];

type Folds = {
  readonly [Type in HouseholdEvent['type']]?: (household: Household, data: Data<Type>) => Household;
};

const folds: Folds = {
  HouseholdRegistered: (household, { householdNo, villageCode, on }) => ({
    ...household,
    householdNo,
    village: since(household.village, on, villageCode),
  }),
  AlleviatedRecordSet: (household, { on }) => ({
    ...household,
    alleviated: since(household.alleviated, on, true),
  }),
  AlleviatedRecordVoided: (household, { on }) => ({
    ...household,
    alleviated: since(household.alleviated, on, false),
  }),
  MonitoringIdentified: monitored('MONITORED'),
  MonitoringReopened: monitored('MONITORED'),
  RiskEliminated: monitored('RISK_ELIMINATED'),
  MonitoringVoided: (household, { restored, on }) =>
    monitored(restored && (restored.riskEliminated ? 'RISK_ELIMINATED' : 'MONITORED'))(household, { on }),
  LowIncomeSet: lowIncome(true),
  LowIncomeCleared: lowIncome(false),
  EligibilityAssessed: assessed,
  HouseholdMoved: (household, { to, on }) => ({ ...household, village: since(household.village, on, to) }),
  HouseholdVanished: (household, { on }) => gone(household, on),
  HouseholdVanishingVoided: (household, { villageCode, on }) => ({
    ...household,
    village: since(household.village, on, villageCode),
  }),
};

/** Whether coverage listens to such an event. */
export const concernsCoverage = (type: string): boolean => Object.hasOwn(folds, type);

export const householdAfter = (household: Household, event: Recorded<HouseholdEvent>): Household =>
  folds[event.type]?.(household, event.data as never) ?? household;
