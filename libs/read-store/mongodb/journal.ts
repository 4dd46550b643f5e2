import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Position } from '@event-store/event-store';
import { Fenced, type ParkedChange } from '../read-store';
import { isDuplicateKey } from './failing';
import { Pages } from './journal-pages';
import { parkingWrites } from './parking';
import { GONE, type StoredDocument } from './stored';
import { collectionName, collectionsOf, type StoredVersion } from './stored-version';
import type { Commit, Committing, CommittingParts } from './transactions';
import { requireUnique } from './unique';
import { batched, putGuarded, type Batch } from './writes';

/** That a commit is decided, and where its writes stand. One at most for each version, under the place of its documents. */
interface Entry {
  readonly _id: string;
  readonly commit: string;
  readonly from: Position;
  readonly to: Position;
  /** How many commits there were before. */
  readonly commits: number;
  readonly pages: number;
  readonly parked: string;
}

/** What is to be done. */
interface Decided {
  readonly entry: Entry;
  readonly batch: Batch;
  readonly parked: ParkedChange;
}

/** What only a process needs that was frozen in the middle of a commit, and wakes up, is kept so long for it. */
const KEPT_MS = 24 * 3_600_000;

/**
 * On a standalone server, which knows no transactions: the whole commit is written into a journal first, then the documents,
 * the checkpoint last. A commit that stands in the journal will be done, by this process or by the next one that opens the
 * version. Each document carries the number of the commit that wrote it, so that a process that was frozen in the middle
 * cannot put an old document over a newer one; what is dropped stays as a mark for the same reason. A question that is asked in
 * the middle may see some documents of a commit and not yet the others.
 */
export class Journal implements Committing {
  private readonly entries: Collection<Entry>;
  private readonly pages: Pages;

  constructor(private readonly parts: CommittingParts) {
    this.entries = parts.db.collection<Entry>('journal');
    this.pages = new Pages(parts.db);
  }

  async commit(commit: Commit): Promise<void> {
    const row = await this.requireTurn(commit);
    const batch = batched(row, commit.writes);
    await requireUnique(this.parts.db, row, batch);
    const entry = await this.decide(row, { ...commit, writes: [...batch.values()].flat() });
    if (entry === null) await this.finish(row);
    else if (await this.carryOut(row, { entry, batch, parked: commit.parked })) return;
    throw await this.fenced(commit);
  }

  async recover(row: StoredVersion): Promise<void> {
    if (!row.journaled) await this.parts.registry.markJournaled(row, true);
    await this.finish(row);
    await this.removeMarks(row, { $lt: longAgo() });
  }

  /** What stands in the journal will be done. */
  undoOthers(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Where the server knows transactions by now: what stands in the journal is done by one, and the marks go. */
  async handOver(row: StoredVersion, to: Committing): Promise<void> {
    const { name, version } = row;
    const decided = await this.decided(row);
    if (decided !== null) {
      const { entry, batch, parked } = decided;
      const { from, commits } = entry;
      const writes = [...batch.values()].flat();
      const commit = { writer: { name, version }, row, from, to: entry.to, writes, parked, commits };
      await to.commit(commit).catch(unlessFenced);
      await this.cleared(row, entry);
    }
    await this.removeMarks(row, { $exists: true });
    await this.parts.registry.markJournaled(row, false);
  }

  /** Of versions that are no more. */
  async forget(places: readonly string[]): Promise<void> {
    await this.entries.deleteMany({ _id: { $in: [...places] } });
    await this.pages.forget(places);
  }

  async places(): Promise<readonly string[]> {
    return [...(await this.pages.places()), ...(await this.entries.distinct('_id'))];
  }

  /** The version as it is now. @throws Fenced where a younger lease or another runner has the say */
  private async requireTurn(commit: Commit): Promise<StoredVersion> {
    const { writer, row, from } = commit;
    const now = await this.parts.registry.find(writer);
    const { token } = writer;
    if (now?.place !== row.place || now.checkpoint !== from || (token !== undefined && now.token > token))
      throw await this.fenced(commit);
    return now;
  }

  private async fenced({ writer, from }: Commit): Promise<Fenced> {
    return new Fenced(writer, from, (await this.parts.registry.find(writer))?.checkpoint ?? null);
  }

  /** Null where another commit stands in the journal. */
  private async decide(
    { place, commits }: StoredVersion,
    { from, to, writes, parked }: Pick<Commit, 'from' | 'to' | 'writes' | 'parked'>,
  ): Promise<Entry | null> {
    const commit = randomUUID();
    const pages = await this.pages.write({ place, commit }, writes);
    const entry: Entry = { _id: place, commit, from, to, commits, pages, parked: JSON.stringify(parked) };
    try {
      await this.entries.insertOne(entry);
      return entry;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.pages.remove(commit);
      return null;
    }
  }

  /** Carries out what another had decided. */
  private async finish(row: StoredVersion): Promise<void> {
    const decided = await this.decided(row);
    const commit = decided?.entry.commit ?? null;
    await this.pages.removeOthers(row.place, { commit, before: longAgo() });
    if (decided !== null) await this.carryOut(row, decided);
  }

  private async decided(row: StoredVersion): Promise<Decided | null> {
    const entry = await this.entries.findOne({ _id: row.place });
    if (entry === null) return null;
    const writes = await this.pages.read(entry.commit, entry.pages);
    if (writes !== null)
      return { entry, batch: batched(row, writes), parked: JSON.parse(entry.parked) as ParkedChange };
    // Another has just done it, or they are lost.
    const stands = await this.entries.findOne({ _id: row.place, commit: entry.commit });
    if (stands === null) return this.decided(row);
    throw new Error(`the journal does not hold all ${String(entry.pages)} pages of a commit`);
  }

  /**
   * Harmless to be done again. False where it had been done by another: as long as an entry stands nobody else moves the
   * checkpoint, so that one look after it was written is enough.
   */
  private async carryOut(row: StoredVersion, { entry, batch, parked }: Decided): Promise<boolean> {
    const { registry, parking, db } = this.parts;
    const { from, to, commits } = entry;
    const now = await registry.find(row);
    let isFirst = false;
    if (now?.place === row.place && now.commits === commits) {
      for (const [collection, writes] of batch)
        await putGuarded(db.collection(collectionName(row, collection)), writes, commits + 1);
      await putGuarded(parking.streams, parkingWrites(row, parked), commits + 1);
      isFirst = await registry.advance(row, { from, to, commits });
    }
    await this.cleared(row, entry);
    return isFirst;
  }

  private async cleared({ place }: StoredVersion, { commit }: Entry): Promise<void> {
    await this.entries.deleteOne({ _id: place, commit });
    await this.pages.remove(commit);
  }

  /** Of what was dropped. */
  private async removeMarks(row: StoredVersion, when: object): Promise<void> {
    for (const collection of collectionsOf(row).keys())
      await this.parts.db
        .collection<StoredDocument>(collectionName(row, collection))
        .deleteMany({ [GONE]: when });
    await this.parts.parking.removeMarks(row, when);
  }
}

const longAgo = (): Date => new Date(Date.now() - KEPT_MS);

const unlessFenced = (error: unknown): void => {
  if (!(error instanceof Fenced)) throw error;
};
