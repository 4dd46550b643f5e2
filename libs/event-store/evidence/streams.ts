import type { RecordedEvent } from '../event-store';

interface Told {
  packed: number;
  /** Revision of the last event of the stream in the log that was sealed. */
  last: number;
}

/** Of each stream that shows itself in a package: where it ends, and how many of its events are in it. All of them: it is whole. */
export class Streams {
  private readonly told = new Map<string, Told>();

  pack({ stream, revision }: RecordedEvent): void {
    const { packed } = this.told.get(stream) ?? { packed: 0 };
    this.told.set(stream, { packed: packed + 1, last: revision });
  }

  /** Another event of the log, packed or not. */
  pass({ stream, revision }: RecordedEvent): void {
    const told = this.told.get(stream);
    if (told !== undefined) told.last = revision;
  }

  *lines(): Iterable<string> {
    for (const [stream, { last, packed }] of this.told) yield JSON.stringify({ stream, last, packed });
  }
}
