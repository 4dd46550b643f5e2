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

  const failed = (id: string, rectificationId = 'r1'): Happening => ({
    ...{ stream: `agreement-${id}`, type: 'AgreementRectificationFailed' },
    data: { rectificationId, on: '2025-03-05' },
  });
  const expired = (id: string): Happening => ({
    ...{ stream: `agreement-${id}`, type: 'AgreementExpired' },
    data: { bindingIds: [], on: '2025-01-01' },
  });

  it.each([
    ['ran out', expired('a1')],
    ['was ended by consent', terminated('a1', 'BY_CONSENT')],
  ])(
    'is every agreement that %s before its rectification failed: there is nothing left to terminate',
    (_how, end) => {
      list(drafted('a1'), end, failed('a1')).then(LIST, 'a1', {
        ...{ id: 'a1', agreementId: 'a1', entityId: 'coop', division: '530424102201' },
        ...{ rectificationId: 'r1', decisionNo: null, since: '2025-03-05', state: 'OPEN', settledOn: null },
      });
    },
  );

  const takenBack = (id: string, rectificationId = 'r1'): Happening => ({
    ...{ stream: `agreement-${id}`, type: 'AgreementRectificationWithdrawn' },
    data: { rectificationId, on: '2025-03-06' },
  });

  it('is none whose order was taken back, unless another one of it has failed', () => {
    const late = [drafted('a1'), expired('a1'), failed('a1')];
    list(...late, takenBack('a1')).then(LIST, 'a1', null);
    list(...late, takenBack('a1', 'r2')).thenPartly(LIST, 'a1', { rectificationId: 'r1' });
    const twice = [...late, failed('a1', 'r2')];
    list(...twice, takenBack('a1', 'r2')).thenPartly(LIST, 'a1', { rectificationId: 'r1', state: 'OPEN' });
    list(...twice, takenBack('a1', 'r2'), takenBack('a1')).then(LIST, 'a1', null);
    list(...twice, takenBack('a1', 'r2'), ofEntity('EligibilityRevoked')).thenPartly(LIST, 'a1', {
      ...{ rectificationId: 'r1', state: 'REVOKED' },
    });
  });

  it('waits for the others of the entity where the order of one was taken back', () => {
    const two = [...due, drafted('a2'), expired('a2'), failed('a2', 'r2')];
    list(...two, takenBack('a2', 'r2')).thenPartly(LIST, 'a1', { state: 'OPEN' });
    list(...two, takenBack('a2', 'r2'), ofEntity('EligibilityRevoked')).thenPartly(LIST, 'a1', {
      state: 'REVOKED',
    });
  });

  it('does not begin again for what was settled before', () => {
    const restored = [ofEntity('EligibilityRevoked'), ofEntity('EligibilityRestored')];
    list(...[drafted('a1'), expired('a1'), failed('a1'), ...restored], takenBack('a1', 'r2')).thenPartly(
      LIST,
      'a1',
      { state: 'REVOKED' },
    );
  });

  it('waits for the entity that stays, where its own was merged into that', () => {
    const passed: Happening = {
      ...{ stream: 'agreement-a1', type: 'AgreementEntitySucceeded' },
      data: { successorId: 'heir', entityVillage: '530424102209' },
    };
    const due = [drafted('a1'), passed, ofEntity('EntityDeregistered'), terminated('a1')];
    list(...due).thenPartly(LIST, 'a1', { entityId: 'heir', division: '530424102209', state: 'OPEN' });
    list(...due, ofEntity('EligibilityRevoked', 'heir')).thenPartly(LIST, 'a1', { state: 'REVOKED' });
  });

  it('is one again of an entity that never was struck off', () => {
    const back = (restored: string): Happening => ({
      ...{ stream: 'entity-coop', type: 'EntityDeregistrationVoided' },
      data: { restored, on: '2025-04-01' },
    });
    const told = [drafted('a1'), ofEntity('EntityDeregistered')];
    list(...told, back('ACTIVE'), terminated('a1')).thenPartly(LIST, 'a1', { state: 'OPEN' });
    list(...told, back('REVOKED'), terminated('a1')).then(LIST, 'a1', null);
  });

  it('is none that has failed and is in force: its termination comes first', () => {
    list(drafted('a1'), failed('a1')).then(LIST, 'a1', null);
    list(drafted('a1'), failed('a1'), terminated('a1')).thenPartly(LIST, 'a1', { decisionNo: '3号' });
  });

  it('is none of an entity that is revoked or struck off already, until it is restored', () => {
    const late = [drafted('a1'), expired('a1')];
    for (const end of ['EligibilityRevoked', 'EntityDeregistered'])
      list(...late, ofEntity(end), failed('a1')).then(LIST, 'a1', null);
    const restored = [...late, ofEntity('EligibilityRevoked'), ofEntity('EligibilityRestored')];
    list(...restored, failed('a1')).thenPartly(LIST, 'a1', { state: 'OPEN' });
    list(...due, ofEntity('EligibilityRevoked'), failed('a1', 'r2')).thenPartly(LIST, 'a1', {
      ...{ state: 'REVOKED', rectificationId: 'r1' },
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
