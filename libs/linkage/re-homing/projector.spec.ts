import { describe, expect, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { Happening } from '@testing/events';
import type { BindingEnding } from '@linkage/household-binding/events';
import { activated, ended, proposed } from '@linkage/household-binding/story';
import { reHoming } from './projector';

const LIST = 're-homings';
const propose = (id: string, householdId: string, relation: 'HC' | 'HE' = 'HC'): Happening => ({
  stream: `householdBinding-${id}`,
  type: proposed.type,
  data: { ...proposed.data, householdId, relation },
});
const activate = (id: string): Happening => ({ stream: `householdBinding-${id}`, ...activated });
const end = (id: string, cause: BindingEnding): Happening => ({
  stream: `householdBinding-${id}`,
  type: ended.type,
  data: { ...ended.data, cause },
});
const bound = [propose('b1', 'h1'), activate('b1')];
const list = (...happenings: readonly Happening[]) => givenEvents(...happenings).project(reHoming);

describe('the list of households to re-home', () => {
  it.each(['AGREEMENT_TERMINATED', 'ENTITY_REVOKED', 'ENTITY_DEREGISTERED'] as const)(
    'opens an entry when a binding ends through %s',
    (cause) => {
      list(...bound, end('b1', cause)).then(LIST, 'b1', {
        ...{ id: 'b1', division: '530424102201', householdId: 'h1', entityId: proposed.data.entityId },
        ...{ industry: 'FRUIT', relation: 'HC', cause, since: '2025-02-20' },
        ...{ state: 'OPEN', rehomedTo: null, rehomedOn: null },
      });
    },
  );

  it.each(['HOUSEHOLD_WISH', 'EXPIRED'] as const)('opens none for %s', (cause) => {
    list(...bound, end('b1', cause)).then(LIST, 'b1', null);
  });

  it('closes the entry when the household is bound elsewhere, not when that is only proposed', () => {
    const lost = [...bound, end('b1', 'ENTITY_REVOKED'), propose('b2', 'h1')];
    list(...lost).thenPartly(LIST, 'b1', { state: 'OPEN' });
    list(...lost, activate('b2')).thenPartly(LIST, 'b1', {
      ...{ state: 'REHOMED', rehomedTo: 'b2', rehomedOn: '2025-01-10' },
    });
  });

  it('stays open where a binding only goes on with the entity that its own was merged into', () => {
    const lost = [...bound, end('b1', 'ENTITY_REVOKED')];
    const taken = {
      ...{ stream: 'householdBinding-b2', type: 'HouseholdBindingTakenOver' },
      data: { fromBindingId: 'b0', on: '2025-03-01' },
    };
    const passing = [propose('b2', 'h1'), taken, activate('b2'), end('b2', 'MERGED')];
    list(...lost, ...passing).thenPartly(LIST, 'b1', { state: 'OPEN' });
    list(...lost, ...passing).then(LIST, 'b2', null);
    list(...lost, ...passing, propose('b2', 'h1'), activate('b2')).thenPartly(LIST, 'b1', {
      state: 'REHOMED',
    });
  });

  it('closes all entries of a household with one new binding, and none of another household', () => {
    const lost = [
      ...[propose('b1', 'h1'), activate('b1'), propose('b2', 'h1'), activate('b2')],
      ...[propose('b3', 'h2'), activate('b3')],
      ...[end('b1', 'ENTITY_REVOKED'), end('b2', 'ENTITY_REVOKED'), end('b3', 'ENTITY_REVOKED')],
      ...[propose('b4', 'h1'), activate('b4')],
    ];
    const states = list(...lost)
      .all(LIST)
      .map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      ['b1', 'REHOMED'],
      ['b2', 'REHOMED'],
      ['b3', 'OPEN'],
    ]);
  });

  it('keeps the entry of a household that lost its cooperative and found an enterprise: it is in none (R01)', () => {
    const lost = [...bound, end('b1', 'ENTITY_REVOKED')];
    const linked = [...lost, propose('b2', 'h1', 'HE'), activate('b2')];
    list(...linked).thenPartly(LIST, 'b1', { state: 'OPEN', rehomedTo: null });
    list(...linked, propose('b3', 'h1'), activate('b3')).thenPartly(LIST, 'b1', {
      ...{ state: 'REHOMED', rehomedTo: 'b3' },
    });
  });

  it('closes the entry of one that lost an enterprise with another, and leaves that of its cooperative', () => {
    const two = [...bound, propose('b2', 'h1', 'HE'), activate('b2')];
    const lost = [...two, end('b1', 'ENTITY_REVOKED'), end('b2', 'ENTITY_REVOKED')];
    const linked = list(...lost, propose('b3', 'h1', 'HE'), activate('b3'));
    linked.thenPartly(LIST, 'b1', { state: 'OPEN' });
    linked.thenPartly(LIST, 'b2', { state: 'REHOMED', rehomedTo: 'b3' });
  });

  describe('of a household that is gone', () => {
    const of = (type: string) => ({ stream: 'household-h1', type, data: { on: '2025-05-01' } });
    const [vanished, stillThere] = [of('HouseholdVanished'), of('HouseholdVanishingVoided')];
    const waiting = [propose('b2', 'h1'), activate('b2'), end('b2', 'ENTITY_REVOKED')];
    const gone = [...bound, ...waiting, vanished, end('b1', 'HOUSEHOLD_GONE')];
    const idsOf = (...happenings: readonly Happening[]) =>
      list(...happenings)
        .all(LIST)
        .map(({ id }) => id);

    it('has no entry', () => {
      expect(idsOf(...bound, ...waiting, vanished)).toEqual([]);
      expect(idsOf(...gone)).toEqual([]);
    });

    it('has those again that it had, and one for each binding that ended, where it never was gone', () => {
      const found = list(...gone, stillThere);
      found.thenPartly(LIST, 'b1', { state: 'OPEN', cause: 'HOUSEHOLD_GONE', since: '2025-02-20' });
      found.thenPartly(LIST, 'b2', { state: 'OPEN', cause: 'ENTITY_REVOKED' });
      list(...gone, stillThere, propose('b1', 'h1'), activate('b1')).thenPartly(LIST, 'b1', {
        ...{ state: 'REHOMED', rehomedTo: 'b1' },
      });
      expect(idsOf(...gone, stillThere, vanished)).toEqual([]);
    });

    it('has them also where its bindings end only when that is known', () => {
      const late = [...bound, vanished, stillThere, end('b1', 'HOUSEHOLD_GONE')];
      list(...late).thenPartly(LIST, 'b1', { state: 'OPEN' });
    });
  });
});
