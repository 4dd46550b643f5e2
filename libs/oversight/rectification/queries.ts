import { STAFF, type Role } from '@kernel/actor';
import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { inScope } from '@query/scope';
import type { Filter } from '@read-store/read-store';
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
] as const;

export class RectificationBoard extends ListQuery {
  static readonly title = '整改台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsOneOf(STATES) state?: (typeof STATES)[number];
  @Optional() @QueryFlag() @IsBoolean() overdue?: boolean;
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
}

const SPEC: RegisterSpec = {
  projection: 'rectification',
  collection: 'rectifications',
  kind: 'rectification',
  sort: [['dueDate', 1]],
};

/** Days until the due date, negative when it has passed; null where no reply is awaited. */
const withDaysLeft = (row: RectificationRow, views: Views): object => ({
  ...row,
  daysLeft:
    row.state === 'OPEN' || row.state === 'ACKNOWLEDGED'
      ? daysBetween(views.today as CalendarDate, row.dueDate)
      : null,
});

type Asked = Omit<RectificationBoard, 'division' | 'limit' | 'cursor'>;

const told = (own: object): [string, string | boolean][] =>
  Object.entries(own as Record<string, string | boolean | undefined>).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, value]],
  );

const filterOf = ({ agreementId, dueBy, ...own }: Asked): Filter => ({
  ...Object.fromEntries(told(own)),
  ...(agreementId === undefined ? {} : { agreementIds: agreementId }),
  ...(dueBy === undefined ? {} : { dueDate: { $lte: dueBy } }),
});

const board = async (
  { division, limit = PAGE.usual, cursor, ...asked }: RectificationBoard,
  views: Views,
): Promise<object> => {
  const { items, next } = await views.of(SPEC.projection).find<RectificationRow>(SPEC.collection, {
    filter: { ...inScope(views, division), ...filterOf(asked) },
    sort: SPEC.sort,
    limit,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return {
    items: items.map((row) => withDaysLeft(row, views)),
    next,
    position: await views.position(),
  };
};

export const rectificationAnswers: readonly AnyAnswering[] = [
  answering(RectificationBoard, board),
  answering(RectificationEntry, async ({ id }, views) =>
    withDaysLeft(await entry<RectificationRow>(views, SPEC, id), views),
  ),
];
