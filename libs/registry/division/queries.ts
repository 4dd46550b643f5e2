import type { CalendarDate } from '@kernel/calendar-date';
import {
  isDivisionCode,
  levelOf,
  type DivisionCode,
  type DivisionLevel,
  DIVISION_LEVELS,
} from '@kernel/division-code';
import { liesIn, placesOf, territoryOf, type Succession } from '@kernel/succession';
import { streamName } from '@event-store/event-store';
import { answering, NothingKnown, NothingThen, type AnyAnswering, type Views } from '@query/answering';
import type { Asked } from '@query/comparison/compared';
import type { Bearing } from '@query/comparison/moment';
import { onDay, withLines, type Beside, type Row } from '@query/people';
import { pathsOfPlaces, placesIn } from '@query/places';
import { listOf, ListQuery, PAGE } from '@query/register';
import { inScope, requireVisible, successorsAt } from '@query/scope';
import { everyRow } from '@read-store/whole';
import { IsDate, IsDivision, IsOneOf, Optional } from '@validation/fields';
import type { DivisionEvent } from './events';
import { nameOn } from './names';
import { SUCCESSIONS, successorMap, type DivisionRow, type SuccessionRow } from './projector';
import { divisionId } from './state';

const SPEC = {
  projection: 'division',
  collection: 'divisions',
  kind: 'division',
  sort: [['division', 1]],
  subjects: 'BY_DIVISION',
} as const;

export { successionIn } from './projector';
export { divisionId } from './state';

/** The codes inside a division, by level or by parent; with a day, those registered by then and their names of then. */
export class DivisionList extends ListQuery {
  static readonly title = '行政区划列表';
  static readonly askedBy = 'ANYONE';
  static readonly ofDivisions = true;

  @Optional() @IsOneOf(DIVISION_LEVELS) level?: DivisionLevel;
  @Optional() @IsDivision() parent?: DivisionCode;
  @Optional() @IsDate() asOf?: CalendarDate;
}

/** One code, with the name it had on a day and what took its place. */
export class DivisionEntry {
  static readonly title = '行政区划';
  static readonly askedBy = 'ANYONE';
  static readonly reach = 'ENTRY';
  static readonly ofDivisions = true;

  @IsDivision() code!: DivisionCode;
  @Optional() @IsDate() asOf?: CalendarDate;
}

/** A code as it stood on a day. */
const standing = (row: DivisionRow, date: string) => ({
  ...row,
  asOf: date,
  nameThen: nameOn(row.names, date) ?? null,
  inUse: row.since <= date && (row.until === null || date < row.until),
});

const list = (asked: DivisionList, views: Views) =>
  listOf(DivisionList, {
    ...SPEC,
    conditions: { asOf: (date) => ({ since: { $lte: date } }) },
    shown: (row: DivisionRow) => standing(row, asked.asOf ?? views.today),
  }).answer(asked, views);

const entry = async ({ code, asOf }: DivisionEntry, views: Views) => {
  await requireVisible(views, code);
  const row = await views.of(SPEC.projection).get<DivisionRow>(SPEC.collection, divisionId(code));
  if (row === null) throw new NothingKnown('division', code);
  const shown = standing(row, asOf ?? views.today);
  if (shown.nameThen === null) throw new NothingThen('division', code);
  return shown;
};

/**
 * Names by code as they were on a day, for the divisions directly below one: how breakdowns label their lines. Of one whose place
 * another had taken by then there is no line, for the other's counts it; what lay below it lies below the other.
 */
export const namesBelow = async (
  views: Views,
  above: DivisionCode,
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: CalendarDate },
): Promise<ReadonlyMap<DivisionCode, string>> => {
  const successors = await successorsAt(views, { asOf, knownAt });
  const absorbed = territoryOf(above, successors).counted.filter((code) => levelOf(code) === levelOf(above));
  const below = (parent: DivisionCode) =>
    views.of(SPEC.projection).find<DivisionRow>(SPEC.collection, {
      filter: { parent },
      sort: [['division', 1]],
      limit: 1_000,
    });
  const rows = (await Promise.all(absorbed.map(below))).flatMap(({ items }) => items);
  const names = rows.map(
    ({ division, names, name }) => [division as DivisionCode, nameOn(names, asOf) ?? name] as const,
  );
  return new Map(names.filter(([code]) => !successors.has(code)));
};

/** Every code whose place another took, by all that is on record. */
export const successionsIn = (of: Views['of']): Promise<readonly Succession[]> =>
  everyRow<SuccessionRow>(of(successorMap.name), SUCCESSIONS);

/** Names by code as they are on the day of asking; none of a code that nobody registered. */
export const divisionNames = async (
  views: Pick<Views, 'of' | 'today'>,
  codes: readonly DivisionCode[],
): Promise<ReadonlyMap<string, string>> => {
  if (codes.length === 0) return new Map();
  const ids = [...new Set(codes)].map(divisionId);
  const rows = await views.of(SPEC.projection).getMany<DivisionRow>(SPEC.collection, ids);
  return new Map(rows.map(({ division, names, name }) => [division, nameOn(names, views.today) ?? name]));
};

/**
 * Answers in which each line that says a division by its code says beside it what that is called on the day asked about, and so does
 * the answer itself: the own name, without those of what it lies in. Null of a code that nobody registered by then.
 */
export const withDivisionNames = (answers: readonly AnyAnswering[]): readonly AnyAnswering[] =>
  answers.map(({ query, answer }) => {
    const paths = pathsOfPlaces(query);
    return {
      query,
      answer: async (asked, views) => {
        const beside = placed(onDay(asked, views));
        let told = await answer(asked, views);
        for (const path of paths) told = leadsTo(told, path) ? await withLines(told, path, beside) : told;
        return told;
      },
    };
  });

const leadsTo = (answer: unknown, [field, ...further]: readonly string[]): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  (field === undefined || leadsTo((answer as Row)[field], further));

const placed =
  (views: Views): Beside =>
  async (lines) => {
    const codes = lines.flatMap((line) => placesIn(line).map(([code]) => line[code]));
    const names = await divisionNames(views, codes.filter(isDivisionCode));
    return lines.map((line) => {
      const told = placesIn(line).map(([code, name]) => [name, names.get(String(line[code])) ?? null]);
      return { ...line, ...(Object.fromEntries(told) as Row) };
    });
  };

export const divisionAnswers: readonly AnyAnswering[] = [
  answering(DivisionList, list),
  answering(DivisionEntry, entry),
];

type AskedInUse = { readonly [K in keyof ListQuery]: ListQuery[K] | undefined } & {
  readonly levels: readonly DivisionLevel[];
};

/** Divisions in use on the levels that are named, a page at a time. */
export const divisionsInUse = async (
  views: Views,
  { division, limit, cursor, levels }: AskedInUse,
): Promise<{ readonly items: readonly DivisionRow[]; readonly next: string | null }> =>
  views.of(SPEC.projection).find<DivisionRow>(SPEC.collection, {
    filter: { ...(await inScope(views, division)), until: null, level: { $in: levels } },
    sort: SPEC.sort,
    limit: limit ?? PAGE.max,
    ...(cursor === undefined ? {} : { after: cursor }),
  });

const ENDS: ReadonlySet<string> = new Set<DivisionEvent['type']>(['DivisionMerged', 'DivisionRecoded']);

/** Why what was written under these codes is counted in the division at one of two moments alone: what took their place between them. */
export const successionsBetween = async (
  views: Views,
  { division, from, to }: Asked,
  codes: readonly DivisionCode[],
): Promise<Bearing> => {
  const [then, now] = await Promise.all([successorsAt(views, from), successorsAt(views, to)]);
  const moved = codes.filter((code) => liesIn(code, division, then) !== liesIn(code, division, now));
  const passed = moved.flatMap((code) => [...placesOf(code, then), ...placesOf(code, now)]);
  const ended = new Set(passed.filter((code) => then.get(code) !== now.get(code)));
  const streams = [...ended].map((code) => streamName('division', divisionId(code)));
  return { streams, isCause: ({ stream, type }) => ENDS.has(type) && streams.includes(stream) };
};
