import { describe, expect, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { Happening } from '@testing/events';
import { revocationDue } from './projector';

const LIST = 'revocations-due';
const drafted = (id: string, entityId = 'coop'): Happening => ({
  ...{ stream: `agreement-${id}`, type: 'AgreementDrafted' },
  data: { entityId, entityVillage: '530424102201', terms: {} },
});
const terminated = (id: string, cause = 'RECTIFICATION_FAILED'): Happening => ({
  ...{ stream: `agreement-${id}`, type: 'AgreementTerminated' },
  data: { cause, decisionNo: '3号', rectificationId: 'r1', on: '2025-03-10' },
});
const ofEntity = (type: string, id = 'coop'): Happening => ({
  ...{ stream: `entity-${id}`, type },
  data: { on: '2025-04-01' },
});
const list = (...happenings: readonly Happening[]) => givenEvents(...happenings).project(revocationDue);

describe('what waits for a revocation (R18)', () => {
  const due = [drafted('a1'), terminated('a1')];

  it('is every agreement that was terminated after a failed rectification', () => {
    list(...due).then(LIST, 'a1', {
      ...{ id: 'a1', agreementId: 'a1', entityId: 'coop', division: '530424102201' },
      ...{ rectificationId: 'r1', decisionNo: '3号', since: '2025-03-10', state: 'OPEN', settledOn: null },
    });
  });

  it.each(['BY_CONSENT', 'FORCE_MAJEURE', 'ENTITY_REVOKED'])('is none that ended %s', (cause) => {
    list(drafted('a1'), terminated('a1', cause)).then(LIST, 'a1', null);
  });

  it('is settled for all of an entity when it is revoked or struck off, and for no other', () => {
    const more = [...due, drafted('a2'), terminated('a2'), drafted('a3', 'another'), terminated('a3')];
    const states = (type: string) =>
      list(...more, ofEntity(type))
        .all(LIST)
        .map(({ id, state, settledOn }) => [id, state, settledOn]);
    expect(states('EligibilityRevoked')).toEqual([
      ['a1', 'REVOKED', '2025-04-01'],
      ['a2', 'REVOKED', '2025-04-01'],
      ['a3', 'OPEN', null],
    ]);
    expect(states('EntityDeregistered')[0]).toEqual(['a1', 'DEREGISTERED', '2025-04-01']);
    expect(states('EntitySuspended')[0]).toEqual(['a1', 'OPEN', null]);
  });

  it('begins again with a termination after the entity was restored', () => {
    list(
      ...[...due, ofEntity('EligibilityRevoked'), ofEntity('EligibilityRestored')],
      ...[drafted('a2'), terminated('a2')],
    ).thenPartly(LIST, 'a2', { state: 'OPEN' });
  });
});
