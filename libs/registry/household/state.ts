import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import {
  householdEvents,
  type HeadIndex,
  type HeadKey,
  type HouseholdEvent,
  type IneligibilityReason,
  type LowIncomeKind,
  type MonitoringCategory,
} from './events';

/** Four independent facts rather than one category (glossary 1.2). */
export interface Household {
  readonly phase: 'ABSENT' | 'LIVING' | 'VANISHED';
  readonly householdNo: string;
  readonly villageCode: DivisionCode | null;
  readonly populationCount: number;
  readonly labourCount: number;
  readonly group: string | null;
  readonly documentFingerprint: string;
  /** Name of the key under which the head is found; null where none was named. */
  readonly lookUpKey: string | null;
  /** Its heads, today's and those before, who have a data key of their own; each once. */
  readonly persons: readonly string[];
  /** Documents of earlier heads. */
  readonly formerDocuments: readonly string[];
  readonly alleviated: boolean;
  /** Days of the records that say so. */
  readonly alleviatedOn: readonly CalendarDate[];
  readonly monitoring: { readonly category: MonitoringCategory; readonly riskEliminated: boolean } | null;
  readonly lowIncome: LowIncomeKind | null;
  readonly eligibility: {
    readonly hasDevelopmentConditions: boolean;
    readonly isWilling: boolean;
    readonly reasonIfNot: IneligibilityReason | null;
    readonly on: CalendarDate;
  } | null;
  /** Industries the household wants to take up or has taken up. */
  readonly industries: readonly string[];
}

export const householdId = (householdNo: string): string => derivedId('household', householdNo);

const initial: Household = {
  phase: 'ABSENT',
  householdNo: '',
  villageCode: null,
  populationCount: 0,
  labourCount: 0,
  group: null,
  documentFingerprint: '',
  lookUpKey: null,
  persons: [],
  formerDocuments: [],
  alleviated: false,
  alleviatedOn: [],
  monitoring: null,
  lowIncome: null,
  eligibility: null,
  industries: [],
};

const evolve = (household: Household, event: HouseholdEvent): Household => {
  switch (event.type) {
    case 'HouseholdRegistered': {
      const { householdNo, villageCode, populationCount, labourCount, group } = event.data;
      const known = { householdNo, villageCode, populationCount, labourCount, group };
      return withPerson({ ...household, ...known, ...foundBy(event.data), phase: 'LIVING' }, event.data);
    }
    case 'HouseholdDataCorrected': {
      const { populationCount, labourCount, group } = event.data;
      return { ...household, populationCount, labourCount, group };
    }
    case 'HeadChanged':
      return withPerson(withDocument(household, event.data), event.data);
    case 'HouseholdReindexed':
      return { ...household, ...foundBy(event.data) };
    case 'AlleviatedRecordSet':
    case 'AlleviatedRecordVoided':
      return withRecord(household, event);
    case 'MonitoringIdentified':
      return { ...household, monitoring: { category: event.data.category, riskEliminated: false } };
    case 'RiskEliminated':
      return withRisk(household, true);
    case 'MonitoringReopened':
      return withRisk(household, false);
    case 'LowIncomeSet':
      return { ...household, lowIncome: event.data.kind };
    case 'LowIncomeCleared':
      return { ...household, lowIncome: null };
    case 'EligibilityAssessed': {
      const { hasDevelopmentConditions, isWilling, reasonIfNot, on } = event.data;
      return { ...household, eligibility: { hasDevelopmentConditions, isWilling, reasonIfNot, on } };
    }
    case 'IndustryWillRecorded':
      return { ...household, industries: event.data.industries };
    case 'HouseholdMoved':
      return { ...household, villageCode: event.data.to, group: null };
    case 'HouseholdVanished':
      return { ...household, phase: 'VANISHED' };
  }
};

/**
 * Whether nobody else may register the document, of which these are the fingerprints under each key; a household that is only
 * about to be registered holds it already.
 */
export const holdsDocument = (household: Household, fingerprints: readonly string[]): boolean => {
  const { phase, documentFingerprint, formerDocuments } = household;
  const isFormer = formerDocuments.some((former) => fingerprints.includes(former));
  return phase !== 'VANISHED' && (fingerprints.includes(documentFingerprint) || !isFormer);
};

const foundBy = ({ documentFingerprint, lookUpKey }: HeadIndex) => ({
  documentFingerprint,
  lookUpKey: lookUpKey ?? null,
});

const withDocument = (household: Household, index: HeadIndex): Household => {
  const formerDocuments = [...household.formerDocuments, household.documentFingerprint];
  return { ...household, ...foundBy(index), formerDocuments };
};

const withPerson = (household: Household, { personId }: HeadKey): Household =>
  personId === undefined || household.persons.includes(personId)
    ? household
    : { ...household, persons: [...household.persons, personId] };

type OfRecord = Extract<HouseholdEvent, { readonly type: 'AlleviatedRecordSet' | 'AlleviatedRecordVoided' }>;

const withRecord = (household: Household, { type, data }: OfRecord): Household => {
  const alleviatedOn = type === 'AlleviatedRecordSet' ? [...household.alleviatedOn, data.on] : [];
  return { ...household, alleviated: alleviatedOn.length > 0, alleviatedOn };
};

const withRisk = (household: Household, riskEliminated: boolean): Household =>
  household.monitoring === null
    ? household
    : { ...household, monitoring: { ...household.monitoring, riskEliminated } };

export const household: Aggregate<Household, HouseholdEvent> = {
  category: 'household',
  initial,
  evolve,
  events: householdEvents,
  scope: ({ villageCode }) => villageCode,
};
