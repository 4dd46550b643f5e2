import type { RecordedEvent } from '@event-store/event-store';
import { Refusal } from '@kernel/refusal';
import { UnknownCollection } from '@read-store/read-store';
import { Undeliverable } from './delivery';
import { distinct, View, type WorkingSet } from './documents';
import { backoffMs, type Pause } from './pause';
import type { Documents, Key, Projector } from './projector';

/** What follows from an event beside its documents: a policy's commands. */
export type Reaction = (event: RecordedEvent, documents: Documents, signal: AbortSignal) => Promise<void>;

export type Upcast = (event: RecordedEvent) => RecordedEvent;

export interface DigestParts {
  readonly projector: Projector;
  readonly upcast: Upcast;
  readonly react: Reaction | null;
  readonly pause: Pause;
  /** How often an event is tried before it counts as poison. */
  readonly attempts: number;
  /** Documents a batch of more than one event may load at once. */
  readonly breadth: number;
}

/** The projection cannot take this event; `final` where trying again is no use. */
export class Indigestible extends Error {
  constructor(
    cause: unknown,
    readonly final: boolean,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'Indigestible';
  }
}

/** The batch needs more documents than one commit should touch. */
export class TooBroad extends Error {}

export interface Poison {
  readonly event: RecordedEvent;
  readonly fault: Indigestible;
  readonly attempts: number;
}

interface Task {
  readonly event: RecordedEvent;
  readonly fault: Indigestible | null;
}

/** Rounds of `needs` after which a projector is taken to ask for ever. */
const ROUNDS = 32;
/** Rounds that are loaded for a whole batch at once, before its first event is projected. */
const ROUNDS_AHEAD = 4;

/** Takes the events of one batch, in order, into a working set. */
export class Digest {
  constructor(
    private readonly parts: DigestParts,
    private readonly documents: WorkingSet,
  ) {}

  /**
   * The events that could not be taken, the first of each stream; later ones of the same stream were left out.
   * @throws TooBroad before anything has happened
   */
  async take(events: readonly RecordedEvent[], signal: AbortSignal): Promise<readonly Poison[]> {
    const tasks = events.map((event) => this.#task(event));
    await this.#loadAhead(tasks);
    const poisons = new Map<string, Poison>();
    for (const task of tasks) {
      if (poisons.has(task.event.stream) || this.#done(task)) continue;
      const poison = await this.#attempt(task, signal);
      if (poison !== null) poisons.set(task.event.stream, poison);
    }
    return [...poisons.values()];
  }

  #task(event: RecordedEvent): Task {
    try {
      return { event: this.parts.upcast(event), fault: null };
    } catch (error) {
      return { event, fault: new Indigestible(error, true) };
    }
  }

  /** Only a guess, made on the documents as they stand before the batch: each event asks again when it is its turn. */
  async #loadAhead(tasks: readonly Task[]): Promise<void> {
    const asking = tasks.map((task) => ({ task, view: new View(this.documents) }));
    for (let round = 0; round < ROUNDS_AHEAD; round += 1) {
      const wanted = asking.flatMap(({ task, view }) => view.ask(this.#hint(task, view)));
      if (wanted.length === 0) return;
      if (tasks.length > 1 && distinct(wanted) > this.parts.breadth) throw new TooBroad();
      await this.#load(wanted);
    }
  }

  #hint(task: Task, view: View): readonly Key[] {
    if (task.fault !== null) return [];
    try {
      return this.parts.projector.needs(task.event, view);
    } catch {
      return [];
    }
  }

  /**
   * Most events find all they need at hand and lead to nothing but documents: they are done without waiting for anything.
   * Where that is not so, nothing has happened yet.
   */
  #done({ event, fault }: Task): boolean {
    if (fault !== null || this.parts.react !== null) return false;
    try {
      const view = this.#atHand(event);
      if (view === null) return false;
      this.documents.put(this.parts.projector.project(event, view));
      return true;
    } catch {
      return false;
    }
  }

  #atHand(event: RecordedEvent): View | null {
    const view = new View(this.documents);
    for (let round = 0; round < ROUNDS; round += 1) {
      const wanted = view.ask(this.parts.projector.needs(event, view));
      if (wanted.length === 0) return view;
      if (this.documents.missing(wanted).length > 0) return null;
    }
    return null;
  }

  async #attempt(task: Task, signal: AbortSignal): Promise<Poison | null> {
    for (let attempts = 1; ; attempts += 1) {
      const fault = task.fault ?? (await this.#fault(task.event, signal));
      if (fault === null) return null;
      if (fault.final || attempts >= this.parts.attempts) return { event: task.event, fault, attempts };
      await this.parts.pause(backoffMs(attempts), signal);
      signal.throwIfAborted();
    }
  }

  async #fault(event: RecordedEvent, signal: AbortSignal): Promise<Indigestible | null> {
    try {
      await this.#step(event, signal);
      return null;
    } catch (error) {
      if (error instanceof Indigestible) return error;
      throw error;
    }
  }

  async #step(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { projector, react } = this.parts;
    const view = await this.#gather(event);
    if (react !== null) await reacted(() => react(event, view, signal), signal);
    this.documents.put(guarded(() => projector.project(event, view)));
  }

  /** The documents the event needs, asked for until nothing new is named. */
  async #gather(event: RecordedEvent): Promise<View> {
    const view = new View(this.documents);
    for (let round = 0; round < ROUNDS; round += 1) {
      const wanted = view.ask(guarded(() => this.parts.projector.needs(event, view)));
      if (wanted.length === 0) return view;
      await this.#load(wanted);
    }
    throw new Indigestible(new Error(`${this.parts.projector.name} asks for ever`), true);
  }

  async #load(keys: readonly Key[]): Promise<void> {
    const missing = this.documents.missing(keys);
    if (missing.length === 0) return;
    try {
      await this.documents.load(missing);
    } catch (error) {
      if (error instanceof UnknownCollection) throw new Indigestible(error, true);
      throw error;
    }
  }
}

const reacted = async (react: () => Promise<void>, signal: AbortSignal): Promise<void> => {
  try {
    await react();
  } catch (error) {
    signal.throwIfAborted();
    throw new Indigestible(error, error instanceof Refusal || error instanceof Undeliverable);
  }
};

const guarded = <T>(ask: () => T): T => {
  try {
    return ask();
  } catch (error) {
    throw new Indigestible(error, false);
  }
};
