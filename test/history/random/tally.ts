import { categoryOf, type RecordedEvent } from '@event-store/event-store';

export type Answered =
  'MALFORMED' | 'FORBIDDEN' | 'UNKNOWN' | 'STALE' | 'UNACCEPTABLE' | 'REFUSED' | 'NOTHING_NEW' | 'DONE';

/** What came of all that was sent, over all histories. */
export class Tally {
  readonly answers = new Map<Answered, number>();
  /** By type, with the number of them. */
  readonly events = new Map<string, number>();
  readonly categories = new Set<string>();
  readonly refusals = new Map<string, number>();
  /** Commands of policies that were refused, as `policy: codes`. */
  readonly parked = new Map<string, number>();

  answered(answer: Answered): void {
    count(this.answers, answer);
  }

  happened({ type, stream }: RecordedEvent): void {
    count(this.events, type);
    this.categories.add(categoryOf(stream));
  }

  refused(codes: readonly string[]): void {
    for (const code of codes) count(this.refusals, code);
  }

  of(answer: Answered): number {
    return this.answers.get(answer) ?? 0;
  }

  get sent(): number {
    return [...this.answers.values()].reduce((sum, number) => sum + number, 0);
  }
}

export const count = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
