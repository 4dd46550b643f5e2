import { describe, expect, it } from '@jest/globals';
import { account, LEDGER } from './ledger';
import type { Stage } from './stage';

export const noting = (stage: Stage): void => {
  describe('a note', () => {
    it('is seen by every opener, the newest under its id', async () => {
      const other = await stage.another();
      await stage.store.notes.write('replay', { id: 'b', asked: { by: '操作员' } });
      await stage.store.notes.write('replay', { id: 'a', asked: null });
      await other.notes.write('replay', { id: 'b', asked: 2 });
      expect(await stage.store.notes.all('replay')).toEqual([
        { id: 'a', asked: null },
        { id: 'b', asked: 2 },
      ]);
    });

    it('is of one kind', async () => {
      await stage.store.notes.write('replay', { id: 'a' });
      expect(await stage.store.notes.all('trouble')).toEqual([]);
      await stage.store.notes.erase('trouble', 'a');
      expect(await stage.store.notes.all('replay')).toEqual([{ id: 'a' }]);
    });

    it('is erased once and for all, and leaves the documents alone', async () => {
      await stage.ledger(account('a', { rank: 1 }));
      await stage.store.notes.write('overtaken', { id: 'a' });
      await stage.store.notes.erase('overtaken', 'a');
      await stage.store.notes.erase('overtaken', 'a');
      expect(await stage.store.notes.all('overtaken')).toEqual([]);
      expect(await stage.store.standings()).toMatchObject([LEDGER]);
      expect(await stage.accounts.get('account', 'a')).toMatchObject({ rank: 1 });
    });
  });
};
