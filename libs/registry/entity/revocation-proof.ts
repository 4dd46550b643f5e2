import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate, Event } from '@kernel/decider';

/**
 * R18 ties a revocation to events of other contexts, which lie downstream and may not be imported here. What counts is read
 * from their streams by the names of the events, and nothing else of them is known.
 */
export interface RevocationProof {
  /** Entity the agreement binds; null where there is no such agreement. */
  readonly agreementOf: string | null;
  readonly ending: Ending | null;
  /** The failed rectification that is named, or that the agreement tells of; null where none of it has failed. */
  readonly failure: Failure | null;
  /** Agreements that the same rectification concerns and that are in force still. */
  readonly running: readonly string[];
}

/** How an agreement came to be in force no more. */
interface Ending {
  /** EXPIRED where it ran out. */
  readonly cause: string;
  /** For which it was terminated; null where it ended otherwise. */
  readonly rectificationId: string | null;
  readonly on: CalendarDate;
}

interface Failure {
  readonly rectificationId: string;
  readonly on: CalendarDate;
}

export interface AgreementTrace {
  readonly entityId: string | null;
  readonly isInForce: boolean;
  /** A paper that would change or end it waits for signatures. */
  readonly isBeingSigned: boolean;
  readonly ending: Ending | null;
  /** Rectifications that it was ever placed under. */
  readonly orders: readonly string[];
  readonly failures: readonly Failure[];
}

interface RectificationTrace {
  /** Ordered, and neither closed, failed nor withdrawn. */
  readonly isOpen: boolean;
  /** The last word; null while there is none. */
  readonly failedOn: CalendarDate | null;
  readonly agreementIds: readonly string[];
}

interface Failed {
  readonly agreementIds: readonly string[];
  readonly on: CalendarDate;
}

const ended = (trace: AgreementTrace, ending: Ending): AgreementTrace => ({
  ...trace,
  ...{ isInForce: false, isBeingSigned: false, ending },
});

export const agreementTrace: Aggregate<AgreementTrace, Event> = {
  category: 'agreement',
  initial: {
    ...{ entityId: null, isInForce: false, isBeingSigned: false },
    ...{ ending: null, orders: [], failures: [] },
  },
  evolve: (trace, { type, data }) => {
    const { cause, rectificationId, on } = data as unknown as Ending & Failure;
    switch (type) {
      case 'AgreementDrafted':
        return { ...trace, entityId: data['entityId'] as string };
      case 'AgreementEnteredIntoForce':
        return { ...trace, isInForce: true };
      case 'AgreementEntitySucceeded':
        return { ...trace, entityId: data['successorId'] as string };
      case 'AgreementAmendmentProposed':
      case 'AgreementTerminationProposed':
        return { ...trace, isBeingSigned: true };
      case 'AgreementAmendmentConcluded':
      case 'AgreementAmendmentWithdrawn':
      case 'AgreementTerminationWithdrawn':
        return { ...trace, isBeingSigned: false };
      case 'AgreementRectificationOrdered':
        return { ...trace, orders: [...trace.orders, rectificationId] };
      case 'AgreementRectificationFailed':
        return { ...trace, failures: [...trace.failures, { rectificationId, on }] };
      case 'AgreementRectificationWithdrawn':
        return {
          ...trace,
          failures: trace.failures.filter((one) => one.rectificationId !== rectificationId),
        };
      case 'AgreementTerminated':
        return ended(trace, { cause, rectificationId, on });
      case 'AgreementExpired':
        return ended(trace, { cause: 'EXPIRED', rectificationId: null, on });
      default:
        return trace;
    }
  },
  events: {},
  scope: () => null,
};

/** The failure that is named; where none is, the one that it was terminated for, or the last. */
export const failureOf = (
  { ending, failures }: AgreementTrace,
  named: string | undefined,
): Failure | null => {
  const sought = named ?? ending?.rectificationId ?? failures.at(-1)?.rectificationId;
  return failures.find(({ rectificationId }) => rectificationId === sought) ?? null;
};

export const rectificationTrace: Aggregate<RectificationTrace, Event> = {
  category: 'rectification',
  initial: { isOpen: false, failedOn: null, agreementIds: [] },
  evolve: (trace, { type, data }) => {
    switch (type) {
      case 'RectificationOrdered':
      case 'RectificationReopened':
        return { ...trace, isOpen: true };
      case 'RectificationClosed':
        return { ...trace, isOpen: false };
      case 'RectificationWithdrawn':
      case 'RectificationVoided':
        return { ...trace, isOpen: false, failedOn: null };
      case 'RectificationFailed': {
        const { agreementIds, on: failedOn } = data as unknown as Failed;
        return { isOpen: false, failedOn, agreementIds };
      }
      default:
        return trace;
    }
  },
  events: {},
  scope: () => null,
};
