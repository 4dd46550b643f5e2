import { describe, it } from '@jest/globals';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import type { ErasureEvent } from './events';
import { erasureRegister } from './projector';
import { approved, carriedOut, certified, HOUSEHOLD, refused, requested, VILLAGE, withdrawn } from './story';

const register = (...events: readonly ErasureEvent[]) =>
  givenEvents(
    ...events.map(({ type, data }): Happening => ({ stream: `erasure-${HOUSEHOLD}`, type, data })),
  ).project(erasureRegister);

describe('the register of erasures', () => {
  const line = (...events: readonly ErasureEvent[]) => ({
    shows: (expected: object) => {
      register(requested, ...events).thenPartly('erasures', HOUSEHOLD, expected);
    },
  });

  it('opens a line with the request', () =>
    line().shows({
      ...{ division: VILLAGE, state: 'REQUESTED', subjectKind: 'HOUSEHOLD', basis: 'CONSENT_WITHDRAWN' },
      ...{ requestedBy: 'HOUSEHOLD', requestedOn: '2025-03-01', approvedBy: null, certificateNo: null },
      ...{ householdId: HOUSEHOLD, entityId: null },
    }));

  it('says when the key may be destroyed, and how it ended', () => {
    line(approved).shows({ state: 'APPROVED', approvedBy: 'COUNTY_SIGNER', dueOn: '2025-03-18' });
    line(approved, withdrawn).shows({ state: 'WITHDRAWN', endedOn: '2025-03-06' });
    line(refused).shows({
      state: 'REFUSED',
      refusal: {
        ...{ ground: 'RETENTION_DUTY', lawClause: '会计法 第二十三条' },
        refusedBy: 'REVITALIZATION_BUREAU',
      },
    });
    line(approved, carriedOut).shows({ state: 'CARRIED_OUT', endedOn: '2025-03-18' });
  });

  it('bears the certificate', () =>
    line(approved, carriedOut, certified).shows({
      ...{ state: 'CERTIFIED', certificateNo: 'SC-20250318-00000000', keyDestroyed: 'key-1' },
    }));

  it('begins anew with the next request', () =>
    line(approved, carriedOut, certified, requested).shows({
      ...{ state: 'REQUESTED', approvedBy: null, dueOn: null, certificateNo: null, keyDestroyed: null },
    }));
});
