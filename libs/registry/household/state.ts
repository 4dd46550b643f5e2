import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import {
  householdEvents,
  type Counts,
  type HeadIndex,
  type HeadKey,
  type HouseholdEvent,
  type IneligibilityReason,
  type Related,
  type VanishingCause,
} from './events';
import { categorised, UNCATEGORISED, type Categorised } from './category-fold';
import { afterSplit, underNextHead, withMembers, type Listed } from './members';

/** Four independent facts rather than one category (glossary 1.2). */
export interface Household extends Listed, Categorised {
  readonly phase: 'ABSENT' | 'LIVING' | 'VANISHED';
  readonly householdNo: string;
  readonly villageCode: DivisionCode | null;
  /** Null where it never moved. */
  readonly movedOn: CalendarDate | null;
  readonly vanishedOn: CalendarDate | null;
  readonly vanishedFor: VanishingCause | null;
  readonly group: string | null;
  readonly documentFingerprint: string;
  /** Name of the key under which the head is found; null where none was named. */
  readonly lookUpKey: string | null;
  /** Under whose key the head is; null where it is the household's. */
  readonly headId: string | null;
  /** Its heads and members, today's and those before, who have a data key of their own; each once. */
  readonly persons: readonly string[];
  readonly eligibility: {
    readonly hasDevelopmentConditions: boolean;
    readonly isWilling: boolean;
    readonly reasonIfNot: IneligibilityReason | null;
    readonly on: CalendarDate;
  } | null;
  /** Industries the household wants to take up or has taken up. */
  readonly industries: readonly string[];
  /** The household that its people left by 分户; null of every other. */
  readonly splitFrom: string | null;
  /** Households of those who left this one by 分户. */
  readonly splitInto: readonly string[];
}

export { knownFor } from './known-for';

export const householdId = (householdNo: string): string => derivedId('household', householdNo);

const initial: Household = {
  phase: 'ABSENT',
  householdNo: '',
  villageCode: null,
  movedOn: null,
  vanishedOn: null,
  vanishedFor: null,
  populationCount: 0,
  labourCount: 0,
  group: null,
  documentFingerprint: '',
  lookUpKey: null,
  headId: null,
  members: [],
  persons: [],
  formerDocuments: [],
  ...UNCATEGORISED,
  eligibility: null,
  industries: [],
  splitFrom: null,
  splitInto: [],
};

const evolve = (household: Household, event: HouseholdEvent): Household => {
  switch (event.type) {
    case 'HouseholdRegistered':
      return withHead({ ...household, ...registeredAs(event.data) }, event.data);
    case 'HouseholdDataCorrected':
      return { ...household, ...countedIn(event.data) };
    case 'HeadChanged':
    case 'HeadCorrected':
      return withNextHead(household, event.data);
    case 'HouseholdReindexed':
      return { ...household, ...foundBy(event.data) };
    case 'MemberAdded':
    case 'MemberDataCorrected':
    case 'MemberLeft':
    case 'MemberReindexed':
      return withPerson({ ...household, ...withMembers(household, event) }, event.data);
    case 'HouseholdSplit':
      return withoutSplit(household, event.data);
    case 'AlleviatedRecordSet':
    case 'AlleviatedRecordVoided':
    case 'MonitoringIdentified':
    case 'RiskEliminated':
    case 'MonitoringReopened':
    case 'MonitoringVoided':
    case 'LowIncomeSet':
    case 'LowIncomeCleared':
      return { ...household, ...categorised(household, event) };
    case 'EligibilityAssessed':
      return { ...household, eligibility: withoutPaper(event.data) };
    case 'IndustryWillRecorded':
      return { ...household, industries: event.data.industries };
    case 'HouseholdMoved':
      return { ...household, villageCode: event.data.to, movedOn: event.data.on, group: null };
    case 'HouseholdVanished':
      return { ...household, phase: 'VANISHED', vanishedOn: event.data.on, vanishedFor: event.data.cause };
    case 'HouseholdVanishingVoided':
      return { ...household, phase: 'LIVING', vanishedOn: null, vanishedFor: null };
  }
};

/**
 * Whether nobody else may register the document, of which these are the fingerprints under each key; a household that is only
 * about to be registered holds it already.
 */
export const holdsDocument = (household: Household, fingerprints: readonly string[]): boolean => {
  const { phase, documentFingerprint, members, formerDocuments } = household;
  const present = [documentFingerprint, ...members.map((member) => member.documentFingerprint)];
  const [isPresent, isFormer] = [present, formerDocuments].map((documents) =>
    documents.some((document) => fingerprints.includes(document)),
  );
  return phase !== 'VANISHED' && (isPresent === true || isFormer !== true);
};

type AsRegistered = Extract<HouseholdEvent, { readonly type: 'HouseholdRegistered' }>['data'];

const registeredAs = (data: AsRegistered) => {
  const { householdNo, villageCode, splitFrom = null } = data;
  return { householdNo, villageCode, splitFrom, ...countedIn(data), phase: 'LIVING' } as const;
};

const countedIn = ({
  populationCount,
  labourCount,
  group,
}: Counts & Pick<Household, 'group'>): Counts & Pick<Household, 'group'> => ({
  ...{ populationCount, labourCount, group },
});

const withoutPaper = <A extends { readonly evidence: string | null }>({
  evidence: _paper,
  ...assessed
}: A): Omit<A, 'evidence'> => assessed;

const foundBy = ({ documentFingerprint, lookUpKey }: HeadIndex) => ({
  documentFingerprint,
  lookUpKey: lookUpKey ?? null,
});

const withHead = (household: Household, head: HeadIndex & HeadKey): Household =>
  withPerson({ ...household, ...foundBy(head), headId: head.personId ?? null }, head);

type NextHead = HeadIndex & HeadKey & { readonly relations?: readonly Related[] };

const withNextHead = (household: Household, head: NextHead): Household => {
  const members = underNextHead(household.members, head);
  const formerDocuments = [...household.formerDocuments, household.documentFingerprint];
  return withHead({ ...household, members, formerDocuments }, head);
};

const withPerson = (household: Household, { personId }: HeadKey): Household =>
  personId === undefined || household.persons.includes(personId)
    ? household
    : { ...household, persons: [...household.persons, personId] };

/** Who left is of the new household alone: what is forgotten of this one is not forgotten of them. */
const withoutSplit = (household: Household, data: Left): Household => ({
  ...household,
  ...afterSplit(household, data),
  persons: household.persons.filter((person) => !data.personIds.includes(person)),
  splitInto: [...household.splitInto, data.newHouseholdId],
});

type Left = Extract<HouseholdEvent, { readonly type: 'HouseholdSplit' }>['data'];

export const household: Aggregate<Household, HouseholdEvent> = {
  category: 'household',
  initial,
  evolve,
  events: householdEvents,
  scope: ({ villageCode }) => villageCode,
};
