import { Refusal } from '@kernel/refusal';
import type { Position, RecordedEvent } from '@event-store/event-store';
import type { Document } from '@read-store/read-store';
import { pagesOf } from '@read-store/whole';
import { Delivery, Undeliverable, type Send } from './delivery';
import { unlessOvertaken } from './overtaken';
import { grounded, type Ground, type Grounded } from './parts';
import type { Documents, Policy } from './projector';
import { ProjectionRunner } from './runner';
import type { RefusedDeadline } from './status';
import type { Bell } from './bell';
import type { Tenures } from './leaseholder';

export interface PolicyParts extends Ground {
  readonly projector: Policy;
  readonly send: Send;
  readonly bell?: Bell;
  readonly tenures?: Tenures;
}

/**
 * Runs a policy: an ordinary projection for its memory, which besides sends what follows from each event before the
 * checkpoint moves. After a crash the same commands are sent again with the same ids. A stream whose command is refused is
 * parked with the codes of the refusal, where that is a fault and not an answer; so is one whose command cannot be delivered.
 */
export class PolicyRunner {
  readonly projection: ProjectionRunner;
  readonly #ground: Grounded;
  readonly #delivery: Delivery;
  #refused: readonly RefusedDeadline[] = [];

  constructor(private readonly parts: PolicyParts) {
    this.#ground = grounded(parts);
    const { pause, log } = this.#ground;
    this.#delivery = new Delivery({ send: unlessOvertaken(parts.send, this.#ground), pause, log });
    const react = (event: RecordedEvent, documents: Documents, signal: AbortSignal) =>
      this.#react({ event, documents }, signal);
    this.projection = new ProjectionRunner({ ...parts, react });
  }

  get waitsForDays(): boolean {
    return this.parts.projector.deadlines !== undefined;
  }

  get refusedDeadlines(): readonly RefusedDeadline[] {
    return this.#refused;
  }

  /** Why a command has had no answer yet. */
  get trouble(): string | null {
    return this.#delivery.trouble;
  }

  /** A day has come: asks for what is due, once everything that had happened before is known. Where another process runs the policy, that one does. */
  async tick(today: string): Promise<void> {
    if (!this.waitsForDays || this.projection.isElsewhere) return;
    await this.#caughtUp(await this.#ground.store.head());
    await this.projection.exclusively((signal) => this.#meetDeadlines(today, signal));
  }

  async #caughtUp(head: Position): Promise<void> {
    const { projection } = this;
    const isThere = () => projection.status.phase === 'live' && projection.status.checkpoint >= head;
    await projection.bell.until(() => isThere() || projection.isIdle);
    if (!isThere())
      throw new Error(`${projection.name} does not run: ${projection.status.error ?? 'it was stopped'}`);
  }

  async #react(seen: { event: RecordedEvent; documents: Documents }, signal: AbortSignal): Promise<void> {
    const { projector } = this.parts;
    const { event, documents } = seen;
    const cause = { policy: projector.name, causeEventId: event.id, causePosition: event.position };
    for (const [index, intent] of projector.react(event, documents).entries())
      await this.#delivery.deliver(intent, { ...cause, index }, { signal });
  }

  async #meetDeadlines(today: string, signal: AbortSignal): Promise<void> {
    const refused: RefusedDeadline[] = [];
    for await (const due of this.#due(today)) {
      const codes = await this.#refusalOf(due, today, signal);
      if (codes !== null) refused.push({ documentId: due.id, dueOn: dueOn(due), codes });
    }
    this.#refused = refused;
  }

  async *#due(today: string): AsyncIterable<Document> {
    const { projector } = this.parts;
    const reader = this.#ground.views.reader(projector.name);
    const collection = projector.deadlines?.collection ?? '';
    const wanted = { filter: { dueOn: { $lte: today } }, sort: [['dueOn', 1]] } as const;
    for await (const due of pagesOf(reader, collection, wanted)) yield* due;
  }

  /** The codes it was refused with, null where it was not. One that cannot be delivered keeps the others waiting no longer than one try: it is due at the next tick too. */
  async #refusalOf(due: Document, today: string, signal: AbortSignal): Promise<readonly string[] | null> {
    const { name, deadlines } = this.parts.projector;
    const intent = deadlines?.intent(due, today);
    if (intent === undefined) return null;
    try {
      const cause = { policy: name, documentId: due.id, dueOn: dueOn(due), today };
      await this.#delivery.deliver(intent, cause, { signal, tries: 1 });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.unmet.map(({ code }) => code);
      if (!(error instanceof Undeliverable)) throw error;
      this.#ground.log.error(`${name} cannot meet the deadline of ${due.id}: ${error.message}`);
      return ['UNDELIVERABLE'];
    }
  }
}

const dueOn = (due: Document): string => {
  const day = due['dueOn'];
  if (typeof day !== 'string') throw new TypeError(`${due.id} has no day it is due on`);
  return day;
};
