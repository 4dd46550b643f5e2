import { fold, type Circumstances } from '@kernel/decider';
import { dateInShanghai } from '@kernel/calendar-date';
import { require } from '@kernel/refusal';
import type { Clock } from '@event-store/clock';
import { LogUnavailable, type EventStore, type Position } from '@event-store/event-store';
import type { Vault } from '@privacy/vault';
import { LRUCache } from 'lru-cache';
import { authorise, authoriseFound, authoriseRole } from './authority';
import { Claims } from './claims';
import { envelopeOf } from './envelope';
import { CommandIdReused, Contended, NotFound, Overtaken, Stale } from './faults';
import type { AnyHandling, Handled } from './handling';
import { History, type Remembered, type Upcast } from './history';
import type { Lookup, SuccessorsFrom } from './lookup';
import { lookupOf } from './looking-up';
import { metadataOf, REQUEST, requestText, toRecord } from './metadata';
import { ruled } from './ruling';
import { named, pause, streamOf, throwUnlessConflict, type Ruled, type Work } from './work';

/** What a command led to. */
export interface Outcome extends Ruled {
  readonly id: string;
  readonly category: string;
  /** Revision of the aggregate after the command, -1 where a dry run would bring it to life. */
  readonly revision: number;
  /** Hand it to a query as `after` to read what was written; `START` where nothing was. */
  readonly position: Position;
  /** The command had been answered before; this is its first result. */
  readonly replayed: boolean;
  /** Only for a dry run: the state before and after. Nothing was written. */
  readonly preview?: { readonly before: unknown; readonly after: unknown };
}

export interface DispatcherParts {
  readonly store: EventStore;
  readonly upcast: Upcast;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly aggregates: readonly Handled[];
  readonly successorsFrom: SuccessorsFrom;
}

const ATTEMPTS = 10;
const ANSWERS_REMEMBERED = 20_000;
/** What was decided longer ago is decided anew: which keys there are is known only for so long. */
export const DECIDED_WITHIN_MS = 20_000;

/**
 * The write path, once for all commands: read the stream, fold it, gather the facts, decide, append at the revision that
 * was read. A conflict is decided again on the new state, a bounded number of times and after a random pause, unless the
 * caller named a revision. A stream that was seen before is decided on as it was seen: where the append succeeds, nothing
 * had come after; where nothing is appended, for whatever reason, it is read and decided anew.
 */
export class Dispatcher {
  private readonly history: History;
  /**
   * Hash of the request by command id, for what no stream can say: a stream knows the ids that it has events of, whoever asks and
   * whenever. An id that is used again for another aggregate, or of a command that wrote nothing, is known by this alone: to this
   * process, while it lives, for so many answers.
   */
  private readonly answered = new LRUCache<string, string>({ max: ANSWERS_REMEMBERED });
  private readonly table = new Map<unknown, { readonly handled: Handled; readonly handling: AnyHandling }>();

  constructor(private readonly parts: DispatcherParts) {
    this.history = new History(parts.store, parts.upcast);
    for (const handled of parts.aggregates)
      for (const handling of handled.handlings) this.table.set(handling.command, { handled, handling });
  }

  async dispatch(command: object): Promise<Outcome> {
    const work = await this.workOf(command);
    const { commandId, dryRun } = work.envelope;
    if ((this.answered.get(commandId) ?? work.hash) !== work.hash) throw new CommandIdReused(commandId);
    const outcome = (await this.onRecalled(work)) ?? (await this.decided(work));
    if (dryRun !== true) this.answered.set(commandId, work.hash);
    return outcome;
  }

  private async decided(work: Work): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        const seen = await this.history.load(work.handled.aggregate, work.id);
        return await this.attempt(work, seen, true);
      } catch (error) {
        throwUnlessConflict(error, work);
        await pause(attempt);
      }
    }
    throw new Contended(streamOf(work));
  }

  /** Null where it has to be decided on what the log says now. */
  private async onRecalled(work: Work): Promise<Outcome | null> {
    const seen = this.history.recall(work.handled.aggregate, work.id);
    if (seen === null || work.envelope.dryRun === true) return null;
    try {
      const outcome = await this.attempt(work, seen, false);
      return outcome.replayed || outcome.events.length > 0 ? outcome : null;
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      return null;
    }
  }

  private async workOf(command: object): Promise<Work> {
    const entry = this.table.get(command.constructor);
    if (entry === undefined) throw new Error(`nobody handles ${command.constructor.name}`);
    const envelope = envelopeOf(command);
    authoriseRole(entry.handling.command, envelope.actor);
    const id = entry.handling.creates?.(command as never, envelope.commandId) ?? envelope.id;
    if (id === undefined) throw new Error(`${command.constructor.name} was sent to nobody`);
    const text = requestText({ command, id, envelope });
    const hash = await this.parts.vault.trace(REQUEST, text);
    return { ...entry, command, envelope, id, text, hash };
  }

  private async attempt(work: Work, seen: Remembered<unknown>, isLast: boolean): Promise<Outcome> {
    const answered = await this.answeredBefore(work, seen);
    if (answered !== null) return answered;
    const claims = new Claims(this.parts.store, this.parts.clock.now());
    const { vault, successorsFrom } = this.parts;
    const [dryRun, today] = [work.envelope.dryRun === true, dateInShanghai(claims.nowMs)];
    const lookup = lookupOf({ history: this.history, vault, claims, dryRun, today, successorsFrom });
    const isJudged = await this.requireAllowed(work, seen, lookup);
    const facts = await this.factsOf(work, seen, { nowMs: claims.nowMs, lookup });
    if (!isJudged) await authoriseFound(work, facts, lookup);
    const ruling = await ruled(work, seen.state, { facts, isLast, store: this.parts.store });
    if (dryRun || ruling.events.length === 0) return this.unwritten(work, seen, ruling);
    return this.append(work, seen, { facts, claims, ...ruling });
  }

  /** False where the division has still to be judged. */
  private async requireAllowed(work: Work, seen: Remembered<unknown>, lookup: Lookup): Promise<boolean> {
    const { handled, handling, envelope, id } = work;
    const { expectedRevision, dryRun, actor } = envelope;
    const isJudged = await authorise(work, seen.state, { id, actor, lookup });
    if (!seen.exists && handling.creates === undefined) throw new NotFound(handled.aggregate.category, id);
    require(dryRun !== true || handling.onRecord !== true, 'DRY_RUN_NOT_POSSIBLE');
    if (expectedRevision !== undefined && expectedRevision !== seen.revision)
      throw new Stale(expectedRevision, seen.revision);
    return isJudged;
  }

  /** The first result where the stream holds this command already. */
  private async answeredBefore(work: Work, seen: Remembered<unknown>): Promise<Outcome | null> {
    const first = seen.answered.get(work.envelope.commandId);
    if (first === undefined) return null;
    const { requestHash, ...answer } = first;
    const isSame = await this.parts.vault.isTraceOf(requestHash, REQUEST, work.text);
    if (!isSame) throw new CommandIdReused(work.envelope.commandId);
    return { ...named(work), ...answer, replayed: true };
  }

  private async factsOf(
    work: Work,
    seen: Remembered<unknown>,
    { nowMs, lookup }: { readonly nowMs: number; readonly lookup: Lookup },
  ): Promise<Circumstances> {
    const today = dateInShanghai(nowMs);
    const { envelope } = work;
    const circumstances: Circumstances = {
      id: work.id,
      commandId: envelope.commandId,
      today,
      recordedAt: new Date(nowMs).toISOString(),
      effectiveDate: envelope.effectiveDate ?? today,
      actor: envelope.actor,
      ...{ reason: envelope.reason ?? null, stoodInFor: seen.standIns },
    };
    const asked = { command: work.command, state: seen.state, circumstances };
    const more = await work.handling.facts?.(asked as never, lookup);
    return { ...(more as object | undefined), ...circumstances };
  }

  private unwritten(work: Work, seen: Remembered<unknown>, ruling: Ruled): Outcome {
    const after = fold(work.handled.aggregate, ruling.events, seen.state);
    const { revision, position } = seen;
    const outcome = { ...named(work), revision, position, ...ruling, replayed: false };
    return work.envelope.dryRun === true ? { ...outcome, preview: { before: seen.state, after } } : outcome;
  }

  private async append(
    work: Work,
    seen: Remembered<unknown>,
    { facts, claims, ...ruling }: Ruled & { readonly facts: Circumstances; readonly claims: Claims },
  ): Promise<Outcome> {
    const { aggregate } = work.handled;
    const division = aggregate.scope(fold(aggregate, ruling.events, seen.state));
    const metadata = metadataOf(work, facts, division);
    if (this.parts.clock.now() - claims.nowMs > DECIDED_WITHIN_MS) throw new Overtaken();
    for (const claim of work.handling.claims?.(work.command as never, facts as never) ?? [])
      await claims.take(claim, work.id, { ...metadata, schemaVersion: 1 });
    const events = toRecord(work, ruling, metadata);
    const stream = streamOf(work);
    const appended = await this.parts.store.append(stream, seen.exists ? seen.revision : 'no-stream', events);
    this.history.add(aggregate, work.id, { seen, events, appended });
    return { ...named(work), ...appended, ...ruling, replayed: false };
  }
}
