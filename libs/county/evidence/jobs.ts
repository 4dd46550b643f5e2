import { setTimeout as pause } from 'node:timers/promises';
import { Busy, NotYet } from '@http/faults';
import { FailEvidencePackage, RecordEvidencePackage } from '@oversight/evidence-package/commands';
import { isOpen } from '@oversight/evidence-package/state';
import { Unanswerable } from '@query/answering';
import type { County } from '../county';
import { failureOf, toLog, type Failure } from './failure';
import {
  isOver,
  knownPackage,
  madeLast,
  told,
  wantedOf,
  type KnownPackage,
  type ToldPackage,
} from './known-package';
import { makeEvidence, repeatEvidence, type Made } from './making';
import { PackageFiles } from './package-files';
import { LeftBehind } from './left-behind';
import { hasBegun, recorded } from './recording';

const DAY_MS = 86_400_000;
const SWEEP_MS = 60_000;
const RETRY_SECONDS = 60;
const SOON_SECONDS = 5;

/** Where the file lies, and by which sum it is known. */
export interface Obtained {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Makes the packages that the log says were asked for, one at a time, and keeps the files for some days. Whatever becomes of
 * one is an event: any process tells how far it is, takes up what another left behind, and makes a file again that does not
 * lie with it.
 */
export class EvidenceJobs {
  private readonly files: PackageFiles;
  private readonly leftBehind: LeftBehind;
  private readonly sweeping: NodeJS.Timeout;
  /** Packages that wait here or are being made, each until it is known what became of it. */
  private readonly line = new Map<string, Promise<Failure | null>>();
  private last: Promise<unknown> = Promise.resolve();
  private swept: Promise<void> = Promise.resolve();

  constructor(private readonly county: County) {
    this.files = new PackageFiles(county.settings.dataDir);
    this.leftBehind = new LeftBehind(county, this.files.mark());
    this.sweeping = setInterval(() => {
      this.sweepBehind();
    }, SWEEP_MS).unref();
  }

  onApplicationBootstrap(): void {
    this.sweepBehind();
  }

  /** @throws Busy where too many wait already */
  requireRoom(): void {
    if (this.isFull) throw new Busy('EVIDENCE_QUEUE_FULL', RETRY_SECONDS);
  }

  /** Makes it here when it is its turn, unless it waits already. */
  takeUp(id: string): Promise<Failure | null> {
    const waiting = this.line.get(id);
    if (waiting !== undefined) return waiting;
    const made = this.last.then(() => this.make(id)).catch(failureOf);
    const done = made.finally(() => this.line.delete(id));
    this.line.set(id, done);
    this.last = done;
    return done;
  }

  /** Null where nobody asked for it. */
  find(id: string): Promise<KnownPackage | null> {
    return knownPackage(this.county, id);
  }

  /** Its state, as it is answered. */
  told(known: KnownPackage): ToldPackage {
    return told(known, this.at());
  }

  /**
   * The file that was made last; made again where it does not lie here.
   * @throws NotYet where that takes longer than anybody waits, Unanswerable where it is not made, is no more or cannot be made again
   */
  async obtain(known: KnownPackage): Promise<Obtained> {
    const { id, state } = known;
    if (isOver(known, this.at())) throw new Unanswerable('EVIDENCE_EXPIRED', id);
    if (madeLast(known) === null) throw new Unanswerable('EVIDENCE_NOT_READY', state.phase);
    return this.fileOf(known) ?? this.remade(id);
  }

  private async remade(id: string): Promise<Obtained> {
    this.requireRoom();
    const failure = await Promise.race([this.takeUp(id), this.patience()]);
    if (failure === 'LATER') throw new NotYet('EVIDENCE_BEING_MADE', SOON_SECONDS);
    const known = await this.find(id);
    const made = known && this.fileOf(known);
    if (made === null) throw new Unanswerable('EVIDENCE_NOT_AGAIN', id);
    return made;
  }

  /** Null where what was made last does not lie here. */
  fileOf(known: KnownPackage): Obtained | null {
    const made = madeLast(known);
    if (made === null) return null;
    const { sha256, bytes } = made;
    const path = this.files.find({ id: known.id, sha256 });
    return path === null ? null : { path, sha256, bytes };
  }

  /** Deletes what has been kept long enough, and takes up what others left behind. */
  async sweep(): Promise<void> {
    this.files.removeLeftovers();
    for (const kept of this.files.all()) {
      const known = await this.find(kept.id);
      const isLast = known !== null && madeLast(known)?.sha256 === kept.sha256;
      if (!isLast || isOver(known, this.at())) this.files.remove(kept);
    }
    for (const id of await this.leftBehind.find((one) => this.line.has(one)))
      if (!this.isFull) void this.takeUp(id);
  }

  /** Until everything that waits here is made or failed. */
  async idle(): Promise<void> {
    await this.last;
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeping);
    await this.swept;
    await this.idle();
  }

  private sweepBehind(): void {
    this.swept = this.swept.then(() => this.sweep()).catch(toLog);
  }

  private async make(id: string): Promise<Failure | null> {
    const known = await this.find(id);
    if (known === null) return null;
    if (isOpen(known.state)) return this.makeFirst(known);
    if (madeLast(known) !== null && this.fileOf(known) === null) await this.makeAgain(known);
    return null;
  }

  private async makeFirst(known: KnownPackage): Promise<Failure | null> {
    if (!(await hasBegun(this.county, known, this.files.mark()))) return null;
    const draft = this.files.draftOf(known.id);
    try {
      await this.keep(known, draft, await makeEvidence(this.county, wantedOf(known), draft));
      return null;
    } catch (error) {
      const failure = failureOf(error);
      await recorded(this.county, known, Object.assign(new FailEvidencePackage(), failure));
      return failure;
    } finally {
      this.files.discard(draft);
    }
  }

  /** Byte for byte where nothing of its subject is new; otherwise it is another, and on record as such. */
  private async makeAgain(known: KnownPackage): Promise<void> {
    const before = madeLast(known);
    const [draft, wanted] = [this.files.draftOf(known.id), wantedOf(known)];
    try {
      const same = before && (await repeatEvidence(this.county, wanted, draft, before));
      await this.keep(known, draft, same ?? (await makeEvidence(this.county, wanted, draft)));
    } finally {
      this.files.discard(draft);
    }
  }

  /** On record before it lies where it is looked for. */
  private async keep(known: KnownPackage, draft: string, made: Made): Promise<void> {
    const expiresAt = this.at(this.county.settings.evidenceKeepDays * DAY_MS);
    const fields = { ...made, keeper: this.files.mark(), expiresAt };
    await recorded(this.county, known, Object.assign(new RecordEvidencePackage(), fields));
    this.files.keep(draft, { id: known.id, sha256: made.sha256 });
  }

  private get isFull(): boolean {
    return this.line.size >= this.county.settings.evidenceQueue;
  }

  private patience(): Promise<'LATER'> {
    return pause(this.county.settings.afterDeadlineMs, 'LATER' as const, { ref: false });
  }

  private at(laterMs = 0): string {
    return new Date(this.county.clock.now() + laterMs).toISOString();
  }
}
