import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import { type Collections, DeclarationChanged } from '@read-store/read-store';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const refused: readonly (readonly [what: string, collections: Collections])[] = [
  ['a collection name that is not kebab-case', { 'Account"; DROP': { indexes: [] } }],
  ['a field name that is more than labels and dots', { account: { indexes: [{ fields: [`a') --`] }] } }],
  ['an array field of such a name', { account: { indexes: [], arrays: [`a'b`] } }],
  ['an index without fields', { account: { indexes: [{ fields: [] }] } }],
  ['a unique array', { account: { indexes: [{ fields: ['tags'], unique: true }], arrays: ['tags'] } }],
];

export const preparing = (stage: Stage): void => {
  describe('preparing a projection', () => {
    it('begins at the start of the log, in the state asked for', async () => {
      const standing = { ...LEDGER, state: 'live', checkpoint: START, target: null };
      expect(await stage.store.prepare(LEDGER, COLLECTIONS, 'live')).toEqual(standing);
      expect(await stage.store.standings()).toEqual([standing]);
    });

    it('keeps documents, checkpoint and state when it is done again', async () => {
      await stage.ledger(account('a'));
      const again = await (await stage.another()).prepare(LEDGER, COLLECTIONS, 'building');
      expect(again).toEqual({ ...LEDGER, state: 'live', checkpoint: at(1), target: null });
      expect(await stage.accounts.get('account', 'a')).toEqual({ id: 'a' });
    });

    it('does not mind in which order collections and indexes are written down', async () => {
      await stage.ledger();
      const reversed = Object.entries(COLLECTIONS).reverse();
      const collections = Object.fromEntries(
        reversed.map(([name, spec]) => [name, { ...spec, indexes: [...spec.indexes].reverse() }]),
      );
      await expect(stage.store.prepare(LEDGER, collections, 'live')).resolves.toMatchObject(LEDGER);
    });

    it.each([
      ['another collection', { ...COLLECTIONS, extra: { indexes: [] } }],
      ['a collection less', { account: COLLECTIONS['account'] ?? { indexes: [] } }],
      ['another index', { ...COLLECTIONS, 'day-total': { indexes: [{ fields: ['day'] }] } }],
      ['another array', { ...COLLECTIONS, 'day-total': { indexes: [], arrays: ['days'] } }],
    ])('refuses %s under the same version', async (_, collections) => {
      await stage.ledger();
      await expect(stage.store.prepare(LEDGER, collections, 'live')).rejects.toThrow(DeclarationChanged);
      await expect(stage.store.prepare(NEXT_LEDGER, collections, 'building')).resolves.toBeDefined();
    });

    it.each(refused)('refuses %s', async (_, collections) => {
      await expect(stage.store.prepare(LEDGER, collections, 'live')).rejects.toThrow();
      expect(await stage.store.standings()).toEqual([]);
    });

    it('refuses a second version that would be live at once', async () => {
      await stage.ledger();
      await expect(stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'live')).rejects.toThrow();
      expect(await stage.store.standings()).toHaveLength(1);
    });

    it('lets two openers prepare the same version at once', async () => {
      const other = await stage.another();
      const both = [stage.store, other].map((store) => store.prepare(LEDGER, COLLECTIONS, 'live'));
      expect(await Promise.all(both)).toMatchObject([LEDGER, LEDGER]);
    });
  });
};
