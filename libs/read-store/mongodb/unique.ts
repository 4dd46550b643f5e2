import type { Db } from 'mongodb';
import { BadWrite, type Write } from '../read-store';
import type { StoredDocument } from './stored';
import { collectionName, collectionsOf, type StoredVersion } from './stored-version';
import type { Batch } from './writes';

interface Claims {
  readonly collection: string;
  readonly fields: readonly string[];
  readonly writes: readonly Write[];
}

/**
 * Looked at before a commit that no transaction would take back. Only one process commits to a version at a time.
 * @throws BadWrite
 */
export const requireUnique = async (db: Db, row: StoredVersion, batch: Batch): Promise<void> => {
  for (const [collection, { indexes }] of collectionsOf(row))
    for (const { fields } of indexes.filter(({ unique }) => unique === true)) {
      const writes = batch.get(collection) ?? [];
      await requireUniqueBy(db, row, { collection, fields, writes });
    }
};

const requireUniqueBy = async (
  db: Db,
  row: StoredVersion,
  { collection, fields, writes }: Claims,
): Promise<void> => {
  const target = db.collection<StoredDocument>(collectionName(row, collection));
  const rewritten = writes.map(({ id }) => id);
  const seen = new Set<string>();
  for (const write of writes) {
    const values = fields.map((field) => write.doc?.[field] ?? null);
    if (values.includes(null)) continue;
    const where = Object.fromEntries(fields.map((field, at) => [field, { $eq: values[at] }]));
    const other = await target.findOne({ ...where, _id: { $nin: rewritten } } as never);
    if (other !== null || seen.has(JSON.stringify(values)))
      throw new BadWrite(write, 'another document holds the same unique value');
    seen.add(JSON.stringify(values));
  }
};
