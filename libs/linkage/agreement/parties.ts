import type { DivisionCode } from '@kernel/division-code';
import type { EntityKind } from '@kernel/linkage';

export interface HouseholdKnown {
  readonly villageCode: DivisionCode;
  readonly hasVanished: boolean;
}

export interface EntityKnown {
  readonly phase: string;
  readonly kind: EntityKind;
  readonly villageCode: DivisionCode;
}

/** Those whom the text names, by id; who is not there is unknown. */
export interface PartyFacts {
  readonly entity: EntityKnown;
  readonly households: { readonly [id: string]: HouseholdKnown | undefined };
  readonly bindings: {
    readonly [id: string]: { readonly householdId: string; readonly entityId: string } | undefined;
  };
}

export interface SuccessionFacts {
  /** Home village of the successor. */
  readonly entityVillage: DivisionCode;
  /** With the successor, by the binding that the paper names; household, entity and industry are its identity (R03). */
  readonly bindings: { readonly [bindingId: string]: string | null };
}
