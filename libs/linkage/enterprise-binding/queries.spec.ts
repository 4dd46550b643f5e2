import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import { enterpriseBindingLedger } from './projector';
import { EnterpriseBindingEntry, EnterpriseBindingList, enterpriseBindingAnswers } from './queries';
import { COOPERATIVE, ENTERPRISE, proposed, somebody } from './story';

const another = derivedId('entity', 'another');
const bind = (id: string, changed: object = {}) => ({
  ...{ stream: `enterpriseBinding-${derivedId(id)}`, type: proposed.type },
  data: { ...proposed.data, ...changed } as never,
});

describe('the ledger of enterprises bound to cooperatives, asked by a side', () => {
  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const shelf = new Shelf(enterpriseBindingAnswers, { viewer, today: '2025-03-02' });
    await shelf.hold(enterpriseBindingLedger, [
      bind('both'),
      bind('theirs', { enterpriseId: another, cooperativeId: derivedId('entity', 'third') }),
    ]);
    await ask(shelf);
    await shelf.close();
  };
  const listed = async (shelf: Shelf, fields: object = {}) => {
    const found = await shelf.ask(Object.assign(new EnterpriseBindingList(), fields));
    return (found as { items: readonly { id: string }[] }).items.map(({ id }) => id);
  };

  it.each([
    ['the enterprise', ENTERPRISE, { cooperativeId: COOPERATIVE }],
    ['the cooperative', COOPERATIVE, { enterpriseId: ENTERPRISE }],
  ])('shows the contract to the manager of %s, and no contract of others', (_side, subjectId, other) =>
    as(speaking('ENTITY_MANAGER', subjectId), async (shelf) => {
      expect(await listed(shelf)).toEqual([derivedId('both')]);
      expect(await listed(shelf, other)).toEqual([derivedId('both')]);
      expect(await listed(shelf, { enterpriseId: another })).toEqual([]);
      const theirs = Object.assign(new EnterpriseBindingEntry(), { id: derivedId('theirs') });
      await expect(shelf.ask(theirs)).rejects.toMatchObject({ name: 'NothingKnown' });
    }),
  );

  it('shows all of its division to the public side', () =>
    as(somebody('SUPERVISOR'), async (shelf) => {
      expect(await listed(shelf)).toHaveLength(2);
    }));

  it('shows none to a household', () =>
    as(speaking('HOUSEHOLD', COOPERATIVE), async (shelf) => {
      await expect(listed(shelf)).rejects.toMatchObject({ code: 'NOT_YOUR_SUBJECT' });
    }));
});
