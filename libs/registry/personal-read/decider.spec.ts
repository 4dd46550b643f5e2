import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { HOUSEHOLD, somebody, VILLAGE } from '@registry/household/story';
import { command, specify } from '@testing/decider';
import { handledPersonalRead } from './aggregate';
import { ReadPersonalData } from './commands';
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

  it('names fields that there are, and tells all that is wrong at once', () =>
    given()
      .knowing(by('AUDITOR'))
      .when(read({ subjectKind: 'ENTITY', fields: ['managerName', 'bankCard'] }))
      .thenRefused('FIELD_NOT_OF_SUBJECT', 'PURPOSE_NOT_OF_ROLE', 'FIELD_NOT_FOR_PURPOSE'));
});
