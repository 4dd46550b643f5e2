import type { CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '../event-store';

/**
 * Which events count at a moment, wherever the past is looked at. *Known at* a moment is what the log held then: everything
 * before the first event that was recorded after it, so that a stream is never known with a gap. *True as of* a day is, of
 * what was known, each event whose `effectiveDate` is not after that day. A stream that begins after the day has not begun
 * yet, whatever it says later of earlier days. Days are those of Asia/Shanghai; the moment itself counts.
 *
 * To be told of every stream from its first event on.
 */
export class Truth {
  readonly #notBegun = new Set<string>();

  /** Null: every day. */
  constructor(private readonly asOf: CalendarDate | null) {}

  counts({ stream, revision, metadata: { effectiveDate } }: RecordedEvent): boolean {
    if (this.asOf === null) return true;
    const isTrue = typeof effectiveDate !== 'string' || effectiveDate <= this.asOf;
    if (!isTrue && revision === 0) this.#notBegun.add(stream);
    return isTrue && !this.#notBegun.has(stream);
  }
}
