import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { HOUSEHOLD, NEIGHBOUR, somebody, VILLAGE } from '@registry/household/story';
import { command, specify } from '@testing/decider';
import { handledPersonalRead } from './aggregate';
import { LookUpHousehold, ReadPersonalData } from './commands';
import { READ_PURPOSES, type PersonalReadEvent, type ReadPurpose } from './events';

const { given } = specify<PersonalReadEvent>(handledPersonalRead, { villageCode: VILLAGE });
const by = (role: Role) => ({ actor: somebody(role) });
const read = (changed: Partial<ReadPersonalData> = {}) =>
  command(ReadPersonalData, {
    ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, fields: ['headName', 'phone'], purpose: 'CONTACT' },
    ...changed,
  });

/** Roles that may read for each purpose, of those that the command names. */
const rolesFor = (purpose: ReadPurpose): readonly Role[] =>
  ReadPersonalData.sentBy.filter((role) => {
    const asked = given().knowing(by(role)).when(read({ purpose }));
    try {
      return asked.events().length === 1;
    } catch {
      asked.thenRefused('PURPOSE_NOT_OF_ROLE');
      return false;
    }
  });

describe('reading personal data in clear', () => {
  it('is on record with whose, which fields and what for, and nothing that was read', () =>
    given()
      .knowing(by('VILLAGE_INFORMANT'))
      .when(read())
      .then({
        type: 'PersonalDataRead',
        data: {
          ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, villageCode: VILLAGE },
          ...{ fields: ['headName', 'phone'], purpose: 'CONTACT', readBy: 'VILLAGE_INFORMANT' },
        },
      }));

  it('is for a purpose of the role: who is concerned reads the own data, and only an auditor audits', () => {
    expect(rolesFor('OWN_DATA')).toEqual(['ENTITY_MANAGER', 'HOUSEHOLD']);
    expect(rolesFor('AUDIT')).toEqual(['AUDITOR']);
    for (const purpose of READ_PURPOSES.filter((one) => !['OWN_DATA', 'AUDIT'].includes(one)))
      expect(rolesFor(purpose)).toEqual([
        ...['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT', 'RESIDENT_TEAM'],
        ...['AGRI_BUREAU', 'REVITALIZATION_BUREAU', 'FINANCE_BUREAU'],
      ]);
  });

  it('shows an account number to who pays, who audits and its owner only', () => {
    const account = (purpose: ReadPurpose) => read({ fields: ['bankCard'], purpose });
    const clerk = given().knowing(by('FINANCE_BUREAU'));
    expect(clerk.when(account('PAYMENT')).events()).toHaveLength(1);
    clerk.when(account('CONTACT')).thenRefused('FIELD_NOT_FOR_PURPOSE');
    clerk.when(account('SERVICE')).thenRefused('FIELD_NOT_FOR_PURPOSE');
    expect(given().knowing(by('AUDITOR')).when(account('AUDIT')).events()).toHaveLength(1);
    expect(given().knowing(by('HOUSEHOLD')).when(account('OWN_DATA')).events()).toHaveLength(1);
  });

  it('shows health to who helps or checks, and not to who pays or calls', () => {
    const health = (purpose: ReadPurpose) =>
      read({
        subjectKind: 'PERSON',
        subjectId: NEIGHBOUR,
        householdId: HOUSEHOLD,
        fields: ['health'],
        purpose,
      });
    const clerk = given().knowing(by('VILLAGE_INFORMANT'));
    for (const purpose of ['PAYMENT', 'CONTACT'] as const)
      clerk.when(health(purpose)).thenRefused('FIELD_NOT_FOR_PURPOSE');
    const [event] = clerk.when(health('SERVICE')).events();
    expect(event?.data).toMatchObject({
      subjectKind: 'PERSON',
      subjectId: NEIGHBOUR,
      householdId: HOUSEHOLD,
    });
  });

  it('names fields that there are, and tells all that is wrong at once', () =>
    given()
      .knowing(by('AUDITOR'))
      .when(read({ subjectKind: 'ENTITY', fields: ['managerName', 'bankCard'] }))
      .thenRefused('FIELD_NOT_OF_SUBJECT', 'PURPOSE_NOT_OF_ROLE', 'FIELD_NOT_FOR_PURPOSE'));
});

describe('looking a household up by a number', () => {
  const found = [{ householdId: NEIGHBOUR, villageCode: VILLAGE }];
  const lookUp = (changed: Partial<LookUpHousehold> = {}) =>
    command(LookUpHousehold, {
      ...{ numberKind: 'PHONE', number: '13800000001', division: VILLAGE, purpose: 'CONTACT' },
      ...changed,
    });
  const clerk = given().knowing({ ...by('VILLAGE_INFORMANT'), numberFault: null, found });

  it('is on record with who was found, where and what for, and not with the number', () =>
    clerk.when(lookUp()).then({
      type: 'HouseholdLookedUp',
      data: {
        ...{ numberKind: 'PHONE', division: VILLAGE, found },
        ...{ purpose: 'CONTACT', readBy: 'VILLAGE_INFORMANT' },
      },
    }));

  it('is on record where nobody was found', () => {
    const [event] = clerk.knowing({ found: [] }).when(lookUp()).events();
    expect(event).toMatchObject({ type: 'HouseholdLookedUp', data: { found: [] } });
  });

  it('has the purposes of staff, and tells all that is wrong at once', () => {
    clerk.when(lookUp({ purpose: 'AUDIT' })).thenRefused('PURPOSE_NOT_OF_ROLE');
    clerk
      .knowing({ numberFault: 'CHECK_DIGIT' })
      .when(lookUp({ numberKind: 'DOCUMENT', purpose: 'OWN_DATA' }))
      .thenRefused('NUMBER_INVALID', 'PURPOSE_NOT_OF_ROLE');
    for (const role of ['HOUSEHOLD', 'ENTITY_MANAGER'] as const)
      expect(LookUpHousehold.sentBy).not.toContain(role);
  });

  it('is refused where so many share the number that it is nobody’s own', () => {
    const many = (count: number) => ({ found: Array.from({ length: count }, () => found[0]) });
    expect(clerk.knowing(many(200)).when(lookUp()).events()).toHaveLength(1);
    clerk.knowing(many(201)).when(lookUp()).thenRefused('NUMBER_OF_TOO_MANY');
  });
});
