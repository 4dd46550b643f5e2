import {
  MongoBulkWriteError,
  type AnyBulkWriteOperation,
  type ClientSession,
  type Db,
  type WriteError,
} from 'mongodb';
import type { Position } from '@event-store/event-store';
import { checkWrite } from '../document';
import { BadWrite, type ProjectionRef, type Write } from '../read-store';
import { isDuplicateKey } from './failing';
import { collectionsOf, withSession, type StoredStanding } from './registry';
import { collectionName, storedForm, type StoredDocument } from './stored';

/** What one commit does to one collection: the last write of each document, and those that are dropped first. */
export type Batch = ReadonlyMap<string, readonly Write[]>;

/** @throws BadWrite, UnknownCollection */
export const batched = (row: StoredStanding, writes: readonly Write[]): Batch => {
  const declared = collectionsOf(row);
  const last = new Map<string, Map<string, Write>>();
  for (const write of writes) {
    checkWrite(write, declared);
    if (write.doc !== null) storedForm(write, write.doc);
    const collection = last.get(write.collection) ?? new Map<string, Write>();
    last.set(write.collection, collection.set(write.id, write));
  }
  return new Map(
    [...last].map(([collection, ofEach]) => {
      const all = [...ofEach.values()];
      return [
        collection,
        [...all.filter(({ doc }) => doc === null), ...all.filter(({ doc }) => doc !== null)],
      ];
    }),
  );
};

/** In a transaction, where nothing is seen of it before all of it is there. @throws BadWrite */
export const applyPlainly = async (
  db: Db,
  { projection, batch }: { readonly projection: ProjectionRef; readonly batch: Batch },
  session: ClientSession,
): Promise<void> => {
  for (const [collection, writes] of batch) {
    const target = db.collection<StoredDocument>(collectionName(projection, collection));
    try {
      await target.bulkWrite(writes.map(plainOperation), { ordered: true, ...withSession(session) });
    } catch (error) {
      throw asBadWrite(error, writes);
    }
  }
};

const plainOperation = (write: Write): AnyBulkWriteOperation<StoredDocument> => {
  if (write.doc === null) return { deleteOne: { filter: { _id: write.id } } };
  const { _id, ...replacement } = storedForm(write, write.doc);
  return { replaceOne: { filter: { _id }, replacement, upsert: true } };
};

/** Another document holds a value that must be the only one of its kind. */
export const asBadWrite = (error: unknown, writes: readonly Write[]): unknown => {
  if (!isDuplicateKey(error)) return error;
  const index = error instanceof MongoBulkWriteError ? firstIndex(error) : 0;
  const write = writes[index] ?? writes[0];
  return write === undefined ? error : new BadWrite(write, 'another document holds the same unique value');
};

const firstIndex = (error: MongoBulkWriteError): number => refusedIn(error)[0]?.index ?? 0;

/** The driver gives one or several. */
export const refusedIn = ({ writeErrors }: MongoBulkWriteError): readonly WriteError[] =>
  [writeErrors as WriteError | readonly WriteError[]].flat();

export interface Span {
  readonly from: Position;
  readonly to: Position;
}
