import type { RecordedEvent } from '@event-store/event-store';
import type { Collections, Document, Write } from '@read-store/read-store';

export interface Key {
  readonly collection: string;
  readonly id: string;
}

/** The documents a projector asked for in `needs`, as they stand before the event. */
export interface Documents {
  /** @throws when the key was not asked for: a projector that reads what it did not declare is broken. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
  get<T extends Document>(collection: string, id: string): T | undefined;
  /** The same; undefined also where it has not been asked for yet. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
  known<T extends Document>(collection: string, id: string): T | undefined;
  /** Whether the key was asked for and looked up, present or not. */
  has(collection: string, id: string): boolean;
}

/**
 * A pure fold from events to documents: no clock, no I/O, no randomness, so that a rebuild gives the same documents.
 * Raise `version` whenever the documents or their meaning change: the new version is built beside the living one.
 */
export interface Projector {
  readonly name: string;
  readonly version: number;
  /** Stream categories it reads. */
  readonly categories: readonly string[];
  readonly collections: Collections;
  /** Collections whose documents say themselves what was known from which day on: a question that reads them so needs no other view of an earlier day. */
  readonly bitemporal?: readonly string[];
  /**
   * Keys the event touches. Asked again with what was found until it names nothing new, so that a key may follow from
   * a document (`has` tells what is there already).
   */
  needs(event: RecordedEvent, documents: Documents): readonly Key[];
  /** Documents to write. It must not refuse: what has happened has happened. */
  project(event: RecordedEvent, documents: Documents): readonly Write[];
}

/** A command a policy asks for. Its id is derived from the causing event, so that sending it twice is harmless. */
export interface Intent {
  /** Instance of a command class. */
  readonly command: object;
  /** Id of the aggregate to ask. Absent for a command that makes its own. */
  readonly id?: string;
  readonly effectiveDate?: string;
  readonly reason: string;
  /** Codes that only say that what the command was about has moved on meanwhile. Any other refusal is a fault. */
  readonly overtakenBy?: readonly string[];
}

/**
 * A process manager: when *that* happened, ask *this*. Its documents are its memory; they are folded like a projector's
 * and never rebuilt with the commands sent again.
 */
export interface Policy extends Projector {
  /** The classes of the commands that it may ask for, so that it can be told of each who sends it. */
  readonly sends: readonly (abstract new (...args: never[]) => object)[];
  /** Commands that follow from the event; `documents` are those before the event. */
  react(event: RecordedEvent, documents: Documents): readonly Intent[];
  /** Commands that follow from a day having come: documents of this collection whose `dueOn` is not after it. */
  readonly deadlines?: {
    readonly collection: string;
    intent(due: Document, today: string): Intent;
  };
}

export const put = (collection: string, doc: Document): Write => ({ collection, id: doc.id, doc });

export const remove = (collection: string, id: string): Write => ({ collection, id, doc: null });
