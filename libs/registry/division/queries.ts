import type { CalendarDate } from '@kernel/calendar-date';
import { codeRange, type DivisionCode, type DivisionLevel, DIVISION_LEVELS } from '@kernel/division-code';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import { requireVisible } from '@query/scope';
import { IsDate, IsDivision, IsOneOf, Optional } from '@validation/fields';
import type { DivisionRow } from './projector';
import { divisionId } from './state';

const SPEC = {
  projection: 'division',
  collection: 'divisions',
  kind: 'division',
  sort: [['division', 1]],
} as const;

/** The codes inside a division, by level or by parent. */
export class DivisionList extends ListQuery {
  static readonly title = '行政区划列表';
  static readonly askedBy = 'ANYONE';

  @Optional() @IsOneOf(DIVISION_LEVELS) level?: DivisionLevel;
  @Optional() @IsDivision() parent?: DivisionCode;
}

/** One code, with the name it had on a day and what took its place. */
export class DivisionEntry {
  static readonly title = '行政区划';
  static readonly askedBy = 'ANYONE';

  @IsDivision() code!: DivisionCode;
  @Optional() @IsDate() asOf?: CalendarDate;
}

const entry = async ({ code, asOf }: DivisionEntry, views: Views): Promise<object> => {
  requireVisible(views, code);
  const row = await views.of(SPEC.projection).get<DivisionRow>(SPEC.collection, divisionId(code));
  if (row === null) throw new NothingKnown('division', code);
  const date = asOf ?? views.today;
  const nameThen = row.names.filter(({ from }) => from <= date).at(-1)?.name;
  if (nameThen === undefined) throw new NothingKnown(`division on ${date}`, code);
  return {
    ...row,
    asOf: date,
    nameThen,
    inUse: row.since <= date && (row.until === null || date < row.until),
  };
};

/** Names by code as they were on a day, for the divisions directly below one: how breakdowns label their lines. */
export const namesBelow = async (
  views: Views,
  parent: DivisionCode,
  date: string,
): Promise<ReadonlyMap<string, string>> => {
  const { from, to } = codeRange(parent);
  const { items } = await views.of(SPEC.projection).find<DivisionRow>(SPEC.collection, {
    filter: { parent, division: { $gte: from, $lt: to } },
    sort: [['division', 1]],
    limit: 1_000,
  });
  return new Map(
    items.map(({ division, names, name }) => [
      division,
      names.filter((one) => one.from <= date).at(-1)?.name ?? name,
    ]),
  );
};

export const divisionAnswers: readonly AnyAnswering[] = [
  listOf(DivisionList, SPEC),
  answering(DivisionEntry, entry),
];
