import { differing, type Definition } from '@event-store/sqlite/definitions';
import { makeTables } from './collection';
import { Connection } from './connection';
import type { Registry } from './registry';

/** The file has the tables and indexes of the versions that it names, and nothing else. @throws ViewsDamaged */
export const requireDeclared = (connection: Connection, registry: Registry): void => {
  const strange = differing(connection.definitions(), declaredBy(registry));
  if (strange.length > 0) connection.damaged(`not as it was declared: ${strange.join(', ')}`);
};

const declaredBy = (registry: Registry): readonly Definition[] => {
  const fresh = new Connection('');
  try {
    for (const version of registry.all()) {
      const row = registry.demand(version);
      makeTables(fresh, row, registry.collections(row));
    }
    return fresh.definitions();
  } finally {
    fresh.close();
  }
};
