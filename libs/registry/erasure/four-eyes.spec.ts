import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { Desk } from '@testing/desk';
import { handledErasure } from './aggregate';
import { RefuseErasure } from './commands';

const VILLAGE = divisionCode('530424102201');
const id = '00000000-0000-5000-8000-000000000001';
const refusing = Object.assign(new RefuseErasure(), { ground: 'NOT_THE_PERSON' });
const signer = (user: string, delegatedBy?: string): Actor => ({
  ...{ user, role: 'COUNTY_SIGNER', scope: divisionCode('530424000000') },
  ...(delegatedBy === undefined ? {} : { delegatedBy }),
});

describe('what a deputy has asked for', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = new Desk([handledErasure], Date.parse('2025-03-01T04:00:00.000Z'));
    await desk.happened({
      stream: `erasure-${id}`,
      type: 'ErasureRequested',
      data: {
        ...{ subjectKind: 'HOUSEHOLD', subjectId: id, villageCode: VILLAGE, basis: 'CONSENT_WITHDRAWN' },
        ...{ lawClause: null, requestedBy: 'wang', on: '2025-03-01' },
      },
      metadata: { actor: 'wang', role: 'VILLAGE_INFORMANT', delegatedBy: 'li' },
    });
  });
  afterEach(() => desk.close());

  it.each([
    ['the deputy', signer('wang')],
    ['whom the deputy stood in for', signer('li')],
    ['another deputy of the same person', signer('chen', 'li')],
  ])('is not decided by %s', async (_who, actor) => {
    await expect(desk.send(refusing, actor, { id })).rejects.toThrow('ERASURE_DECIDED_BY_REQUESTER');
  });

  it('is decided by somebody else, also as the deputy of a third', async () => {
    const { events } = await desk.send(refusing, signer('chen', 'zhao'), { id });
    expect(events.map(({ type }) => type)).toEqual(['ErasureRefused']);
  });
});
