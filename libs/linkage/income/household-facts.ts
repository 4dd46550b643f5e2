import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { HouseholdEvent } from '@registry/household/events';
import type { IncomeEvent } from './events';
import { amountsOf } from '@kernel/income-formula';
import type { Fact, Group } from './knowledge';
import { period } from './period';

type OfHousehold = Recorded<HouseholdEvent>;
type OfIncome = Extract<Recorded<IncomeEvent>, { readonly type: 'IncomeRecorded' | 'IncomeCorrected' }>;
export type Happened = OfHousehold | OfIncome;

export const INCOMES: readonly string[] = ['IncomeRecorded', 'IncomeCorrected'];
export const ofIncome = (event: Happened): event is OfIncome => INCOMES.includes(event.type);

export const recordedOn = ({ metadata }: Happened): CalendarDate => {
  const at = metadata['recordedAt'];
  if (typeof at !== 'string') throw new TypeError('the event does not say when it was recorded');
  return recordedDate(at);
};

const incomeFact = ({ data }: OfIncome, recorded: CalendarDate): Fact => {
  const { year, quarter, populationCount, villageCode, items } = data;
  const record = { ...amountsOf(items), populationCount, villageCode };
  return { kind: 'INCOME', recorded, period: period(year, quarter), record };
};

const householdFacts = ({ type, data }: OfHousehold, recorded: CalendarDate): readonly Fact[] => {
  const inGroup = (group: Group, belongs: boolean): readonly Fact[] => [
    { kind: 'GROUP', recorded, on: data.on, group, belongs },
  ];
  switch (type) {
    case 'HouseholdRegistered':
      return [{ kind: 'VILLAGE', recorded, on: data.on, villageCode: data.villageCode }];
    case 'HouseholdMoved':
      return [{ kind: 'VILLAGE', recorded, on: data.on, villageCode: data.to }];
    case 'AlleviatedRecordSet':
      return inGroup('ALLEVIATED', true);
    case 'AlleviatedRecordVoided':
      return inGroup('ALLEVIATED', false);
    case 'MonitoringIdentified':
      return [...inGroup('MONITORED', true), ...inGroup('RISK_ELIMINATED', false)];
    case 'MonitoringReopened':
      return inGroup('RISK_ELIMINATED', false);
    case 'RiskEliminated':
      return inGroup('RISK_ELIMINATED', true);
    case 'LowIncomeSet':
      return inGroup('LOW_INCOME', true);
    case 'LowIncomeCleared':
      return inGroup('LOW_INCOME', false);
    case 'HouseholdSplit':
      return [{ kind: 'SPLIT', recorded, on: data.on }];
    case 'HouseholdVanished':
      return [{ kind: 'GONE', recorded, on: data.on }];
    case 'HouseholdDataCorrected':
    case 'HeadChanged':
    case 'HeadCorrected':
    case 'HouseholdReindexed':
    case 'MemberAdded':
    case 'MemberDataCorrected':
    case 'MemberLeft':
    case 'MemberReindexed':
    case 'EligibilityAssessed':
    case 'IndustryWillRecorded':
      return [];
  }
};

/** What the event tells of a household's place, groups or income. */
export const factsOf = (event: Happened): readonly Fact[] => {
  const recorded = recordedOn(event);
  return ofIncome(event) ? [incomeFact(event, recorded)] : householdFacts(event, recorded);
};
