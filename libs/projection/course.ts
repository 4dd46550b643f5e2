import type { Batch, DamagedEvent, Position, RecordedEvent } from '@event-store/event-store';
import type { Parked, ParkedChange, Reader, Standing, Writer } from '@read-store/read-store';
import { TooMuchAtOnce } from '@read-store/too-much-at-once';
import { Digest, Indigestible, TooBroad, type Poison, type Reaction } from './digest';
import { WorkingSet } from './documents';
import { isMisfit, Poisoned } from './faults';
import type { Grounded } from './parts';
import type { Projector } from './projector';

export interface CourseParts {
  readonly ground: Grounded;
  readonly projector: Projector;
  readonly react: Reaction | null;
  /**
   * A version that serves commits every batch, and a stream waits where an event of it cannot be taken. One that is being
   * built commits many batches at once, and stops there.
   */
  readonly state: 'live' | 'building';
  /** Of the lease it runs under. */
  readonly token?: number;
}

/** Fewer events at once may lead to what the store takes. */
const isOfWrites = (error: unknown): boolean => isMisfit(error) || error instanceof TooMuchAtOnce;

type Place = Pick<RecordedEvent, 'stream' | 'revision' | 'position'>;

/**
 * One version of one projection on its way through the log: where it stands, and how it goes a batch further. Its checkpoint
 * is its fence. After any error it is thrown away and opened again from what is stored.
 */
export class Course {
  readonly ref: Writer;
  readonly #documents: WorkingSet;
  readonly #digest: Digest;
  #checkpoint: Position;
  #reached: Position;
  #parked = new Map<string, Parked>();

  constructor(
    private readonly parts: CourseParts,
    { name, version, checkpoint }: Standing,
  ) {
    const { ground, projector, react, token } = parts;
    const { upcast, pause, options } = ground;
    this.ref = { name, version, ...(token === undefined ? {} : { token }) };
    this.#checkpoint = checkpoint;
    this.#reached = checkpoint;
    this.#documents = new WorkingSet(this.#reader(), options.remembered);
    const { attempts, documentsPerCommit: breadth } = options;
    this.#digest = new Digest({ projector, react, upcast, pause, attempts, breadth }, this.#documents);
  }

  get checkpoint(): Position {
    return this.#checkpoint;
  }

  /** How far it has come; not all of it is committed while building. */
  get reached(): Position {
    return this.#reached;
  }

  /** Takes the batch and moves the checkpoint to its position; a poisoned stream is parked in the same commit. */
  async advance({ events, position, caughtUp }: Batch, signal: AbortSignal): Promise<void> {
    if (position <= this.#checkpoint) return;
    await this.#lookUpParked();
    await this.#through(events, position, signal);
    if (!caughtUp) return;
    if (this.#reached > this.#checkpoint) await this.#commit(this.#reached, {});
    this.#documents.forget();
  }

  /** Past an event that the log itself cannot read. Its stream waits until the log is mended. */
  async passDamaged(damage: DamagedEvent): Promise<void> {
    await this.#lookUpParked();
    const event = damage.place;
    const fault = new Indigestible(damage, true);
    const park = this.#waits(event) ? [] : [this.#park({ event, fault, attempts: 1 })];
    await this.#commit(event.position, { park });
  }

  /**
   * The events of a parked stream that waited, in order and all at once. Only the process that runs the projection may do
   * it: the checkpoint stands still meanwhile and so does not fence.
   * @returns how many events were taken
   */
  async replay(stream: string, signal: AbortSignal): Promise<number> {
    await this.#lookUpParked();
    const parked = this.#parked.get(stream);
    if (parked === undefined) return 0;
    this.#documents.forget();
    try {
      return await this.#replay(parked, signal);
    } finally {
      this.#documents.forget();
    }
  }

  async #replay(parked: Parked, signal: AbortSignal): Promise<number> {
    const { stream, position: from } = parked;
    const events = await this.parts.ground.store.readStream(stream);
    const waiting = events.filter(({ position }) => position >= from && position <= this.#checkpoint);
    const [poison] = await this.#digest.take(waiting, signal);
    if (poison !== undefined) return this.#stillParked(parked, poison);
    await this.#commit(this.#checkpoint, { release: [stream] });
    return waiting.length;
  }

  async #stillParked(parked: Parked, { fault, attempts }: Poison): Promise<never> {
    this.#documents.forget();
    const again = { ...parked, error: fault.message, attempts: parked.attempts + attempts };
    await this.#commit(this.#checkpoint, { park: [again] });
    throw fault;
  }

  /** Never of a state before the checkpoint: at a fail-over a server may show one, and what is folded on it would pass the fence. */
  #reader(): Pick<Reader, 'getMany'> {
    const { name, version } = this.ref;
    return {
      getMany: (collection, ids) =>
        this.parts.ground.views.reader(name, version, this.#checkpoint).getMany(collection, ids),
    };
  }

  async #lookUpParked(): Promise<void> {
    const parked = await this.parts.ground.views.parked(this.ref, this.#checkpoint);
    this.#parked = new Map(parked.map((one) => [one.stream, one]));
  }

  async #through(events: readonly RecordedEvent[], to: Position, signal: AbortSignal): Promise<void> {
    const ready = this.#parked.size === 0 ? events : events.filter((event) => !this.#waits(event));
    try {
      const poisons = await this.#digest.take(ready, signal);
      const park = poisons.map((poison) => this.#park(poison));
      if (this.#mayHoldBack()) this.#reached = to;
      else await this.#commit(to, { park });
    } catch (error) {
      if (error instanceof TooBroad) return this.#divided(ready, to, signal);
      this.#documents.forget();
      if (this.parts.state === 'building' || !isOfWrites(error)) throw error;
      if (ready.length > 1) return this.#divided(ready, to, signal);
      await this.#withoutMisfit(ready, to, error);
    }
  }

  #mayHoldBack(): boolean {
    return (
      this.parts.state === 'building' &&
      this.#documents.held < this.parts.ground.options.documentsPerBuildCommit
    );
  }

  #waits({ stream, position }: Place): boolean {
    const parked = this.#parked.get(stream);
    return parked !== undefined && parked.position <= position;
  }

  async #divided(events: readonly RecordedEvent[], to: Position, signal: AbortSignal): Promise<void> {
    const half = Math.ceil(events.length / 2);
    const first = events.slice(0, half);
    await this.#through(first, first.at(-1)?.position ?? to, signal);
    await this.#through(events.slice(half), to, signal);
  }

  /** The store will not keep what this one event led to. */
  async #withoutMisfit([event]: readonly RecordedEvent[], to: Position, error: unknown): Promise<void> {
    if (event === undefined || !isMisfit(error)) throw error;
    const parked = this.#park({ event, fault: new Indigestible(error, true), attempts: 1 });
    await this.#commit(to, { park: [parked] });
  }

  #park({ event, fault, attempts }: Omit<Poison, 'event'> & { event: Place }): Parked {
    if (this.parts.state === 'building') throw new Poisoned(this.ref, event, fault);
    const { name, version } = this.ref;
    const { stream, position } = event;
    return { projection: name, version, stream, position, error: fault.message, attempts };
  }

  async #commit(to: Position, parked: ParkedChange): Promise<void> {
    await this.parts.ground.views.commit(this.ref, this.#checkpoint, to, this.#documents.writes(), parked);
    this.#documents.committed();
    this.#checkpoint = to;
    this.#reached = to;
    for (const one of parked.park ?? []) this.#parkedNow(one);
    for (const stream of parked.release ?? []) this.#parked.delete(stream);
  }

  #parkedNow(parked: Parked): void {
    this.#parked.set(parked.stream, parked);
    this.parts.ground.log.error(`${this.ref.name} parked ${parked.stream}: ${parked.error}`);
  }
}
