import type { Db } from 'mongodb';
import type { Journal } from './journal';
import type { Parking } from './parking';
import type { Registry } from './registry';

export interface SweepingParts {
  readonly db: Db;
  readonly registry: Registry;
  readonly parking: Parking;
  readonly journal: Journal;
}

/** Collections of versions: `ledger@1-0123456789ab.account`. */
const OF_A_VERSION = /^([a-z][a-z0-9-]*@\d+-[0-9a-f]{12})\./;

/**
 * Takes away what is left of versions that were dropped. A version is there before anything lies in its place, and no place is
 * used twice: so what was seen first, and belongs to no version that is looked up afterwards, belongs to none for ever.
 */
export const sweep = async ({ db, registry, parking, journal }: SweepingParts): Promise<void> => {
  const collections = await collectionsIn(db);
  const seen = [
    ...collections.map(({ place }) => place),
    ...(await parking.places()),
    ...(await journal.places()),
  ];
  const kept = await registry.places();
  const gone = [...new Set(seen)].filter((place) => !kept.has(place));
  if (gone.length === 0) return;
  for (const { name, place } of collections) if (gone.includes(place)) await db.dropCollection(name);
  await parking.forget(gone);
  await journal.forget(gone);
};

const collectionsIn = async (
  db: Db,
): Promise<readonly { readonly name: string; readonly place: string }[]> => {
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  return all.flatMap(({ name }) => {
    const [, place] = OF_A_VERSION.exec(name) ?? [];
    return place === undefined ? [] : [{ name, place }];
  });
};
