import type { Documents, Key } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { Memory } from './change';
import { COLLECTIONS } from './collections';
import type { Entity } from './entity';
import type { Household } from './household';
import type { Roll } from './roll';

/** Documents as the event sees them; what was asked for and is not loaded yet is noted. */
export interface Look {
  readonly asked: readonly Key[];
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
  readonly find: <T extends Document>(collection: string, id: string) => T | undefined;
  readonly isWhole: () => boolean;
}

export const lookInto = (documents: Documents): Look => {
  const asked: Key[] = [];
  let missing = 0;
  return {
    asked,
    find: (collection, id) => {
      asked.push({ collection, id });
      if (documents.has(collection, id)) return documents.get(collection, id);
      missing += 1;
      return undefined;
    },
    isWhole: () => missing === 0,
  };
};

export const memoryIn = ({ find }: Look): Memory => ({
  household: (id) => find<Household>(COLLECTIONS.households, id),
  entity: (id) => find<Entity>(COLLECTIONS.entities, id),
  roll: (id) => find<Roll>(COLLECTIONS.rolls, id),
});
