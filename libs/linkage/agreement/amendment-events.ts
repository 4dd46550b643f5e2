import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type {
  AgreementParty,
  AgreementTerms,
  HeadSignature,
  PartySignature,
  SignLevel,
  SignLevelExplanation,
} from './paper';

/**
 * 4.3 「AmendAgreement … as signature」: an amended paper waits for the signatures of all parties as the first one did; until it
 * takes its place the terms in force stand.
 */
export type AmendmentEvent =
  | Event<
      'AgreementAmendmentProposed',
      {
        amendmentId: string;
        /** That it would be once in force; 1 is the paper as concluded. */
        version: number;
        terms: AgreementTerms;
        /** Computed from the villages of the amended paper (R11), never lower than before (R39), and frozen. */
        requiredLevel: SignLevel;
        explanation: SignLevelExplanation;
        /** First day of the amended terms; the day of the last signature where that is later. */
        from: CalendarDate;
        proposedBy: string;
        on: CalendarDate;
      }
    >
  | Event<'AgreementAmendmentSigned', { amendmentId: string } & PartySignature>
  | Event<'AgreementAmendmentSignedByHousehold', { amendmentId: string } & HeadSignature>
  /** All have signed; `from` is the day on which it takes the place of the paper in force. */
  | Event<'AgreementAmendmentConcluded', { amendmentId: string; from: CalendarDate; on: CalendarDate }>
  /** Before all had signed: nothing follows from it. */
  | Event<
      'AgreementAmendmentWithdrawn',
      {
        amendmentId: string;
        cause: 'BY_DRAFTER' | 'BY_PARTY';
        /** Who declined. */
        party: AgreementParty | null;
        on: CalendarDate;
      }
    >;

export const amendmentEvents: Readonly<Record<AmendmentEvent['type'], number>> = {
  AgreementAmendmentProposed: 1,
  AgreementAmendmentSigned: 1,
  AgreementAmendmentSignedByHousehold: 1,
  AgreementAmendmentConcluded: 1,
  AgreementAmendmentWithdrawn: 1,
};

export const isOfAmendment = (event: { readonly type: string }): event is AmendmentEvent =>
  Object.hasOwn(amendmentEvents, event.type);
