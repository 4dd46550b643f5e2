import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import { RegisterSplitHousehold, SeparateMembers } from './commands';
import type { HouseholdEvent } from './events';
import { knownFor } from './known-for';
import { separationFaults, type Separation } from './separation';
import { household, householdId } from './state';
import {
  alleviated,
  CHILD,
  eligible,
  HOUSEHOLD,
  known,
  listed,
  lowIncome,
  monitored,
  on,
  registered,
  related,
  reopened,
  riskEliminated,
  SPOUSE,
  vanished,
  VILLAGE,
} from './story';

const NEW_NO = '5304241020099';
const NEW = householdId(NEW_NO);
const SPLIT = '00000000-0000-5000-8000-0000000000e1';
const later = calendarDate('2025-04-01');
const family = [registered, listed(CHILD, 'CHILD'), listed(SPOUSE, 'SPOUSE')];

describe('what stands against a split', () => {
  const leaving: Separation = {
    ...{ headId: CHILD, members: [], facts: [] },
    staying: { populationCount: 3, labourCount: 1 },
    leaving: { populationCount: 1, labourCount: 1 },
  };
  const faults = (events: readonly HouseholdEvent[], changed: Partial<Separation> = {}) =>
    separationFaults(fold(household, events), { ...leaving, ...changed }).flatMap((fault) =>
      fault ? [[fault.code, fault.pointer]] : [],
    );

  it('is nothing where a member leaves and everybody is counted', () => expect(faults(family)).toEqual([]));

  it('is that the household is no more', () =>
    expect(faults([...family, vanished])).toEqual([['HOUSEHOLD_VANISHED', '/householdId']]));

  it.each([
    ['no member', { headId: HOUSEHOLD }],
    ['the head, who stays', { headId: known.personId }],
    ['named twice', { members: [{ personId: CHILD, relationToHead: 'SPOUSE' as const }] }],
  ])('is that somebody is %s', (_who, changed) =>
    expect(faults(family, changed)).toContainEqual(['MEMBER_UNKNOWN', '/members']),
  );

  it('is that people appear or are lost', () =>
    expect(faults(family, { leaving: { populationCount: 2, labourCount: 1 } })).toEqual([
      ['SPLIT_COUNTS_DIFFER', '/leaving'],
    ]));

  it('is that one of the two counts fewer than are listed there, or less people than labour', () => {
    const staying = { populationCount: 1, labourCount: 2 };
    expect(faults(family, { staying, leaving: { populationCount: 3, labourCount: 4 } })).toEqual([
      ['LABOUR_EXCEEDS_POPULATION', '/staying/labourCount'],
      ['LABOUR_EXCEEDS_POPULATION', '/leaving/labourCount'],
      ['MEMBERS_EXCEED_POPULATION', '/staying/populationCount'],
    ]);
  });

  it('is that nobody said whether the new household has what the old one is known for', () => {
    const all = [...family, alleviated, monitored('SUDDEN_HARDSHIP'), lowIncome, eligible];
    expect(faults(all)).toEqual([['SPLIT_FACTS_UNDECIDED', '/facts']]);
    const facts = (['ALLEVIATED', 'MONITORING', 'LOW_INCOME', 'ELIGIBILITY'] as const).map((fact) => ({
      ...{ fact, follows: false },
    }));
    expect(faults(all, { facts })).toEqual([]);
  });

  it('is that something is said which the household is not known for, or said twice', () => {
    const fact = { fact: 'ALLEVIATED', follows: true } as const;
    expect(faults(family, { facts: [fact] })).toEqual([['SPLIT_FACTS_UNFOUNDED', '/facts']]);
    expect(faults([...family, alleviated], { facts: [fact, fact] })).toEqual([
      ['SPLIT_FACTS_UNFOUNDED', '/facts'],
    ]);
  });

  it('is that one is monitored as unstable without having been alleviated (glossary 1.2)', () => {
    const events = [...family, alleviated, monitored('UNSTABLE_ALLEVIATED')];
    const facts = [
      { fact: 'ALLEVIATED', follows: false },
      { fact: 'MONITORING', follows: true },
    ] as const;
    expect(faults(events, { facts })).toEqual([['CATEGORY_CONFLICT', '/facts']]);
  });
});

const here = specify<HouseholdEvent>(handledHousehold, { ...known, today: later, effectiveDate: later });
const into = { householdSplitId: SPLIT, newHouseholdId: NEW, newHouseholdNo: NEW_NO };
const separated = (...personIds: string[]): HouseholdEvent => ({
  type: 'HouseholdSplit',
  data: { ...into, personIds, populationCount: 3, labourCount: 1, on: later },
});
const separate = (...personIds: string[]) =>
  command(SeparateMembers, { ...into, personIds, populationCount: 3, labourCount: 1 });

describe('the household that was split', () => {
  it('has the others, in the numbers that are left', () => {
    here
      .given(...family)
      .when(separate(CHILD))
      .then(separated(CHILD));
    expect(here.given(...family, separated(CHILD)).state()).toMatchObject({
      ...{ members: [{ personId: SPOUSE }], populationCount: 3, labourCount: 1, splitInto: [NEW] },
      ...{ persons: [known.personId, SPOUSE], formerDocuments: [CHILD], villageCode: VILLAGE },
    });
  });

  it('is not left by who is no member, nor by anybody when it is no more', () => {
    here
      .given(...family)
      .when(separate(HOUSEHOLD))
      .thenRefused('MEMBER_UNKNOWN');
    here
      .given(...family, vanished)
      .when(separate(CHILD))
      .thenRefused('HOUSEHOLD_VANISHED');
  });
});

describe('the household of those who left', () => {
  const was = fold(knownFor, [
    registered,
    alleviated,
    monitored('SUDDEN_HARDSHIP'),
    riskEliminated,
    eligible,
  ]);
  const index = { documentFingerprint: 'fingerprint-7', phoneFingerprint: null, lookUpKey: 'key-1' };
  const memberIndex = { documentFingerprint: SPOUSE, lookUpKey: 'key-1' };
  const left = {
    ...{ villageCode: VILLAGE, group: null, known: was, head: { sealed: known.head, index } },
    members: { [SPOUSE]: { member: known.member, index: memberIndex } },
  };
  const born = specify<HouseholdEvent>(handledHousehold, {
    ...{ ...left, id: NEW, claims: [], today: later, effectiveDate: later },
  });
  const counts = { populationCount: 2, labourCount: 2 };
  const register = command(RegisterSplitHousehold, {
    ...{ householdSplitId: SPLIT, splitFrom: HOUSEHOLD, householdNo: NEW_NO, headId: CHILD, ...counts },
    ...{ members: [related(SPOUSE, 'SPOUSE')], facts: ['MONITORING', 'ELIGIBILITY'] },
  });

  it('lives where they lived, and has what was decided to follow them, from that day on', () => {
    const events = born.given().when(register).events();
    expect(events.map(({ type }) => type)).toEqual([
      ...['HouseholdRegistered', 'MemberAdded', 'MonitoringIdentified', 'RiskEliminated'],
      'EligibilityAssessed',
    ]);
    expect(events.every(({ data }) => data.on === later)).toBe(true);
    expect(events[0]?.data).toMatchObject({
      ...{ householdId: NEW, householdNo: NEW_NO, villageCode: VILLAGE, personId: CHILD, ...index },
      ...{ splitFrom: HOUSEHOLD, householdSplitId: SPLIT, synthetic: true, source: 'VILLAGE' },
    });
    expect(events[1]?.data).toMatchObject({ personId: SPOUSE, cause: 'SPLIT', ...memberIndex, ...counts });
    expect(fold(household, events)).toMatchObject({
      ...{ phase: 'LIVING', headId: CHILD, splitFrom: HOUSEHOLD, persons: [CHILD, SPOUSE] },
      ...{ alleviated: false, monitoring: { category: 'SUDDEN_HARDSHIP', riskEliminated: true } },
    });
  });

  it('is registered once, and only with those who have left', () => {
    born.given(registered).when(register).thenRefused('HOUSEHOLD_EXISTS');
    born.given().knowing({ head: null }).when(register).thenRefused('MEMBER_UNKNOWN');
    born.given().knowing({ members: {} }).when(register).thenRefused('MEMBER_UNKNOWN');
  });
});

describe('what a household is known for', () => {
  it('is told as it was recorded last, and no more once it was taken back', () => {
    const monitoring = fold(knownFor, [registered, monitored('SUDDEN_HARDSHIP'), riskEliminated, reopened]);
    expect(monitoring).toMatchObject({
      monitoring: { riskFactors: ['NATURAL_DISASTER'] },
      riskEliminated: false,
    });
    const cleared = [lowIncome, { type: 'LowIncomeCleared', data: { on } }] as const;
    expect(fold(knownFor, [registered, ...cleared]).lowIncome).toBeNull();
    const voided = { type: 'AlleviatedRecordVoided', data: { records: [on], on } } as const;
    expect(fold(knownFor, [registered, alleviated, voided]).alleviated).toBeNull();
  });

  it('changed last on the latest day told, and not when it was found under another key', () => {
    const reindexed = { type: 'HouseholdReindexed', data: { ...known.index, on: later } } as const;
    expect(fold(knownFor, [registered, reindexed]).since).toBe(on);
    const moved = { type: 'HouseholdMoved', data: { from: VILLAGE, to: VILLAGE, on: later } } as const;
    expect(fold(knownFor, [registered, moved, alleviated]).since).toBe(later);
  });
});
