import { randomUUID } from 'node:crypto';
import { Fenced, type ParkedChange } from '../read-store';
import { Pages } from './journal-pages';
import { parkingWrites } from './parking';
import { GONE, type StoredDocument } from './stored';
import { collectionName, collectionsOf, type Decision, type StoredVersion } from './stored-version';
import type { Commit, Committing, CommittingParts } from './transactions';
import { requireUnique } from './unique';
import { batched, putGuarded, type Batch } from './writes';

/** A commit that stands decided, and its planned writes. */
interface Decided {
  readonly decision: Decision;
  readonly batch: Batch;
  readonly parked: ParkedChange;
}

/** What only a process needs that was frozen in the middle of a commit, and wakes up, is kept so long for it. */
const KEPT_MS = 24 * 3_600_000;

/**
 * On a standalone server, which knows no transactions: the writes of a commit are written into a journal first; then it is
 * decided, in the one document that holds the fences too; then come the documents, the checkpoint last. A commit that was
 * decided will be done, by this process or by the next one that opens the version. Each document carries the number of the
 * commit that wrote it, so that a process that was frozen in the middle cannot put an old document over a newer one; what is
 * dropped stays as a mark for the same reason. A question that is asked in the middle may see some documents of a commit and
 * not yet the others.
 */
export class Journal implements Committing {
  private readonly pages: Pages;

  constructor(private readonly parts: CommittingParts) {
    this.pages = new Pages(parts.db);
  }

  async commit(commit: Commit): Promise<void> {
    const row = await this.requireTurn(commit);
    const batch = batched(row, commit.writes);
    await requireUnique(this.parts.db, row, batch);
    const decision = await this.decide(row, { ...commit, writes: [...batch.values()].flat() });
    if (decision === null) await this.finish(row);
    else if (await this.carryOut(row, { decision, batch, parked: commit.parked })) return;
    throw await this.fenced(commit);
  }

  async recover(row: StoredVersion): Promise<void> {
    if (!row.journaled) await this.parts.registry.markJournaled(row, true);
    await this.finish(row);
    await this.removeMarks(row, { $lt: longAgo() });
  }

  /** What was decided will be done. */
  undoOthers(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Where the server knows transactions by now: what was decided is done by one, and the marks go. */
  async handOver(row: StoredVersion, to: Committing): Promise<void> {
    const { name, version, commits } = row;
    const decided = await this.decided(row);
    if (decided !== null) {
      const { decision, batch, parked } = decided;
      const writes = [...batch.values()].flat();
      const { from, to: until, commit: decidedCommit } = decision;
      const commit = { writer: { name, version }, row, from, to: until, writes, parked, commits };
      await to.commit({ ...commit, decided: decidedCommit }).catch(unlessFenced);
      await this.pages.remove(decidedCommit, decision.pages);
    }
    await this.removeMarks(row, { $exists: true });
    await this.parts.registry.markJournaled(row, false);
  }

  /** Of versions that are no more. */
  forget(places: readonly string[]): Promise<void> {
    return this.pages.forget(places);
  }

  places(): Promise<readonly string[]> {
    return this.pages.places();
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

  /** Null where another commit was decided, or a younger lease has the say by now. */
  private async decide(
    row: StoredVersion,
    { writer, from, to, writes, parked }: Commit,
  ): Promise<Decision | null> {
    const commit = randomUUID();
    const { place, commits } = row;
    const pages = await this.pages.write({ place, commit }, writes);
    const decision: Decision = { commit, from, to, pages, parked: JSON.stringify(parked) };
    const fence = { from, to, token: writer.token, commits };
    if (await this.parts.registry.decide(row, fence, decision)) return decision;
    await this.pages.remove(commit, pages);
    return null;
  }

  /** Carries out what another had decided. */
  private async finish(row: StoredVersion): Promise<void> {
    const decided = await this.decided(row);
    const commit = decided?.decision.commit ?? null;
    await this.pages.removeOthers(row.place, { commit, before: longAgo() });
    if (decided !== null) await this.carryOut(row, decided);
  }

  private async decided(row: StoredVersion): Promise<Decided | null> {
    const decision = await this.standing(row);
    if (decision === null) return null;
    const { commit, pages, parked } = decision;
    const writes = await this.pages.read(commit, pages);
    if (writes !== null)
      return { decision, batch: batched(row, writes), parked: JSON.parse(parked) as ParkedChange };
    // Another has just done it, or they are lost.
    if ((await this.standing(row))?.commit !== commit) return this.decided(row);
    throw new Error(`the journal does not hold all ${String(pages)} pages of a commit`);
  }

  private async standing(row: StoredVersion): Promise<Decision | null> {
    const now = await this.parts.registry.find(row);
    return now?.place === row.place ? (now.decided ?? null) : null;
  }

  /**
   * Harmless to be done again. False where it had been done by another: as long as a commit stands decided nobody else moves
   * the checkpoint, so that one look after that is enough.
   */
  private async carryOut(row: StoredVersion, { decision, batch, parked }: Decided): Promise<boolean> {
    const { registry, parking, db } = this.parts;
    const { from, to, commit: decided } = decision;
    const now = await registry.find(row);
    let isFirst = false;
    if (now?.place === row.place && now.decided?.commit === decided) {
      const number = now.commits + 1;
      for (const [collection, writes] of batch)
        await putGuarded(db.collection(collectionName(row, collection)), writes, number);
      await putGuarded(parking.streams, parkingWrites(row, parked), number);
      isFirst = await registry.advance(row, { from, to, commits: now.commits, decided });
    }
    await this.pages.remove(decided, decision.pages);
    return isFirst;
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
