import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';

/**
 * R18 ties a revocation to events of other contexts, which lie downstream and may not be imported here. What counts is read
 * from their streams by the names of the events, and nothing else of them is known.
 */
export interface RevocationProof {
  /** Entity the agreement binds; null where there is no such agreement. */
  readonly agreementOf: string | null;
  readonly termination: Termination | null;
  readonly rectificationHasFailed: boolean;
}

interface Termination {
  readonly cause: string;
  readonly rectificationId: string | null;
  readonly on: CalendarDate;
}

interface AgreementTrace {
  readonly entityId: string | null;
  readonly termination: RevocationProof['termination'];
}

interface RectificationTrace {
  readonly hasFailed: boolean;
}

export const agreementTrace: Aggregate<AgreementTrace, Event> = {
  category: 'agreement',
  initial: { entityId: null, termination: null },
  evolve: (trace, { type, data }) => {
    if (type === 'AgreementDrafted') return { ...trace, entityId: data['entityId'] as string };
    if (type !== 'AgreementTerminated') return trace;
    const { cause, rectificationId, on } = data as unknown as Termination;
    return { ...trace, termination: { cause, rectificationId, on } };
  },
  events: {},
  scope: () => null,
};

export const rectificationTrace: Aggregate<RectificationTrace, Event> = {
  category: 'rectification',
  initial: { hasFailed: false },
  evolve: (trace, { type }) => (type === 'RectificationFailed' ? { hasFailed: true } : trace),
  events: {},
  scope: () => null,
};
