import { type Position, position } from '@event-store/event-store';
import type { Collections, Document, ProjectionRef, Write } from '@read-store/read-store';

export const LEDGER: ProjectionRef = { name: 'ledger', version: 1 };
export const NEXT_LEDGER: ProjectionRef = { name: 'ledger', version: 2 };

export const COLLECTIONS: Collections = {
  account: {
    indexes: [
      { fields: ['place', 'rank'] },
      { fields: ['rank'] },
      { fields: ['holder.kind'] },
      { fields: ['number'], unique: true },
    ],
    arrays: ['tags'],
  },
  'day-total': { indexes: [] },
};

/** The n-th place of a log. */
export const at = (n: number): Position => position(BigInt(n));

export const account = (id: string, fields: Omit<Document, 'id'> = {}): Write => ({
  collection: 'account',
  id,
  doc: { ...fields, id },
});

/** How a writer process ends when another runner has been there. */
export const FENCED = 3;
