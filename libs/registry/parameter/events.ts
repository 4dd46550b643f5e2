import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';

/** A number or set that is to hold in a place for a time, and the document that says so. */
export interface ParameterTerms {
  /** Id of the command that proposed it; of a value from before there were proposals, of the command that set it. */
  readonly entryId: string;
  readonly key: string;
  readonly scope: DivisionCode;
  readonly value: Json;
  readonly effectiveFrom: CalendarDate;
  /** Last day it holds; null while open. */
  readonly effectiveTo: CalendarDate | null;
  readonly sourceDocument: string;
  readonly clause: string | null;
  readonly [key: string]: Json;
}

/** A value that holds. Never edited, only superseded. */
export interface ParameterEntry extends ParameterTerms {
  /** Who approved it; of a value from before there were proposals, whatever whoever set it wrote there. */
  readonly approvedBy: string;
}

/** Which proposal it is about. */
type Proposed = Pick<ParameterTerms, 'entryId' | 'key' | 'scope'>;

export type ParameterEvent =
  /** It holds nowhere until another person has approved it. */
  | Event<
      'PolicyParameterProposed',
      ParameterTerms & { readonly proposedBy: string; readonly reason: string | null }
    >
  | Event<'PolicyParameterProposalRefused', Proposed & { readonly refusedBy: string }>
  | Event<'PolicyParameterProposalWithdrawn', Proposed & { readonly withdrawnBy: string }>
  | Event<'PolicyParameterSet', ParameterEntry>
  /** `replaces` ends the day before `effectiveFrom`; what it governed until then stays governed by it. */
  | Event<'PolicyParameterSuperseded', ParameterEntry & { readonly replaces: string }>;

export const parameterEvents: Readonly<Record<ParameterEvent['type'], number>> = {
  PolicyParameterProposed: 1,
  PolicyParameterProposalRefused: 1,
  PolicyParameterProposalWithdrawn: 1,
  PolicyParameterSet: 1,
  PolicyParameterSuperseded: 1,
};
