import type { CalendarDate } from '@kernel/calendar-date';
import type { SignLevel } from './paper';
import { withHeadSignature, withSignature, type Signable } from './signature';
import type { ConsensualCause, TerminationEvent } from './termination-events';

/** A paper by which the parties part, and which somebody has not signed yet. */
export type ProposedTermination = Signable & {
  readonly terminationId: string;
  readonly cause: ConsensualCause;
  readonly decisionNo: string;
  readonly settlement: string;
  readonly unpaidFen: number | null;
  readonly requiredLevel: SignLevel;
  readonly proposedBy: string;
  readonly proposedOn: CalendarDate;
};

/** What waits after the event. */
export const terminationAfter = (
  before: ProposedTermination | null,
  event: TerminationEvent,
): ProposedTermination | null => {
  if (event.type === 'AgreementTerminationProposed') {
    const { on: proposedOn, ...data } = event.data;
    return { ...data, proposedOn, signatures: [], signedHouseholds: [] };
  }
  if (before === null) return null;
  switch (event.type) {
    case 'AgreementTerminationSigned':
      return withSignature(before, event.data);
    case 'AgreementTerminationSignedByHousehold':
      return withHeadSignature(before, event.data);
    case 'AgreementTerminationWithdrawn':
      return null;
  }
};
