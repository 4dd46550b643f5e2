import { randomUUID } from 'node:crypto';
import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { Fenced, type ParkedChange, type Write } from '../read-store';
import { beneath, isDuplicateKey } from './failing';
import type { StoredStanding } from './registry';
import { collectionName, GONE, storedForm, WRITTEN, type StoredDocument } from './stored';
import type { Commit, Committing, CommittingParts } from './transactions';
import { requireUnique } from './unique';
import { batched, refusedIn, type Batch } from './writes';

/** That a commit is decided, and where its writes stand. One at most for each version. */
interface Entry {
  readonly _id: string;
  readonly commit: string;
  readonly from: Position;
  readonly to: Position;
  readonly pages: number;
  readonly parked: string;
}

interface Page {
  readonly _id: string;
  readonly ref: string;
  readonly commit: string;
  readonly page: number;
  readonly writes: string;
}

/** Characters of one page of the journal; a document of the server holds four times as many bytes. */
const PAGE = 3_500_000;

/**
 * On a standalone server, which knows no transactions: the whole commit is written into a journal first, then the documents,
 * the checkpoint last. A commit that stands in the journal will be done, by this process or by the next one that opens the
 * version. Each document carries the position of the commit that wrote it, so that a process that was frozen in the middle
 * cannot put an old document over a newer one; what is dropped stays as a mark for the same reason. A question that is asked in
 * the middle may see some documents of a commit and not yet the others.
 */
export class Journal implements Committing {
  private readonly entries: Collection<Entry>;
  private readonly pages: Collection<Page>;

  constructor(private readonly parts: CommittingParts) {
    this.entries = parts.db.collection<Entry>('journal');
    this.pages = parts.db.collection<Page>('journal-pages');
  }

  async commit(commit: Commit): Promise<void> {
    const { writer, row, from, to, writes, parked } = commit;
    const batch = batched(row, writes);
    await this.requireTurn(commit);
    await requireUnique(this.parts.db, row, batch);
    const entry = await this.decide(row, { from, to, writes: [...batch.values()].flat(), parked });
    if (entry === null) {
      await this.recover(row);
      throw new Fenced(writer, from, await this.checkpointOf(row));
    }
    if (!(await this.carryOut(row, entry, { batch, parked })))
      throw new Fenced(writer, from, await this.checkpointOf(row));
  }

  async recover(row: StoredStanding): Promise<void> {
    const entry = await this.entries.findOne({ _id: row._id });
    const kept = entry === null ? {} : { commit: { $ne: entry.commit } };
    await this.pages.deleteMany({ ref: row._id, ...kept });
    if (entry === null) return;
    const pages = await this.pages.find({ ref: row._id, commit: entry.commit }).sort({ page: 1 }).toArray();
    if (pages.length !== entry.pages)
      throw new Error(
        `the journal holds ${String(pages.length)} of ${String(entry.pages)} pages of a commit`,
      );
    const writes = pages.flatMap((page) => JSON.parse(page.writes) as Write[]);
    const parked = JSON.parse(entry.parked) as ParkedChange;
    await this.carryOut(row, entry, { batch: batched(row, writes), parked });
  }

  /** What stands in the journal will be done. */
  undoOthers(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** A younger lease or another runner has the say. */
  private async requireTurn({ writer, from }: Commit): Promise<void> {
    const now = await this.parts.registry.find(writer);
    const { token } = writer;
    if (now?.checkpoint !== from || (token !== undefined && now.token > token))
      throw new Fenced(writer, from, now?.checkpoint ?? null);
  }

  /** Null where another commit stands in the journal. */
  private async decide(
    row: StoredStanding,
    { from, to, writes, parked }: Pick<Commit, 'from' | 'to' | 'writes' | 'parked'>,
  ): Promise<Entry | null> {
    const commit = randomUUID();
    const pages = paged(writes);
    for (const [page, text] of pages.entries())
      await this.pages.insertOne({
        _id: `${commit} ${String(page)}`,
        ref: row._id,
        commit,
        page,
        writes: text,
      });
    const entry = { _id: row._id, commit, from, to, pages: pages.length, parked: JSON.stringify(parked) };
    try {
      await this.entries.insertOne(entry);
      return entry;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.pages.deleteMany({ commit });
      return null;
    }
  }

  /**
   * Harmless to be done again. False where the checkpoint had been moved by another: as long as an entry stands nobody
   * else moves it, so that one look after it was written is enough.
   */
  private async carryOut(
    row: StoredStanding,
    { commit, from, to }: Entry,
    { batch, parked }: { readonly batch: Batch; readonly parked: ParkedChange },
  ): Promise<boolean> {
    const { registry, parking } = this.parts;
    if ((await this.checkpointOf(row)) !== from) return this.dropped(row, commit);
    for (const [collection, writes] of batch) await this.put(row, { collection, writes, to });
    await parking.apply(row, parked);
    const isFirst = await registry.advance({ name: row.name, version: row.version }, { from, to });
    await this.dropped(row, commit);
    return isFirst;
  }

  private async dropped({ _id }: StoredStanding, commit: string): Promise<false> {
    await this.entries.deleteOne({ _id, commit });
    await this.pages.deleteMany({ commit });
    return false;
  }

  private async put(
    row: StoredStanding,
    { collection, writes, to }: { collection: string; writes: readonly Write[]; to: Position },
  ): Promise<void> {
    const target = this.parts.db.collection<StoredDocument>(collectionName(row, collection));
    try {
      await target.bulkWrite(
        writes.map((write) => guardedOperation(write, to)),
        { ordered: false },
      );
    } catch (error) {
      if (!isOvertaken(error)) throw error;
    }
  }

  private async checkpointOf(row: StoredStanding): Promise<Position | null> {
    return (await this.parts.registry.find(row))?.checkpoint ?? null;
  }
}

/** Only over what an earlier commit wrote; a newer document makes it an insertion that fails. */
const guardedOperation = (write: Write, to: Position): AnyBulkWriteOperation<StoredDocument> => {
  const filter = { _id: write.id, [WRITTEN]: { $not: { $gt: to } } };
  const { _id, ...replacement } =
    write.doc === null ? { _id: write.id, [GONE]: true, [WRITTEN]: to } : storedForm(write, write.doc, to);
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

const paged = (writes: readonly Write[]): readonly string[] => {
  const pages: string[][] = [[]];
  let size = 0;
  for (const text of writes.map((write) => JSON.stringify(write))) {
    if (size + text.length > PAGE && size > 0) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(text);
    size += text.length;
  }
  return pages.map((page) => `[${page.join(',')}]`);
};
