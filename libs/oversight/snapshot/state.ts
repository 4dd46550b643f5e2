import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { snapshotEvents, type SnapshotEvent } from './events';

/** Null until it is published; after that it never changes. */
export interface Snapshot {
  readonly division: DivisionCode | null;
}

/** One bulletin number names one snapshot of a division. */
export const snapshotId = (division: DivisionCode, bulletinNo: string): string =>
  derivedId('reportSnapshot', division, bulletinNo);

export const snapshot: Aggregate<Snapshot, SnapshotEvent> = {
  category: 'reportSnapshot',
  initial: { division: null },
  evolve: (_snapshot, { data }) => ({ division: data.division }),
  events: snapshotEvents,
  scope: ({ division }) => division,
};
