import { STAFF, type Role } from '@kernel/actor';
import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import type { AnyAnswering, Views } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { IsDate, IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import { SIGN_LEVELS, type SignLevel } from './events';
import type { AgreementRow } from './projector';

const STATES = [
  'DRAFT',
  'PENDING_SIGNATURE',
  'CONCLUDED',
  'IN_FORCE',
  'RECTIFYING',
  'TERMINATED',
  'EXPIRED',
] as const;

export class AgreementList extends ListQuery {
  static readonly title = '协议台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(STATES) state?: (typeof STATES)[number];
  @Optional() @IsText(100) agreementNo?: string;
  @Optional() @IsOneOf(SIGN_LEVELS) requiredLevel?: SignLevel;
  @Optional() @IsId() renews?: string;
  /** Agreements that list the household. */
  @Optional() @IsId() householdId?: string;
  /** Last day in force is not after this day: for the 90- and 30-day warnings. */
  @Optional() @IsDate() endsBy?: CalendarDate;
}

export class AgreementEntry extends EntryQuery {
  static readonly title = '协议登记';
  static readonly askedBy: readonly Role[] = STAFF;
}

const RUNNING = ['CONCLUDED', 'IN_FORCE', 'RECTIFYING'];

/** Days until the last day in force; null where no term runs. */
const withDaysLeft = (row: AgreementRow, views: Views): object => ({
  ...row,
  daysToExpiry: RUNNING.includes(row.state) ? daysBetween(views.today as CalendarDate, row.endDate) : null,
});

const SPEC: RegisterSpec<AgreementRow> = {
  projection: 'agreement',
  collection: 'agreements',
  kind: 'agreement',
  sort: [['endDate', 1]],
  conditions: {
    householdId: (id) => ({ householdIds: id }),
    endsBy: (day) => ({ endDate: { $lte: day } }),
  },
  shown: withDaysLeft,
};

export const agreementAnswers: readonly AnyAnswering[] = [
  listOf(AgreementList, SPEC),
  entryOf(AgreementEntry, SPEC),
];
