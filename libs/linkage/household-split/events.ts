import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import type { Counts, HeldFact, Related } from '@registry/household/events';

/** A binding in force that the new household goes on with, as one of its own. */
export type PassingBinding = {
  readonly bindingId: string;
  readonly newBindingId: string;
  readonly entityId: string;
  readonly industry: Industry;
};

/** An agreement that the new household stands under because a binding on it passes. */
export type PassingAgreement = {
  readonly agreementId: string;
  /** Of the new household; null where it has several under the agreement. */
  readonly bindingId: string | null;
  /** The household before keeps a binding on it, and so its place. */
  readonly remains: boolean;
};

export type HouseholdSplitEvent = Event<
  'HouseholdSplitDecided',
  {
    /** The household of the head who stays, which goes on. */
    householdId: string;
    newHouseholdId: string;
    newHouseholdNo: string;
    /** Where both live on that day. */
    villageCode: DivisionCode;
    /** Of the new household. */
    headId: string;
    /** Who leaves with the head, by what they are to them. */
    members: readonly Related[];
    staying: Counts;
    leaving: Counts;
    /** What the household is known for that is true of the new one too. */
    facts: readonly HeldFact[];
    bindings: readonly PassingBinding[];
    /** Bindings that stay where they are. */
    remainingBindingIds: readonly string[];
    agreements: readonly PassingAgreement[];
    /** Of which the household is still due something, which is due to the new one from now on. */
    distributionIds: readonly string[];
    decidedBy: string;
    on: CalendarDate;
  }
>;

export const householdSplitEvents: Readonly<Record<HouseholdSplitEvent['type'], number>> = {
  HouseholdSplitDecided: 1,
};
