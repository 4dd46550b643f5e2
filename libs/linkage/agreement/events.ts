import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { amendmentEvents, type AmendmentEvent } from './amendment-events';
import type { AgreementParty, AgreementTerms, SignLevel, SignLevelExplanation } from './paper';
import { CONSENSUAL_CAUSES, terminationEvents, type TerminationEvent } from './termination-events';

export { AGREEMENT_PARTIES, type AgreementTerms, type SignLevel } from './paper';

/** What ends every agreement of an entity at once (R18, R42). */
export const ENDINGS_WITH_ENTITY = ['ENTITY_REVOKED', 'ENTITY_DEREGISTERED'] as const;
export type EndingWithEntity = (typeof ENDINGS_WITH_ENTITY)[number];

export const TERMINATION_CAUSES = [
  'RECTIFICATION_FAILED',
  ...CONSENSUAL_CAUSES,
  ...ENDINGS_WITH_ENTITY,
] as const;
export type TerminationCause = (typeof TERMINATION_CAUSES)[number];

export type AgreementEvent =
  | Event<
      'AgreementDrafted',
      {
        agreementId: string;
        entityId: string;
        entityVillage: DivisionCode;
        terms: AgreementTerms;
        /** The agreement this one continues. */
        renews: string | null;
        on: CalendarDate;
      }
    >
  | Event<'AgreementDraftRevised', { terms: AgreementTerms; on: CalendarDate }>
  | Event<
      'AgreementSubmitted',
      {
        /** Computed from the villages and frozen (R11). */
        requiredLevel: SignLevel;
        villages: readonly DivisionCode[];
        explanation: SignLevelExplanation;
        /** The shortest term that the place asks for (`linkage.minYears`), where this one is shorter. */
        shorterThan?: { readonly years: number; readonly source: string };
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementSigned',
      {
        party: AgreementParty;
        /** For the government only. */
        level: SignLevel | null;
        /** Where the government signed at a higher level than it had to. */
        requiredLevel?: SignLevel;
        /** Who recorded the signature; one person signs for one party. */
        signedBy?: string;
        /** Reference and SHA-256 of the scan. */
        scan: string;
        witnessedByResidentTeam: boolean;
        /** Given by the government that signs, unique in the county. */
        agreementNo: string | null;
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementSignedByHousehold',
      { householdId: string; scan: string; signedBy: string; on: CalendarDate }
    >
  | Event<'AgreementWitnessed', { witnessedBy: string; on: CalendarDate }>
  /** Before it was concluded: nothing follows from it. */
  | Event<'AgreementDraftWithdrawn', { cause: 'BY_DRAFTER' | EndingWithEntity; on: CalendarDate }>
  /** The number was written down wrongly; the one before is free. */
  | Event<
      'AgreementNoCorrected',
      { agreementNo: string; formerNo: string; scan: string; correctedBy: string; on: CalendarDate }
    >
  | Event<'AgreementConcluded', { agreementNo: string; on: CalendarDate }>
  | Event<'AgreementEnteredIntoForce', { on: CalendarDate }>
  | AmendmentEvent
  /** The amended paper takes the place of the one before: from this day its terms are in force. */
  | Event<
      'AgreementAmended',
      {
        /** Absent where the government alone had signed it, before an amendment was signed by all parties. */
        amendmentId?: string;
        /** 1 is the paper as concluded. */
        version: number;
        terms: AgreementTerms;
        requiredLevel: SignLevel;
        signedLevel: SignLevel;
        explanation: SignLevelExplanation;
        /** Of the government's signature. */
        scan: string;
        on: CalendarDate;
      }
    >
  /** A household that came of one under the agreement stands under it too, or in its place: what was signed binds it. */
  | Event<
      'AgreementHouseholdSucceeded',
      {
        householdId: string;
        successorId: string;
        /** The household before stands under the agreement too. */
        remains: boolean;
        /** As they are with the successor; of the same version, for no paper was signed. */
        terms: AgreementTerms;
        on: CalendarDate;
      }
    >
  /** Its entity stood in the register twice: the one that stays goes on with it, bound by what was signed. */
  | Event<
      'AgreementEntitySucceeded',
      {
        entityId: string;
        successorId: string;
        /** Home village of the successor. */
        entityVillage: DivisionCode;
        /** As they are with the bindings of the successor; of the same version, for no paper was signed. */
        terms: AgreementTerms;
        /** Last year for which the entity before was evaluated; null where it never was. */
        evaluatedThrough: number | null;
        on: CalendarDate;
      }
    >
  | Event<
      'AgreementVerified',
      {
        paperExists: boolean;
        termsMatch: boolean;
        benefitsConfirmed: boolean;
        note: string | null;
        on: CalendarDate;
      }
    >
  | Event<'AgreementRectificationOrdered', { rectificationId: string; on: CalendarDate }>
  | Event<'AgreementRectificationAccepted', { rectificationId: string; on: CalendarDate }>
  /** Also where the agreement is over: it stays so, and what was not put right has its consequence for the entity (R18). */
  | Event<'AgreementRectificationFailed', { rectificationId: string; on: CalendarDate }>
  /** The order should not have been given: neither it nor its failure concerns the agreement. */
  | Event<'AgreementRectificationWithdrawn', { rectificationId: string; on: CalendarDate }>
  | TerminationEvent
  | Event<
      'AgreementTerminated',
      {
        cause: TerminationCause;
        /** The paper that all parties signed; absent of other causes, and where the government alone had recorded their consent. */
        terminationId?: string;
        decisionNo: string;
        rectificationId: string | null;
        /** Dividends still owed on that day; they stay due. */
        unpaidFen: number;
        settlement: string;
        /** Bindings that end with it unless re-homed. */
        bindingIds: readonly string[];
        on: CalendarDate;
      }
    >
  | Event<'AgreementExpired', { bindingIds: readonly string[]; on: CalendarDate }>;

export const agreementEvents: Readonly<Record<AgreementEvent['type'], number>> = {
  AgreementDrafted: 1,
  AgreementDraftRevised: 1,
  AgreementSubmitted: 1,
  AgreementSigned: 1,
  AgreementSignedByHousehold: 1,
  AgreementWitnessed: 1,
  AgreementDraftWithdrawn: 1,
  AgreementNoCorrected: 1,
  AgreementConcluded: 1,
  AgreementEnteredIntoForce: 1,
  ...amendmentEvents,
  AgreementAmended: 1,
  AgreementHouseholdSucceeded: 1,
  AgreementEntitySucceeded: 1,
  AgreementVerified: 1,
  AgreementRectificationOrdered: 1,
  AgreementRectificationAccepted: 1,
  AgreementRectificationFailed: 1,
  AgreementRectificationWithdrawn: 1,
  ...terminationEvents,
  AgreementTerminated: 1,
  AgreementExpired: 1,
};
