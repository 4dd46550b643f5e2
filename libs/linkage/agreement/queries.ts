import { STAFF, type Role } from '@kernel/actor';
import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { inScope } from '@query/scope';
import type { Filter } from '@read-store/read-store';
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

const SPEC: RegisterSpec = {
  projection: 'agreement',
  collection: 'agreements',
  kind: 'agreement',
  sort: [['endDate', 1]],
};

const RUNNING = ['CONCLUDED', 'IN_FORCE', 'RECTIFYING'];

/** Days until the last day in force; null where no term runs. */
const withDaysLeft = (row: AgreementRow, views: Views): object => ({
  ...row,
  daysToExpiry: RUNNING.includes(row.state) ? daysBetween(views.today as CalendarDate, row.endDate) : null,
});

const told = (own: object): [string, string][] =>
  Object.entries(own as Record<string, string | undefined>).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, value]],
  );

type Asked = Omit<AgreementList, 'division' | 'limit' | 'cursor'>;

const filterOf = ({ householdId, endsBy, ...own }: Asked): Filter => ({
  ...Object.fromEntries(told(own)),
  ...(householdId === undefined ? {} : { householdIds: householdId }),
  ...(endsBy === undefined ? {} : { endDate: { $lte: endsBy } }),
});

const list = async (
  { division, limit = PAGE.usual, cursor, ...asked }: AgreementList,
  views: Views,
): Promise<object> => {
  const { items, next } = await views.of(SPEC.projection).find<AgreementRow>(SPEC.collection, {
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

export const agreementAnswers: readonly AnyAnswering[] = [
  answering(AgreementList, list),
  answering(AgreementEntry, async ({ id }, views) =>
    withDaysLeft(await entry<AgreementRow>(views, SPEC, id), views),
  ),
];
