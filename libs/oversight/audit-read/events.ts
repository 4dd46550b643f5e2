import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

/** An auditor asked: who, in which post, what was asked, and for which request. */
export type AuditReadEvent = Event<
  'RecordsAudited',
  {
    auditor: string;
    /** The post, which says for which purpose and period; null for a token of a trial. */
    post: string | null;
    scope: DivisionCode;
    /** Name of the question, e.g. `AggregateHistory`. */
    question: string;
    /** Its fields. A free text is kept as a keyed hash, for it may hold a name or a number. */
    asked: Readonly<Record<string, string>>;
    requestId: string;
    on: CalendarDate;
  }
>;

export const auditReadEvents: Readonly<Record<AuditReadEvent['type'], number>> = { RecordsAudited: 1 };
