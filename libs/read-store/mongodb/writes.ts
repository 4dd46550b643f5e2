import {
  MongoBulkWriteError,
  type AnyBulkWriteOperation,
  type ClientSession,
  type Collection,
  type WriteError,
} from 'mongodb';
import { checkWrite } from '../document';
import { BadWrite, type Write } from '../read-store';
import { beneath, isDuplicateKey } from './failing';
import { GONE, storedForm, WRITTEN, type StoredDocument } from './stored';
import { collectionsOf, withSession, type StoredVersion } from './stored-version';

/** What one commit does to one collection: the last write of each document, and those that are dropped first. */
export type Batch = ReadonlyMap<string, readonly Write[]>;

/** @throws BadWrite, UnknownCollection */
export const batched = (row: StoredVersion, writes: readonly Write[]): Batch => {
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
export const putPlainly = async (
  target: Collection<StoredDocument>,
  writes: readonly Write[],
  session: ClientSession,
): Promise<void> => {
  if (writes.length === 0) return;
  try {
    await target.bulkWrite(writes.map(plainOperation), { ordered: true, ...withSession(session) });
  } catch (error) {
    throw asBadWrite(error, writes);
  }
};

const plainOperation = (write: Write): AnyBulkWriteOperation<StoredDocument> => {
  if (write.doc === null) return { deleteOne: { filter: { _id: write.id } } };
  const { _id, ...replacement } = storedForm(write, write.doc);
  return { replaceOne: { filter: { _id }, replacement, upsert: true } };
};

/** Another document holds a value that must be the only one of its kind. */
const asBadWrite = (error: unknown, writes: readonly Write[]): unknown => {
  if (!isDuplicateKey(error)) return error;
  const index = error instanceof MongoBulkWriteError ? refusedIn(error)[0]?.index : 0;
  const write = writes[index ?? 0] ?? writes[0];
  return write === undefined ? error : new BadWrite(write, 'another document holds the same unique value');
};

/** By the commit of that number, without a transaction: only over what an earlier one wrote. What is dropped stays as a mark. */
export const putGuarded = async (
  target: Collection<StoredDocument>,
  writes: readonly Write[],
  written: number,
): Promise<void> => {
  if (writes.length === 0) return;
  try {
    await target.bulkWrite(
      writes.map((write) => guardedOperation(write, written)),
      { ordered: false },
    );
  } catch (error) {
    if (!isOvertaken(error)) throw error;
  }
};

/** A newer document makes it an insertion that fails. */
const guardedOperation = (write: Write, written: number): AnyBulkWriteOperation<StoredDocument> => {
  const filter = { _id: write.id, [WRITTEN]: { $not: { $gt: written } } };
  const { _id, ...replacement } =
    write.doc === null
      ? { _id: write.id, [GONE]: new Date(), [WRITTEN]: written }
      : storedForm(write, write.doc, written);
  return { replaceOne: { filter: filter, replacement, upsert: true } };
};

/**
 * The ids were there with newer documents: nothing to do. Another index that refuses is a fault, and so is an error that
 * names no refused write: then the server was not heard to the end.
 */
const isOvertaken = (error: unknown): boolean =>
  error instanceof MongoBulkWriteError &&
  beneath(error) === error &&
  error.result.getWriteConcernError() === undefined &&
  refusedIn(error).length > 0 &&
  refusedIn(error).every(({ code, errmsg }) => code === 11_000 && /index: _id_/.test(errmsg ?? ''));

/** The driver gives one or several. */
const refusedIn = ({ writeErrors }: MongoBulkWriteError): readonly WriteError[] =>
  [writeErrors as WriteError | readonly WriteError[]].flat();
