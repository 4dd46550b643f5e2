import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';

/** A number or set that a place decided, from which document, for which time. Never edited, only superseded. */
export interface ParameterEntry {
  /** Id of the command that adopted it. */
  readonly entryId: string;
  readonly key: string;
  readonly scope: DivisionCode;
  readonly value: Json;
  readonly effectiveFrom: CalendarDate;
  /** Last day it holds; null while open. */
  readonly effectiveTo: CalendarDate | null;
  readonly sourceDocument: string;
  readonly clause: string | null;
  readonly approvedBy: string;
  readonly [key: string]: Json;
}

export type ParameterEvent =
  | Event<'PolicyParameterSet', ParameterEntry>
  /** `replaces` ends the day before `effectiveFrom`; what it governed until then stays governed by it. */
  | Event<'PolicyParameterSuperseded', ParameterEntry & { readonly replaces: string }>;

export const parameterEvents: Readonly<Record<ParameterEvent['type'], number>> = {
  PolicyParameterSet: 1,
  PolicyParameterSuperseded: 1,
};
