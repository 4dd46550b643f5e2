import type { DivisionCode } from '@kernel/division-code';
import type { EntityKind } from '@kernel/linkage';
import type { HouseholdBinding } from './state';
import type { TermOnFile } from './term-on-file';

/** What the rules ask of the two parties and the paper, as they stand when the command is decided. */
export interface HouseholdKnown {
  readonly id: string;
  readonly villageCode: DivisionCode;
  readonly hasVanished: boolean;
  /** Industries the household has recorded its will for. */
  readonly industries: readonly string[];
}

export interface EntityKnown {
  readonly phase: string;
  readonly kind: EntityKind;
  readonly industries: readonly string[];
}

export interface AgreementKnown {
  readonly id: string;
  readonly phase: string;
  readonly entityId: string;
  readonly householdIds: readonly string[];
}

export interface PartyFacts {
  readonly household: HouseholdKnown;
  readonly entity: EntityKnown;
  readonly agreement: AgreementKnown | null;
}

export interface ProposalFacts extends PartyFacts {
  /** Others to whom the household is bound in the same industry. */
  readonly alike: readonly string[];
}

export interface RehomingFacts extends PartyFacts {
  readonly from: Pick<HouseholdBinding, 'phase' | 'householdId'>;
}

export interface TakingOverFacts {
  readonly household: HouseholdKnown;
  readonly from: TermOnFile;
}

export interface SuspensionLimit {
  readonly suspensionMaxMonths: number;
}
