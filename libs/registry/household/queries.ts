import { HOUSEHOLD_HEADS, speaksForOne, STAFF } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { INDUSTRIES } from '@kernel/linkage';
import { TARGET_GROUPS } from '@kernel/target-group';
import type { AnyAnswering, Views } from '@query/answering';
import { seenBy, type COVERED } from '@query/confined';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { besideLines, pathOfLines, showing, withLines, type Row, type Showing } from '@query/people';
import { maskRulesInForce } from '@registry/parameter/queries';
import { canSee, seenOf } from '@query/scope';
import type { SortOrder } from '@read-store/read-store';
import type { MaskedHead } from '@query/whom';
import { IsOneOf, IsRegisterNo, IsVillageGroup, Optional } from '@validation/fields';
import { QueryFlag } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';
import { INELIGIBILITY_REASONS, MONITORING_CATEGORIES } from './events';
import { HEALTH } from './confined';
import type { HouseholdRow } from './household-row';

export type { HouseholdRow } from './household-row';

const HEADS: Showing = {
  ...{ whom: 'HEAD', projection: 'household', collection: 'household-heads' },
  rules: maskRulesInForce,
};

/**
 * Answers with head and number (户编号) of each household that a line names, where the question says that it shows heads. A line that
 * says a number itself keeps it.
 */
export const withHeads = (answers: readonly AnyAnswering[]): readonly AnyAnswering[] =>
  showing(HEADS)(answers).map(({ query, answer }) =>
    query.shows === 'HEAD'
      ? {
          query,
          answer: async (asked, views) =>
            withLines(await answer(asked, views), pathOfLines(query), (lines) => numbered(lines, views)),
        }
      : { query, answer },
  );

type Known = { readonly head: MaskedHead | null; readonly householdNo: string | null };

/** The same for lines that are no answer by themselves. */
export const withHeadOfEach = async <Line extends { readonly householdId: string | null }>(
  lines: readonly Line[],
  views: Views,
): Promise<readonly (Line & Known)[]> =>
  numbered(await besideLines<Line, 'head', MaskedHead>(HEADS, lines, views), views);

/**
 * How a sentence names households, by id: number and masked name of the head. None of those that the viewer may not see; to a household,
 * none but itself.
 */
export const householdNames = async (
  ids: readonly string[],
  views: Views,
): Promise<ReadonlyMap<string, string>> => {
  const { role, subjectId } = views.viewer;
  const asked = role === 'HOUSEHOLD' ? ids.filter((id) => id === subjectId) : ids;
  const lines = await withHeadOfEach(
    asked.map((householdId) => ({ householdId })),
    views,
  );
  return new Map(
    lines.flatMap(({ householdId, householdNo, head }) =>
      householdNo === null ? [] : [[householdId, `${householdNo} ${head?.headName ?? ''}`.trimEnd()]],
    ),
  );
};

/** Whose head is not told has no number either. */
const numbered = async <Line extends object>(
  lines: readonly Line[],
  views: Views,
): Promise<readonly (Line & Pick<Known, 'householdNo'>)[]> => {
  const idIn = ({ householdId, id }: Row): string => String(householdId ?? id);
  const ids = lines.flatMap((line) => ('householdNo' in line ? [] : [idIn(line as Row)]));
  const numbers = ids.length === 0 ? new Map<string, string>() : await numbersOf(ids, views);
  return lines.map((line) => ({ householdNo: numbers.get(idIn(line as Row)) ?? null, ...line }));
};

const numbersOf = async (ids: readonly string[], views: Views): Promise<ReadonlyMap<string, string>> => {
  const rows = await views.of('household').getMany<HouseholdRow>('households', [...new Set(ids)]);
  const seen = speaksForOne(views.viewer.role) ? rows : await seenOf(rows, views);
  return new Map(seen.map(({ id, householdNo }) => [id, householdNo]));
};

type Seen = Omit<HouseholdRow, 'riskFactors'> & {
  readonly riskFactors: HouseholdRow['riskFactors'] | typeof COVERED;
};

/** A line of the register as the viewer may see it. */
export const householdSeen = (row: HouseholdRow, { viewer }: Views): Seen => seenBy(viewer, [HEALTH])(row);

/** The reason of a change, which is why the household is not able where nobody gave another. */
export const reasonSeen = (reason: string | null, { viewer }: Views): string | null =>
  INELIGIBILITY_REASONS.some((one) => one === reason)
    ? seenBy(viewer, [HEALTH])({ reasonIfNot: reason }).reasonIfNot
    : reason;

/** From and into which households it was split; nothing of one that the viewer may not see, or that is none. */
export const splitOf = async (
  id: string,
  views: Views,
): Promise<Partial<Pick<HouseholdRow, 'splitFrom' | 'splitInto'>>> => {
  const row = await views.of(SPEC.projection).get<HouseholdRow>(SPEC.collection, id);
  if (row === null) return {};
  const { splitFrom, splitInto, division } = row;
  const isSeen = views.viewer.subjectId === id || (await canSee(views, division as DivisionCode));
  return isSeen ? { splitFrom, splitInto } : {};
};

const SORTS = {
  /** Across villages too. */
  householdNo: [['householdNo', 1]],
  /** Village by village; those of no known group first. */
  group: [
    ['division', 1],
    ['group', 1],
    ['householdNo', 1],
  ],
} as const satisfies Readonly<Record<string, SortOrder>>;

const SPEC: RegisterSpec<HouseholdRow, Seen> = {
  projection: 'household',
  collection: 'households',
  kind: 'household',
  sort: [
    ['division', 1],
    ['householdNo', 1],
  ],
  sorts: SORTS,
  subjects: { HOUSEHOLD: 'id' },
  shown: householdSeen,
};

export class HouseholdList extends ListQuery {
  static readonly title = '农户名册';
  static readonly askedBy = STAFF;
  static readonly shows = 'HEAD';

  @Optional() @IsRegisterNo(40) householdNo?: string;
  /** 村民小组: code of the village, hyphen, two digits. */
  @Optional() @IsVillageGroup() group?: string;
  @Optional() @IsOneOf([...MONITORING_CATEGORIES, 'ALLEVIATED', 'LOW_INCOME', 'GENERAL']) category?: string;
  @Optional() @IsOneOf(TARGET_GROUPS) groups?: string;
  @Optional() @IsOneOf(INDUSTRIES) industries?: string;
  @Optional() @QueryFlag() @IsBoolean() eligible?: boolean;
  @Optional() @QueryFlag() @IsBoolean() vanished?: boolean;
  /** By village and number where it is not asked for. Names are sealed: no list is in their order. */
  @Optional() @IsOneOf(Object.keys(SORTS)) sort?: keyof typeof SORTS;
}

export class HouseholdEntry extends EntryQuery {
  static readonly title = '农户';
  static readonly askedBy = STAFF;
  static readonly askedOfOwn = HOUSEHOLD_HEADS;
  static readonly shows = 'HEAD';
}

export const householdAnswers: readonly AnyAnswering[] = withHeads([
  listOf(HouseholdList, SPEC),
  entryOf(HouseholdEntry, SPEC),
]);
