import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import { dividendSchemeRegister } from './projector';
import { DividendSchemeEntry, DividendSchemeList, dividendSchemeAnswers } from './queries';
import { drafted, entityId, guaranteed, households, ofScheme, schemeId } from './story';

const [first, second] = households(2).map(({ householdId }) => householdId) as [string, string];

describe('the book of dividend schemes, asked by who has a part in one', () => {
  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const shelf = new Shelf(dividendSchemeAnswers, { viewer, today: '2025-03-02' });
    await shelf.hold(dividendSchemeRegister, [ofScheme(drafted(guaranteed))]);
    await ask(shelf);
    await shelf.close();
  };
  const listed = (shelf: Shelf, fields: object = {}) =>
    shelf.ask(Object.assign(new DividendSchemeList(), fields));
  const opened = (shelf: Shelf) => shelf.ask(Object.assign(new DividendSchemeEntry(), { id: schemeId }));

  it('shows a manager all holders of the own', () =>
    as(speaking('ENTITY_MANAGER', entityId), async (shelf) => {
      expect(await opened(shelf)).toMatchObject({ holders: guaranteed.beneficiaries });
      expect(await listed(shelf, { householdId: second })).toMatchObject({ items: [{ id: schemeId }] });
    }));

  it('shows a household its terms, and of the holders itself alone', () =>
    as(speaking('HOUSEHOLD', first), async (shelf) => {
      const mine = { householdIds: [first], holders: [{ householdId: first, shares: 1 }], householdCount: 3 };
      expect(await listed(shelf)).toMatchObject({ items: [mine] });
      expect(await opened(shelf)).toMatchObject({ ...mine, terms: { principalFen: 851_650_000 } });
      await expect(listed(shelf, { householdId: second })).rejects.toMatchObject({
        code: 'NOT_YOUR_SUBJECT',
      });
    }));

  it('tells nothing to who has no part in it', async () => {
    for (const viewer of [speaking('ENTITY_MANAGER', first), speaking('HOUSEHOLD', derivedId('stranger'))])
      await as(viewer, async (shelf) => {
        expect(await listed(shelf)).toMatchObject({ items: [] });
        await expect(opened(shelf)).rejects.toMatchObject({ name: 'NothingKnown' });
      });
  });
});
