import { derivedId } from '@kernel/ids';
import type { Json } from '@kernel/json';
import { position, type NewEvent, type RecordedEvent } from '@event-store/event-store';

/** What a spec tells of an event; the rest is an ordinary day. */
export interface Happening {
  readonly stream: string;
  readonly type: string;
  readonly data?: { readonly [key: string]: Json };
  readonly effectiveDate?: string;
  readonly recordedAt?: string;
  readonly metadata?: { readonly [key: string]: Json };
}

const ORDINARY = { effectiveDate: '2025-03-01', recordedAt: '2025-03-01T02:00:00.000Z', schemaVersion: 1 };

/** As a writer would send it; `n` makes its id. */
export const eventOf = ({ type, data = {}, metadata = {}, ...told }: Happening, n: number): NewEvent => {
  const { effectiveDate = ORDINARY.effectiveDate, recordedAt = ORDINARY.recordedAt } = told;
  return {
    id: derivedId('spec', told.stream, n),
    type,
    data,
    metadata: { ...ORDINARY, effectiveDate, recordedAt, ...metadata },
  };
};

/** As the log would hand them over, in the order told. */
export const recorded = (happenings: readonly Happening[]): readonly RecordedEvent[] => {
  const revisions = new Map<string, number>();
  return happenings.map((happening, index) => {
    const revision = revisions.get(happening.stream) ?? 0;
    revisions.set(happening.stream, revision + 1);
    const place = { stream: happening.stream, revision, position: position(BigInt(index + 1)) };
    return { ...eventOf(happening, index), ...place };
  });
};
