import { describe, expect, it } from '@jest/globals';
import { HOUSEHOLD, NEIGHBOUR, NEXT_VILLAGE, VILLAGE } from '@registry/household/story';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import { personalReads } from './projector';
import { personalReadId } from './state';

const ID = personalReadId('first');
const seen = (command: string): Happening => ({
  stream: `personalRead-${personalReadId(command)}`,
  type: 'PersonalDataRead',
  data: {
    ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, villageCode: VILLAGE },
    ...{ fields: ['headName'], purpose: 'CONTACT', readBy: 'clerk' },
  },
  metadata: {
    ...{ actor: 'clerk', role: 'VILLAGE_INFORMANT', actorScope: VILLAGE },
    ...{ post: 'post-1', correlationId: `request-${command}` },
  },
});

const lookedUp = (found: readonly object[]): Happening => ({
  ...{ ...seen('first'), type: 'HouseholdLookedUp' },
  data: {
    ...{ numberKind: 'PHONE', division: '530424102000', found: found as never },
    ...{ purpose: 'CONTACT', readBy: 'clerk' },
  },
});

describe('the record of readings', () => {
  it('tells who saw which fields of whom, and what for', () => {
    givenEvents(seen('first'))
      .project(personalReads)
      .thenPartly('personal-reads', ID, {
        ...{ division: VILLAGE, subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, reader: 'clerk' },
        ...{ fields: ['headName'], purpose: 'CONTACT', role: 'VILLAGE_INFORMANT' },
        ...{ post: 'post-1', requestId: 'request-first', day: '2025-03-01' },
      });
  });

  it('tells of a member under the household, which can see it', () => {
    const data = {
      ...seen('first').data,
      subjectKind: 'PERSON',
      subjectId: 'member',
      householdId: HOUSEHOLD,
    };
    const found = [{ householdId: HOUSEHOLD, villageCode: VILLAGE, personId: 'member' }];
    const read = givenEvents({ ...seen('first'), data }).project(personalReads);
    for (const project of [read, givenEvents(lookedUp(found)).project(personalReads)])
      expect(project.all('personal-reads')).toMatchObject([{ subjectId: HOUSEHOLD, personId: 'member' }]);
    read.thenPartly('personal-reads', ID, { subjectKind: 'PERSON' });
  });

  it('keeps each reading', () => {
    const project = givenEvents(seen('first'), seen('second')).project(personalReads);
    project.thenPartly('personal-reads', ID, { reader: 'clerk' });
    project.thenPartly('personal-reads', personalReadId('second'), { reader: 'clerk' });
  });

  it('has a line for each household that a look-up found, in its village', () => {
    const project = givenEvents(
      lookedUp([
        { householdId: HOUSEHOLD, villageCode: VILLAGE },
        { householdId: NEIGHBOUR, villageCode: NEXT_VILLAGE },
      ]),
    ).project(personalReads);
    const rows = project.all('personal-reads');
    expect(rows.map(({ subjectId, division }) => [subjectId, division])).toEqual([
      [HOUSEHOLD, VILLAGE],
      [NEIGHBOUR, NEXT_VILLAGE],
    ]);
    for (const row of rows)
      expect(row).toMatchObject({
        ...{ subjectKind: 'HOUSEHOLD', numberKind: 'PHONE', fields: [], purpose: 'CONTACT' },
        ...{ reader: 'clerk', post: 'post-1', requestId: 'request-first', day: '2025-03-01' },
      });
    expect(project.all('personal-read-days')).toMatchObject([{ reader: 'clerk', reads: 2 }]);
  });

  it('has a line for a look-up that found nobody, which counts', () => {
    const project = givenEvents(lookedUp([])).project(personalReads);
    project.thenPartly('personal-reads', ID, {
      ...{ division: '530424102000', subjectId: null, numberKind: 'PHONE', reader: 'clerk' },
    });
    expect(project.all('personal-read-days')).toMatchObject([{ division: VILLAGE, reads: 1 }]);
  });

  it('has a line for each document met in a registration, which the household whose it is can see', () => {
    const met = (holderDivision: string): Happening => ({
      ...{ ...seen('first'), stream: 'meeting-m1', type: 'HolderMet' },
      data: { kind: 'document', holder: NEIGHBOUR, holderDivision, division: VILLAGE, metBy: 'clerk' },
    });
    const project = givenEvents(met(NEXT_VILLAGE), met(VILLAGE)).project(personalReads);
    expect(project.all('personal-reads')).toMatchObject([
      { subjectId: NEIGHBOUR, division: NEXT_VILLAGE, purpose: 'REGISTRATION', reader: 'clerk' },
      { subjectId: NEIGHBOUR, division: VILLAGE, purpose: 'REGISTRATION', reader: 'clerk' },
    ]);
    expect(project.all('personal-read-days')).toMatchObject([{ reader: 'clerk', reads: 2 }]);
  });

  it('counts by person and day, whatever posts it was in, and what was shown', () => {
    const town = {
      ...seen('second'),
      metadata: { ...seen('second').metadata, role: 'TOWN_INFORMANT', actorScope: NEXT_VILLAGE },
    };
    const both = { ...seen('third'), data: { ...seen('third').data, fields: ['headName', 'phone'] } };
    const project = givenEvents(seen('first'), town, both).project(personalReads);
    expect(project.all('personal-read-days')).toMatchObject([
      {
        ...{ reader: 'clerk', reads: 3, fields: 4, division: '530424102000' },
        roles: ['TOWN_INFORMANT', 'VILLAGE_INFORMANT'],
      },
    ]);
  });
});
