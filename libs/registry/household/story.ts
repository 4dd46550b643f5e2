import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { AddMember, CorrectMemberData, RegisterHousehold, RelatedPart } from './commands';
import { checkDigit } from './document-no';
import type { HouseholdEvent, MonitoringCategory } from './events';
import type { Relation } from './member';
import { householdId } from './state';

export const VILLAGE = divisionCode('530424102201');
export const NEXT_VILLAGE = divisionCode('530424102202');

export const HOUSEHOLD_NO = '5304241020001';
export const HOUSEHOLD = householdId(HOUSEHOLD_NO);
export const NEIGHBOUR = householdId('5304241020002');

/** Of nobody: no area has the code 999999. */
export const documentNo = (index: number): string => {
  const first17 = `99999919700101${String(index).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
};

export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: VILLAGE });

export const on = calendarDate('2025-03-01');

/** What an informant sends. */
export const register = (changed: Partial<RegisterHousehold> = {}): RegisterHousehold =>
  Object.assign(new RegisterHousehold(), {
    ...{ householdNo: HOUSEHOLD_NO, villageCode: VILLAGE, group: `${VILLAGE}-03` },
    ...{ populationCount: 4, labourCount: 2, source: 'NATIONAL_IMPORT', synthetic: true },
    ...{ headName: '王示例', documentNo: documentNo(1) },
    ...changed,
  });

/** The head as the rules see it, a village in use, a document that nobody else holds. */
export const known = {
  id: HOUSEHOLD,
  head: { headName: 'v1.sealed', documentNo: 'v1.sealed' },
  personId: '00000000-0000-5000-8000-0000000000d1',
  index: { documentFingerprint: 'fingerprint-1', phoneFingerprint: null, lookUpKey: 'key-1' },
  documentHolder: null,
  ...{
    isAnother: true,
    stays: null,
    erasing: null,
    isListed: false,
    member: { memberName: 'v1.sealed' },
    found: [],
  },
  ...{ metElsewhere: 0, mostMet: null, isAsBefore: false },
  claims: [],
  villageIsUsed: true,
};

export const registered = {
  type: 'HouseholdRegistered',
  data: {
    ...{ householdId: HOUSEHOLD, householdNo: HOUSEHOLD_NO, villageCode: VILLAGE, group: `${VILLAGE}-03` },
    ...{ populationCount: 4, labourCount: 2, source: 'NATIONAL_IMPORT', synthetic: true, on },
    ...{ head: known.head, personId: known.personId, ...known.index },
  },
} as const satisfies HouseholdEvent;

export const SPOUSE = '00000000-0000-5000-8000-0000000000d2';
export const CHILD = '00000000-0000-5000-8000-0000000000d3';

const member = {
  ...{ memberName: '赵示例', documentNo: documentNo(11), relationToHead: 'SPOUSE' },
  ...{ health: 'CHRONIC_ILLNESS', workPlace: '昆明市', workMonths: 3 },
} as const;

/** What an informant sends of a member. */
export const add = (changed: Partial<AddMember> = {}): AddMember =>
  Object.assign(new AddMember(), member, { cause: 'LISTED', populationCount: 4, labourCount: 2 }, changed);

export const correction = (personId: string, changed: Partial<CorrectMemberData> = {}): CorrectMemberData =>
  Object.assign(new CorrectMemberData(), member, { personId }, changed);

/** As it comes from the edge: an instance of its class. */
export const related = (personId: string, relationToHead: Relation): RelatedPart =>
  Object.assign(new RelatedPart(), { personId, relationToHead });

export const listed = (personId: string, relationToHead: Relation, documentFingerprint = personId) =>
  ({
    type: 'MemberAdded',
    data: {
      ...{
        personId,
        relationToHead,
        cause: 'LISTED',
        member: known.member,
        documentFingerprint,
        lookUpKey: 'key-1',
      },
      ...{ populationCount: 4, labourCount: 2, on },
    },
  }) as const satisfies HouseholdEvent;

/** That record, taken back. */
export const neverAlleviated = {
  type: 'AlleviatedRecordVoided',
  data: { records: [on], on },
} as const satisfies HouseholdEvent;

export const alleviated = {
  type: 'AlleviatedRecordSet',
  data: { alleviatedYear: 2018, enjoysPolicy: true, on },
} as const satisfies HouseholdEvent;

export const monitored = (category: MonitoringCategory) =>
  ({
    type: 'MonitoringIdentified',
    data: { category, riskFactors: ['ILLNESS'], on },
  }) as const satisfies HouseholdEvent;

export const riskEliminated = { type: 'RiskEliminated', data: { on } } as const satisfies HouseholdEvent;

export const reopened = {
  type: 'MonitoringReopened',
  data: { riskFactors: ['NATURAL_DISASTER'], on },
} as const satisfies HouseholdEvent;

/** That identification, taken back. */
export const neverMonitored = {
  type: 'MonitoringVoided',
  data: { records: [on], restored: null, riskFactors: null, on },
} as const satisfies HouseholdEvent;

export const lowIncome = {
  type: 'LowIncomeSet',
  data: { kind: 'MINIMUM_LIVING', on },
} as const satisfies HouseholdEvent;

export const eligible = {
  type: 'EligibilityAssessed',
  data: { hasDevelopmentConditions: true, isWilling: true, reasonIfNot: null, evidence: null, on },
} as const satisfies HouseholdEvent;

export const vanished = {
  type: 'HouseholdVanished',
  data: { cause: 'MOVED_AWAY', on },
} as const satisfies HouseholdEvent;

export const stillThere = {
  type: 'HouseholdVanishingVoided',
  data: { villageCode: VILLAGE, on },
} as const satisfies HouseholdEvent;
