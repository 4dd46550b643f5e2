import { describe, it } from '@jest/globals';
import { HOUSEHOLD, VILLAGE } from '@registry/household/story';
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

  it('keeps each reading', () => {
    const project = givenEvents(seen('first'), seen('second')).project(personalReads);
    project.thenPartly('personal-reads', ID, { reader: 'clerk' });
    project.thenPartly('personal-reads', personalReadId('second'), { reader: 'clerk' });
  });
});
