import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { pageOf } from '@query/paging';
import { ListQuery } from '@query/register';
import { inScope } from '@query/scope';
import { eventsOf } from '@query/stream';
import type { Document } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { withEntities, withManagers } from '@registry/entity/queries';
import { parameterInForceView, parameterOnRecord } from '@registry/parameter/queries';
import { IsId, Optional } from '@validation/fields';
import { yearsOwed, type DividendPromise } from './promise';
import {
  byYear,
  explainUndeclared,
  undeclaredIn,
  yearEnd,
  yearKey,
  type Happened,
  type Undeclared,
  type Unjudged,
  type YearRules,
} from './undeclared';

/** What is declared and unpaid, and years for which nothing or too little was declared. With who answers for it: the town calls there. */
export class OverdueByEntity extends ListQuery {
  static readonly title = '各经营主体逾期分红';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;
  static readonly shows = 'MANAGER';
}

/** R14: years that are over and for which an agreement declared fewer dividends than are asked for, and why each is listed. */
export class UndeclaredDividendList extends ListQuery {
  static readonly title = '应分未宣布的年度';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;
  static readonly shows = 'MANAGER';

  @Optional() @IsId() entityId?: string;
}

/** Years that are over and that nobody can judge: the place had decided nothing for them. */
export class UnjudgedDividendList extends ListQuery {
  static readonly title = '无法研判分红的年度';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;
  static readonly shows = 'MANAGER';

  @Optional() @IsId() entityId?: string;
}

/** A distribution in the book of dividends, as far as it is overdue. */
type Overdue = Document & {
  /** Home village of the entity. */
  readonly division: string;
  readonly entityId: string;
  readonly payDate: string;
  readonly overdueFrom: string | null;
  readonly unpaidFen: number;
  readonly unpaidCount: number;
};

type Asked = Pick<UndeclaredDividendList, 'division' | 'entityId'>;

interface Judged {
  readonly promise: DividendPromise;
  readonly undeclared: Undeclared;
}

/** What a place decided of a year, read once for all its agreements. */
const rulesIn = (views: Views) => {
  const known = new Map<string, Promise<YearRules | null>>();
  const read = async (division: DivisionCode, year: number): Promise<YearRules | null> => {
    const at = { division, date: yearEnd(year) };
    const required = await parameterInForceView(views, 'dividend.minFrequencyPerYear', at);
    const grace = await parameterInForceView(views, 'dividend.overdueGraceDays', at);
    if (required === null || grace === null) return null;
    return { required: required.value as number, graceDays: grace.value as number };
  };
  return (division: string, year: number): Promise<YearRules | null> => {
    const key = `${division}|${String(year)}`;
    const found = known.get(key) ?? read(division as DivisionCode, year);
    known.set(key, found);
    return found;
  };
};

type RulesOf = ReturnType<typeof rulesIn>;

const judgedYears = async (
  promise: DividendPromise,
  rulesOf: RulesOf,
  today: CalendarDate,
): Promise<readonly (Judged | Unjudged)[]> => {
  const years = yearsOwed(promise, today).map(async (year): Promise<Judged | Unjudged | null> => {
    const rules = await rulesOf(promise.division, year);
    const { id: agreementId, entityId, division } = promise;
    if (rules === null) return { agreementId, entityId, division, year, code: 'PARAMETER_NOT_CONFIGURED' };
    const undeclared = undeclaredIn(promise, year, { rules, today });
    return undeclared && { promise, undeclared };
  });
  return (await Promise.all(years)).filter((one) => one !== null);
};

const judge = async (views: Views, { division, entityId }: Asked) => {
  const filter = { ...(await inScope(views, division)), ...(entityId === undefined ? {} : { entityId }) };
  const promises = await everyRow<DividendPromise>(views.of('dividend-promise'), 'dividend-promises', {
    filter,
  });
  const rulesOf = rulesIn(views);
  const today = views.today as CalendarDate;
  const found = await Promise.all(promises.map((promise) => judgedYears(promise, rulesOf, today)));
  return {
    judged: found.flat().filter((one) => 'undeclared' in one),
    unjudged: found.flat().filter((one) => 'code' in one),
  };
};

const byEntity = (rows: readonly Overdue[], judged: readonly Judged[]) => {
  const years = judged.map(({ undeclared }) => undeclared);
  return [...new Set([...rows, ...years].map(({ entityId }) => entityId))]
    .map((entityId) => ({
      entityId,
      own: rows.filter((row) => row.entityId === entityId),
      undeclared: years.filter((one) => one.entityId === entityId),
    }))
    .map(({ entityId, own, undeclared }) => ({
      entityId,
      division: [...own, ...undeclared][0]?.division ?? null,
      unpaidFen: own.reduce((sum, row) => sum + row.unpaidFen, 0),
      /** 户次: a household that waits for two distributions counts twice. */
      lineCount: own.reduce((sum, row) => sum + row.unpaidCount, 0),
      overdueFrom:
        [
          ...own.map((row) => row.overdueFrom ?? row.payDate),
          ...undeclared.map((one) => one.overdueFrom),
        ].sort()[0] ?? null,
      distributionIds: own.map(({ id }) => id),
      undeclared: undeclared.map(({ agreementId, year, missing, overdueFrom }) => ({
        ...{ agreementId, year, missing, overdueFrom },
      })),
    }))
    .sort((a, b) => b.unpaidFen - a.unpaidFen || (a.entityId < b.entityId ? -1 : 1));
};

const overdue = async (asked: OverdueByEntity, views: Views) => {
  const { division } = asked;
  const filter = { ...(await inScope(views, division)), isOverdue: true };
  const rows = await everyRow<Overdue>(views.of('dividend'), 'distribution', { filter });
  const { judged } = await judge(views, division === undefined ? {} : { division });
  return pageOf(byEntity(rows, judged), asked, ({ entityId }) => entityId);
};

const withReasons = async (views: Views, { promise, undeclared }: Judged) => {
  const place = {
    ...{ division: promise.division as DivisionCode, date: yearEnd(undeclared.year) },
    counts: () => true,
  };
  const streams = [
    eventsOf(views, 'agreement', promise.id),
    ...undeclared.distributionIds.map((id) => eventsOf(views, 'distribution', id)),
  ];
  const parameters = await Promise.all(
    (['dividend.minFrequencyPerYear', 'dividend.overdueGraceDays'] as const).map((key) =>
      parameterOnRecord(views, key, place),
    ),
  );
  const events = (await Promise.all(streams)).flat() as unknown as readonly Happened[];
  return { ...undeclared, explanation: explainUndeclared(promise, undeclared, { events, parameters }) };
};

const undeclared = async (asked: UndeclaredDividendList, views: Views) => {
  const { judged, unjudged } = await judge(views, asked);
  const inOrder = [...judged].sort((one, other) => byYear(one.undeclared, other.undeclared));
  const { items, next } = pageOf(inOrder, asked, (one) => yearKey(one.undeclared));
  return {
    items: await Promise.all(items.map((one) => withReasons(views, one))),
    next,
    /** Years that `GET /distributions/unjudged` lists instead. */
    unjudgedCount: unjudged.length,
  };
};

const unjudged = async (asked: UnjudgedDividendList, views: Views) =>
  pageOf([...(await judge(views, asked)).unjudged].sort(byYear), asked, yearKey);

export const overdueDividendAnswers: readonly AnyAnswering[] = withEntities(
  withManagers([
    answering(OverdueByEntity, overdue),
    answering(UndeclaredDividendList, undeclared),
    answering(UnjudgedDividendList, unjudged),
  ]),
);
