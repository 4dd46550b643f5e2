import { describe, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { Happening } from '@testing/events';
import { activated, ended, proposed } from '@linkage/household-binding/story';
import { cooperativesToBind } from './projector';

const LIST = 'cooperatives-to-bind';
const chain = (id: string, cooperativeId = 'coop'): readonly Happening[] => [
  {
    ...{ stream: `enterpriseBinding-${id}`, type: 'EnterpriseBindingProposed' },
    data: { cooperativeId, enterpriseId: `firm-${id}`, villageCode: '530424102201' },
  },
  {
    ...{ stream: `enterpriseBinding-${id}`, type: 'EnterpriseBindingActivated' },
    data: { from: '2025-01-01' },
  },
];
const broken = (id: string, cause = 'EXPIRED'): Happening => ({
  ...{ stream: `enterpriseBinding-${id}`, type: 'EnterpriseBindingEnded' },
  data: { cause, note: null, on: '2025-03-01' },
});
const bind = (id: string, householdId: string, relation = 'HC'): readonly Happening[] => [
  {
    ...{ stream: `householdBinding-${id}`, type: proposed.type },
    data: { ...proposed.data, entityId: 'coop', householdId, relation },
  },
  { stream: `householdBinding-${id}`, ...activated },
];
const list = (...happenings: readonly Happening[]) => givenEvents(...happenings).project(cooperativesToBind);

describe('the list of cooperatives to be bound anew', () => {
  const three = [...bind('b1', 'h1'), ...bind('b2', 'h2'), ...bind('b3', 'h2'), ...bind('b4', 'h3', 'HE')];

  it.each(['EXPIRED', 'BY_CONSENT', 'ENTITY_REVOKED', 'ENTITY_DEREGISTERED'])(
    'names one whose last enterprise is gone (%s), with the households that lost double coverage, each once',
    (cause) => {
      list(...chain('e1'), ...three, broken('e1', cause)).then(LIST, 'coop', {
        ...{ id: 'coop', cooperativeId: 'coop', enterpriseId: 'firm-e1', division: '530424102201' },
        ...{ cause, since: '2025-03-01', householdCount: 2 },
      });
    },
  );

  it('does not name one that another enterprise is bound to', () => {
    list(...chain('e1'), ...chain('e2'), ...three, broken('e1')).then(LIST, 'coop', null);
  });

  it('does not name it any more once it is bound anew', () => {
    list(...chain('e1'), ...three, broken('e1'), ...chain('e2')).then(LIST, 'coop', null);
  });

  describe('where the cooperative leaves the register itself', () => {
    const turned = (type: string): Happening => ({
      ...{ stream: 'entity-coop', type },
      data: { on: '2025-03-01' },
    });
    const leaving = ['EligibilityRevoked', 'EntityDeregistered'];

    it.each(leaving)('does not name it (%s): nobody is to be bound to it', (type) => {
      list(...chain('e1'), ...three, turned(type), broken('e1', 'ENTITY_REVOKED')).then(LIST, 'coop', null);
    });

    it.each(leaving)('does not name it any more (%s)', (type) => {
      list(...chain('e1'), ...three, broken('e1'), turned(type)).then(LIST, 'coop', null);
    });

    it('names it again when it is restored, as it stands then', () => {
      const end = { stream: 'householdBinding-b1', type: ended.type, data: ended.data };
      const out = [turned('EligibilityRevoked'), broken('e1', 'ENTITY_REVOKED'), end];
      list(...chain('e1'), ...three, ...out, turned('EligibilityRestored')).thenPartly(LIST, 'coop', {
        ...{ enterpriseId: 'firm-e1', cause: 'ENTITY_REVOKED', householdCount: 1 },
      });
      list(...three, turned('EligibilityRevoked'), turned('EligibilityRestored')).then(LIST, 'coop', null);
    });

    it('names it again where it never was struck off, unless it is revoked', () => {
      const back = (restored: string): Happening => ({
        ...{ stream: 'entity-coop', type: 'EntityDeregistrationVoided' },
        data: { restored, on: '2025-03-01' },
      });
      const out = [
        ...chain('e1'),
        ...three,
        turned('EntityDeregistered'),
        broken('e1', 'ENTITY_DEREGISTERED'),
      ];
      list(...out, back('ACTIVE')).thenPartly(LIST, 'coop', { cause: 'ENTITY_DEREGISTERED' });
      list(...out, back('REVOKED')).then(LIST, 'coop', null);
    });

    it('names those of an enterprise that left', () => {
      const left = { ...turned('EligibilityRevoked'), stream: 'entity-firm-e1' };
      list(...chain('e1'), ...three, left, broken('e1', 'ENTITY_REVOKED')).thenPartly(LIST, 'coop', {
        ...{ cause: 'ENTITY_REVOKED', householdCount: 2 },
      });
    });
  });

  it('follows the households that come and go meanwhile', () => {
    const end = { stream: 'householdBinding-b1', type: ended.type, data: ended.data };
    list(...chain('e1'), ...three, broken('e1'), end).thenPartly(LIST, 'coop', { householdCount: 1 });
    list(...chain('e1'), broken('e1'), ...bind('b1', 'h1')).thenPartly(LIST, 'coop', { householdCount: 1 });
  });
});
