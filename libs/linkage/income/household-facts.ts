import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Recorded } from '@projection/fold';
import type { HouseholdEvent } from '@registry/household/events';
import type { IncomeEvent } from './events';
import { amountsOf } from '@kernel/income-formula';
import type { Fact, Group } from './knowledge';
import { period } from './period';

type OfHousehold = Recorded<HouseholdEvent>;
const SHEETS = ['IncomeRecorded', 'IncomeCorrected'] as const;
type OfSheet = Extract<Recorded<IncomeEvent>, { readonly type: (typeof SHEETS)[number] }>;
type OfIncome = OfSheet | Extract<Recorded<IncomeEvent>, { readonly type: 'IncomeVoided' }>;
export type Happened = OfHousehold | OfIncome;

export const INCOMES: readonly string[] = [...SHEETS, 'IncomeVoided'];
export const ofIncome = (event: Happened): event is OfIncome => INCOMES.includes(event.type);
export const ofSheet = (event: Happened): event is OfSheet => SHEETS.some((type) => type === event.type);

export const recordedOn = ({ metadata }: Happened): CalendarDate => {
  const at = metadata['recordedAt'];
  if (typeof at !== 'string') throw new TypeError('the event does not say when it was recorded');
  return recordedDate(at);
};

const incomeFact = (event: OfIncome, recorded: CalendarDate): Fact => {
  const { year, quarter } = event.data;
  const fact = { kind: 'INCOME', recorded, period: period(year, quarter) } as const;
  if (!ofSheet(event)) return { ...fact, record: null };
  const { populationCount, villageCode, items } = event.data;
  return { ...fact, record: { ...amountsOf(items), populationCount, villageCode } };
};

type Told =
  | { readonly kind: 'VILLAGE'; readonly villageCode: DivisionCode }
  | { readonly kind: 'GROUP'; readonly group: Group; readonly belongs: boolean }
  | { readonly kind: 'SPLIT' | 'GONE' | 'STILL_THERE' };

type Telling = {
  readonly [Type in HouseholdEvent['type']]?: (
    data: Extract<HouseholdEvent, { readonly type: Type }>['data'],
  ) => readonly Told[];
};

const inGroup = (group: Group, belongs: boolean): Told => ({ kind: 'GROUP', group, belongs });

const telling: Telling = {
  HouseholdRegistered: ({ villageCode }) => [{ kind: 'VILLAGE', villageCode }],
  HouseholdMoved: ({ to }) => [{ kind: 'VILLAGE', villageCode: to }],
  AlleviatedRecordSet: () => [inGroup('ALLEVIATED', true)],
  AlleviatedRecordVoided: () => [inGroup('ALLEVIATED', false)],
  MonitoringIdentified: () => [inGroup('MONITORED', true), inGroup('RISK_ELIMINATED', false)],
  MonitoringReopened: () => [inGroup('RISK_ELIMINATED', false)],
  RiskEliminated: () => [inGroup('RISK_ELIMINATED', true)],
  MonitoringVoided: ({ restored }) => [
    inGroup('MONITORED', restored !== null),
    inGroup('RISK_ELIMINATED', restored?.riskEliminated === true),
  ],
  LowIncomeSet: () => [inGroup('LOW_INCOME', true)],
  LowIncomeCleared: () => [inGroup('LOW_INCOME', false)],
  HouseholdSplit: () => [{ kind: 'SPLIT' }],
  HouseholdVanished: () => [{ kind: 'GONE' }],
  HouseholdVanishingVoided: () => [{ kind: 'STILL_THERE' }],
};

const householdFacts = ({ type, data }: OfHousehold, recorded: CalendarDate): readonly Fact[] => {
  const told = telling[type]?.(data as never) ?? [];
  return told.map((fact) => ({ ...fact, recorded, on: data.on }));
};

/** What the event tells of a household's place, groups or income. */
export const factsOf = (event: Happened): readonly Fact[] => {
  const recorded = recordedOn(event);
  return ofIncome(event) ? [incomeFact(event, recorded)] : householdFacts(event, recorded);
};
