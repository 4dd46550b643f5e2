import type { Break } from '../examination';
import type { RecordedEvent } from '../event-store';

/** The log that is to be poured is not whole; nothing from there on was written. */
export class BrokenSource extends Error {
  constructor({ kind, position, event, detail }: Break) {
    const place = event === null ? '' : ` ${event.stream} revision ${String(event.revision)}`;
    super(`the chain of the source is broken: ${kind} at position ${position}${place}: ${detail}`);
    this.name = 'BrokenSource';
  }
}

/** The target holds what the source does not hold at the same place; nothing was written. */
export class ForeignTarget extends Error {
  /** `due`: what the source has there, null behind its end. */
  constructor(index: number, found: RecordedEvent, due: RecordedEvent | null) {
    const instead = due === null ? 'where the source has ended' : `where the source has ${named(due)}`;
    super(`the target is no beginning of the source: its event ${index + 1} is ${named(found)}, ${instead}`);
    this.name = 'ForeignTarget';
  }
}

const named = ({ stream, revision, id, type }: RecordedEvent): string =>
  `${type} ${id} of ${stream} at revision ${String(revision)}`;
