import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

export const RECTIFICATION_SOURCES = [
  'EVALUATION',
  'INSPECTION',
  'LOOK_BACK',
  'APPRAISAL',
  'OBJECTION',
  'MEETING',
  'AUDIT',
] as const;
export type RectificationSource = (typeof RECTIFICATION_SOURCES)[number];

export type RectificationEvent =
  | Event<
      'RectificationOrdered',
      {
        rectificationId: string;
        source: RectificationSource;
        /** Id of the evaluation, inspection or report it comes from. */
        sourceId: string | null;
        entityId: string;
        /**
         * Agreements concerned; those in force go under rectification. Of an evaluation all that it judged: events of before that
         * was so name only those that were in force still.
         */
        agreementIds: readonly string[];
        villageCode: DivisionCode;
        problemCode: string;
        problem: string;
        dueDate: CalendarDate;
        orderedBy: string;
        on: CalendarDate;
      }
    >
  | Event<'RectificationAcknowledged', { on: CalendarDate }>
  | Event<
      'RectificationReplied',
      { measures: string; evidence: readonly string[]; repliedBy: string; on: CalendarDate }
    >
  | Event<'RectificationRecheckPassed', { findings: string; checkedBy: string; on: CalendarDate }>
  | Event<'RectificationRecheckFailed', { findings: string; checkedBy: string; on: CalendarDate }>
  | Event<'RectificationDueDateExtended', { dueDate: CalendarDate; extendedBy: string; on: CalendarDate }>
  /** It was written down wrongly, and nobody has acknowledged it yet. */
  | Event<'RectificationDueDateCorrected', { dueDate: CalendarDate; correctedBy: string; on: CalendarDate }>
  | Event<'RectificationOverdue', { dueDate: CalendarDate; on: CalendarDate }>
  | Event<'RectificationClosed', { agreementIds: readonly string[]; on: CalendarDate }>
  /** What was closed proves not to be put right; the agreements go under rectification again. */
  | Event<
      'RectificationReopened',
      { agreementIds: readonly string[]; dueDate: CalendarDate; reopenedBy: string; on: CalendarDate }
    >
  /**
   * The last word: no further extension. What follows by decision of the county (R18): the termination of each agreement concerned
   * that is in force, then the revocation; at once where none is in force any more.
   */
  | Event<'RectificationFailed', { decisionNo: string; agreementIds: readonly string[]; on: CalendarDate }>
  /** It should not have been ordered: the agreements are under it no more. */
  | Event<
      'RectificationWithdrawn',
      { agreementIds: readonly string[]; withdrawnBy: string; on: CalendarDate }
    >
  /** The same by decision of somebody else, also after its failure: what that leads to falls away. */
  | Event<
      'RectificationVoided',
      { decisionNo: string; agreementIds: readonly string[]; voidedBy: string; on: CalendarDate }
    >;

export const rectificationEvents: Readonly<Record<RectificationEvent['type'], number>> = {
  RectificationOrdered: 1,
  RectificationAcknowledged: 1,
  RectificationReplied: 1,
  RectificationRecheckPassed: 1,
  RectificationRecheckFailed: 1,
  RectificationDueDateExtended: 1,
  RectificationDueDateCorrected: 1,
  RectificationOverdue: 1,
  RectificationClosed: 1,
  RectificationReopened: 1,
  RectificationFailed: 1,
  RectificationWithdrawn: 1,
  RectificationVoided: 1,
};
