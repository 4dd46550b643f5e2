import type { EventStore, RecordedEvent } from '../event-store';
import { SEAL_STREAM, type Seal } from './events';
import { rootCode } from './root-code';
import { SealStream, type SealFault } from './seal-stream';

export interface FaultAt extends SealFault {
  /** In the stream of the seals. */
  readonly revision: number;
}

const REGISTERS = new WeakMap<EventStore, SealRegister>();

/** The seals of a log as this process has read and checked them, read on whenever they are asked for. */
export class SealRegister {
  private readonly stream = new SealStream();
  private readonly found: FaultAt[] = [];
  private readonly codes = new Map<string, Seal>();
  private revision = -1;
  private reading: Promise<void> = Promise.resolve();

  private constructor(private readonly store: EventStore) {}

  /** One for each log, however many ask. */
  static of(store: EventStore): SealRegister {
    const register = REGISTERS.get(store) ?? new SealRegister(store);
    REGISTERS.set(store, register);
    return register;
  }

  /** Up to now. What another call is reading is waited for and not read twice. */
  async read(): Promise<void> {
    this.reading = this.reading.then(
      () => this.readOn(),
      () => this.readOn(),
    );
    return this.reading;
  }

  get seals(): readonly Seal[] {
    return this.stream.seals;
  }

  /** As `rootCode` writes it. */
  byCode(code: string): Seal | null {
    return this.codes.get(code) ?? null;
  }

  get keys(): SealStream['keys'] {
    return this.stream.keys;
  }

  get doubtful(): Seal | null {
    return this.stream.doubtful;
  }

  get faults(): readonly FaultAt[] {
    const { unfinished } = this.stream;
    return unfinished === null ? this.found : [...this.found, { ...unfinished, revision: this.revision }];
  }

  private async readOn(): Promise<void> {
    for (const event of await this.store.readStream(SEAL_STREAM, this.revision + 1)) this.take(event);
  }

  private take(event: RecordedEvent): void {
    const before = this.stream.last;
    const fault = this.stream.take(event);
    const { last } = this.stream;
    if (last !== null && last !== before) this.codes.set(rootCode(last.root), last);
    if (fault !== null) this.found.push({ ...fault, revision: event.revision });
    this.revision = event.revision;
  }
}
