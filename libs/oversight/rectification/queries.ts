import { MANAGERS, STAFF, type Role } from '@kernel/actor';
import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import type { AnyAnswering, Views } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { withEntities } from '@registry/entity/queries';
import { IsDate, IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import { QueryFlag } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';
import { RECTIFICATION_SOURCES, type RectificationSource } from './events';
import type { RectificationRow } from './projector';

const STATES = [
  'OPEN',
  'ACKNOWLEDGED',
  'REPLIED',
  'RECHECK_PASSED',
  'RECHECK_FAILED',
  'CLOSED',
  'FAILED',
  'WITHDRAWN',
] as const;
type RectificationState = (typeof STATES)[number];

export class RectificationBoard extends ListQuery {
  static readonly title = '整改台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;

  @Optional() @IsOneOf(STATES) state?: RectificationState;
  @Optional() @QueryFlag() @IsBoolean() isOverdue?: boolean;
  @Optional() @IsOneOf(RECTIFICATION_SOURCES) source?: RectificationSource;
  @Optional() @IsId() sourceId?: string;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsText(50) problemCode?: string;
  /** The due date is not after this day. */
  @Optional() @IsDate() dueBy?: CalendarDate;
}

export class RectificationEntry extends EntryQuery {
  static readonly title = '整改单';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;
}

/** Days until the due date, negative when it has passed; null where no reply is awaited. */
const withDaysLeft = (row: RectificationRow, views: Views) => ({
  ...row,
  daysLeft:
    row.state === 'OPEN' || row.state === 'ACKNOWLEDGED'
      ? daysBetween(views.today as CalendarDate, row.dueDate)
      : null,
});

const SPEC: RegisterSpec<RectificationRow, ReturnType<typeof withDaysLeft>> = {
  projection: 'rectification',
  collection: 'rectifications',
  kind: 'rectification',
  subjects: { ENTITY_MANAGER: 'entityId' },
  sort: [['dueDate', 1]],
  conditions: {
    agreementId: (id) => ({ agreementIds: id }),
    dueBy: (day) => ({ dueDate: { $lte: day } }),
  },
  shown: withDaysLeft,
};

export const rectificationAnswers: readonly AnyAnswering[] = withEntities([
  listOf(RectificationBoard, SPEC),
  entryOf(RectificationEntry, SPEC),
]);
