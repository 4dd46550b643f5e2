import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { AgreementParty, HeadSignature, PartySignature, SignLevel } from './paper';

/** The parties part in peace: no revocation follows. */
export const CONSENSUAL_CAUSES = ['BY_CONSENT', 'FORCE_MAJEURE'] as const;
export type ConsensualCause = (typeof CONSENSUAL_CAUSES)[number];

/**
 * 4.3 「TerminateByConsent … parties」: a paper by which the parties part waits for the signatures of all as the first one did. With
 * the last of them the agreement is terminated; until then it stands.
 */
export type TerminationEvent =
  | Event<
      'AgreementTerminationProposed',
      {
        terminationId: string;
        cause: ConsensualCause;
        /** Of the paper. */
        decisionNo: string;
        settlement: string;
        /** What the paper says is owed; null where it leaves that to the distributions. */
        unpaidFen: number | null;
        /** Of the terms that bind the parties (R11, R39): nobody lower releases them. */
        requiredLevel: SignLevel;
        proposedBy: string;
        on: CalendarDate;
      }
    >
  | Event<'AgreementTerminationSigned', { terminationId: string } & PartySignature>
  | Event<'AgreementTerminationSignedByHousehold', { terminationId: string } & HeadSignature>
  /** Before all had signed: nothing follows from it. */
  | Event<
      'AgreementTerminationWithdrawn',
      {
        terminationId: string;
        cause: 'BY_PROPOSER' | 'BY_PARTY';
        /** Who declined. */
        party: AgreementParty | null;
        on: CalendarDate;
      }
    >;

export const terminationEvents: Readonly<Record<TerminationEvent['type'], number>> = {
  AgreementTerminationProposed: 1,
  AgreementTerminationSigned: 1,
  AgreementTerminationSignedByHousehold: 1,
  AgreementTerminationWithdrawn: 1,
};

export const isOfTermination = (event: { readonly type: string }): event is TerminationEvent =>
  Object.hasOwn(terminationEvents, event.type);
