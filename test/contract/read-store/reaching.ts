import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import { NotReached } from '@read-store/not-reached';
import type { Reader } from '@read-store/read-store';
import { account, at, COLLECTIONS, LEDGER, NEXT_LEDGER } from './ledger';
import type { Stage } from './stage';

const reads: readonly (readonly [what: string, read: (reader: Reader) => Promise<unknown>])[] = [
  ['one document', (reader) => reader.get('account', 'a')],
  ['many documents', (reader) => reader.getMany('account', ['a'])],
  ['a page', (reader) => reader.find('account', { limit: 1 })],
  ['a number', (reader) => reader.count('account')],
];

export const reaching = (stage: Stage): void => {
  describe('a reader of a state that has reached a position', () => {
    it.each(reads)('is given %s when the position is reached, and nothing before', async (_, read) => {
      await stage.ledger(account('a'));
      const reader = stage.store.reader('ledger', undefined, at(2));
      await expect(read(reader)).rejects.toThrow(new NotReached(LEDGER, at(2), at(1)).message);
      await stage.store.commit(LEDGER, at(1), at(3), []);
      await expect(read(reader)).resolves.toEqual(await read(stage.accounts));
    });

    it('is refused the documents of a version that is served again and had stopped before', async () => {
      await stage.ledger(account('a'));
      await stage.store.prepare(NEXT_LEDGER, COLLECTIONS, 'building');
      await stage.store.commit(NEXT_LEDGER, START, at(5), [account('a')]);
      await stage.store.promote(NEXT_LEDGER);
      const reader = stage.store.reader('ledger', undefined, at(5));
      expect(await reader.get('account', 'a')).toEqual({ id: 'a' });
      await stage.store.promote(LEDGER);
      await expect(reader.get('account', 'a')).rejects.toThrow(NotReached);
    });
  });

  describe('what a version has parked', () => {
    it('is not told as it was before a position was reached', async () => {
      await stage.ledger();
      await expect(stage.store.parked(LEDGER, at(2))).rejects.toThrow(NotReached);
      expect(await stage.store.parked(LEDGER, at(1))).toEqual([]);
    });
  });
};
