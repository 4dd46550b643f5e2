import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { Metadata } from '@event-store/event-store';
import { parameterEvents, type ParameterEntry, type ParameterEvent } from './events';
import { withEntry } from './state';

/** A value as it was adopted, the instant at which it became known, and the entry it took the place of from its first day on. */
export type KnownEntry = ParameterEntry & {
  readonly recordedAt: string;
  readonly replaces: string | null;
};

/** What had been decided as it was known by the end of a day: an entry that was replaced later still stood whole. */
export const asKnown = (entries: readonly KnownEntry[], knownAt?: CalendarDate): readonly KnownEntry[] =>
  entries
    .filter(({ recordedAt }) => knownAt === undefined || recordedDate(recordedAt) <= knownAt)
    .reduce<readonly KnownEntry[]>((before, next) => withEntry(before, next, next.replaces), []);

type Stored = ParameterEvent & { readonly metadata: Metadata };

/** Every value one key ever had, in the order of knowing: for a rule that asks what was known on a day that is over. */
export const decisions: Aggregate<readonly KnownEntry[], ParameterEvent> = {
  category: 'parameter',
  initial: [],
  evolve: (known, event) => {
    if (event.type !== 'PolicyParameterSet' && event.type !== 'PolicyParameterSuperseded') return known;
    const recordedAt = (event as Stored).metadata['recordedAt'] as string;
    return [...known, { replaces: null, ...event.data, recordedAt }];
  },
  events: parameterEvents,
  scope: () => null,
};
