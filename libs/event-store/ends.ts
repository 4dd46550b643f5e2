import type { End } from './judgement';
import { ScratchTable } from './sqlite/scratch-table';

/** Of some five megabytes. */
const IN_MEMORY = 20_000;

/**
 * The end of each stream as far as a log was read. Those that were set last are in memory, the others on the disk, so that a
 * log of any number of streams can be looked at: each read of a person's data is a stream of its own.
 */
export class Ends {
  private readonly near = new Map<string, End>();
  private far: ScratchTable | null = null;
  private count = 0;

  /** `room`: how many are kept in memory. */
  constructor(private readonly room = IN_MEMORY) {}

  /** Streams that have an end. */
  get size(): number {
    return this.count;
  }

  get(stream: string): End | undefined {
    return this.near.get(stream) ?? this.fromFar(stream);
  }

  /** `isFirst`: it had none before. */
  set(stream: string, end: End, isFirst: boolean): void {
    this.near.delete(stream);
    this.near.set(stream, end);
    if (isFirst) this.count += 1;
    if (this.near.size > this.room) this.makeRoom();
  }

  close(): void {
    this.far?.close();
    this.far = null;
    this.near.clear();
  }

  private fromFar(stream: string): End | undefined {
    const text = this.far?.get(stream);
    return text === undefined ? undefined : (JSON.parse(text) as End);
  }

  /** Half of them at once, those that were set longest ago. */
  private makeRoom(): void {
    const leaving = [...this.near].slice(0, Math.ceil(this.near.size / 2));
    this.far ??= new ScratchTable();
    this.far.put(leaving.map(([stream, end]) => [stream, JSON.stringify(end)] as const));
    for (const [stream] of leaving) this.near.delete(stream);
  }
}
