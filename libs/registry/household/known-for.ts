import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { householdEvents, type HeldFact, type HouseholdEvent } from './events';

type Data<Type extends HouseholdEvent['type']> = Extract<HouseholdEvent, { readonly type: Type }>['data'];

/** What a household is known for, as it was recorded: so it is told of one that comes of it. */
export interface KnownFor {
  readonly synthetic: boolean;
  readonly alleviated: Data<'AlleviatedRecordSet'> | null;
  readonly monitoring: Data<'MonitoringIdentified'> | null;
  readonly riskEliminated: boolean;
  /** Days of the last identification and of what followed of it, in the order recorded. */
  readonly monitoringDays: readonly CalendarDate[];
  /** What held before the last identification; null where there was none before. */
  readonly monitoredBefore: Monitored | null;
  readonly lowIncome: Data<'LowIncomeSet'> | null;
  readonly assessment: Data<'EligibilityAssessed'> | null;
  readonly will: Data<'IndustryWillRecorded'> | null;
  /** Latest day of all that was recorded of it; who is found under another key has not changed. */
  readonly since: CalendarDate | null;
}

/** One identification, as far as it was told. */
type Monitored = Pick<KnownFor, 'monitoring' | 'riskEliminated' | 'monitoringDays' | 'monitoredBefore'>;

const UNMONITORED: Monitored = {
  ...{ monitoring: null, riskEliminated: false, monitoringDays: [], monitoredBefore: null },
};

const monitoredIn = (known: Monitored): Monitored => {
  const { monitoring, riskEliminated, monitoringDays, monitoredBefore } = known;
  return { monitoring, riskEliminated, monitoringDays, monitoredBefore };
};

type Folds = {
  readonly [Type in HouseholdEvent['type']]?: (known: KnownFor, data: Data<Type>) => Partial<KnownFor>;
};

const folds: Folds = {
  HouseholdRegistered: (_known, { synthetic }) => ({ synthetic }),
  AlleviatedRecordSet: (_known, alleviated) => ({ alleviated }),
  AlleviatedRecordVoided: () => ({ alleviated: null }),
  MonitoringIdentified: (known, monitoring) => ({
    ...{ monitoring, riskEliminated: false, monitoringDays: [monitoring.on] },
    monitoredBefore: known.monitoring === null ? null : monitoredIn(known),
  }),
  RiskEliminated: ({ monitoringDays }, { on }) => ({
    riskEliminated: true,
    monitoringDays: [...monitoringDays, on],
  }),
  MonitoringReopened: ({ monitoring, monitoringDays }, { riskFactors, on }) => ({
    monitoring: monitoring && { ...monitoring, riskFactors },
    riskEliminated: false,
    monitoringDays: [...monitoringDays, on],
  }),
  MonitoringVoided: ({ monitoredBefore }) => monitoredBefore ?? UNMONITORED,
  LowIncomeSet: (_known, lowIncome) => ({ lowIncome }),
  LowIncomeCleared: () => ({ lowIncome: null }),
  EligibilityAssessed: (_known, assessment) => ({ assessment }),
  IndustryWillRecorded: (_known, will) => ({ will: will.industries.length === 0 ? null : will }),
};

const UNTOLD: readonly HouseholdEvent['type'][] = ['HouseholdReindexed', 'MemberReindexed'];

const evolve = (known: KnownFor, event: HouseholdEvent): KnownFor => {
  const { type, data } = event;
  const since = known.since === null ? data.on : laterOf(known.since, data.on);
  return {
    ...known,
    ...folds[type]?.(known, data as never),
    since: UNTOLD.includes(type) ? known.since : since,
  };
};

/** A third fold of the same stream. */
export const knownFor: Aggregate<KnownFor, HouseholdEvent> = {
  category: 'household',
  initial: {
    ...UNMONITORED,
    ...{ synthetic: false, alleviated: null },
    ...{ lowIncome: null, assessment: null, will: null, since: null },
  },
  evolve,
  events: householdEvents,
  scope: () => null,
};

type Following = readonly HouseholdEvent[];

const monitored = ({ monitoring, riskEliminated }: KnownFor, on: CalendarDate): Following => {
  if (monitoring === null) return [];
  const identified = { type: 'MonitoringIdentified', data: { ...monitoring, on } } as const;
  return riskEliminated ? [identified, { type: 'RiskEliminated', data: { on } }] : [identified];
};

const FOLLOWING: Readonly<Record<HeldFact, (known: KnownFor, on: CalendarDate) => Following>> = {
  ALLEVIATED: ({ alleviated }, on) =>
    alleviated === null ? [] : [{ type: 'AlleviatedRecordSet', data: { ...alleviated, on } }],
  MONITORING: monitored,
  LOW_INCOME: ({ lowIncome }, on) =>
    lowIncome === null ? [] : [{ type: 'LowIncomeSet', data: { ...lowIncome, on } }],
  ELIGIBILITY: ({ assessment }, on) =>
    assessment === null ? [] : [{ type: 'EligibilityAssessed', data: { ...assessment, on } }],
  INDUSTRY_WILL: ({ will }, on) =>
    will === null ? [] : [{ type: 'IndustryWillRecorded', data: { ...will, on } }],
};

/** What is true from that day on of a household that comes of the one that is known for it. */
export const following = (known: KnownFor, facts: readonly HeldFact[], on: CalendarDate): Following =>
  facts.flatMap((fact) => FOLLOWING[fact](known, on));
