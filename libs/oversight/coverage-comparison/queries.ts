import type { CalendarDate } from '@kernel/calendar-date';
import type { CodeRange } from '@kernel/division-code';
import { rangesBeyond, rangesOf } from '@kernel/succession';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { compared, type Asked } from '@query/comparison/compared';
import { requireTwoMoments, type Between, type Moment } from '@query/comparison/moment';
import { PAGE } from '@query/register';
import { inRanges, requireVisible, territoryAt } from '@query/scope';
import type { Filter } from '@read-store/read-store';
import { withHeads } from '@registry/household/queries';
import { telling } from '@oversight/audit/queries';
import { heldAt } from '@oversight/coverage-list/queries';
import {
  ALL,
  bearingsOf,
  COLLECTIONS,
  COVERAGE,
  coverageOf,
  CoverageQuestion,
  profileOf,
  type CoverageRow,
  type Question,
} from '@oversight/coverage/queries';
import { IsDate, IsId, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

/** R01 at an earlier moment and at that of the question: what changed, in which households, by whom. */
export class CoverageComparison extends CoverageQuestion {
  static readonly title = '两个时刻的覆盖率比较';
  static readonly shows = 'HEAD';
  static readonly showsAt = '/changed';

  @IsDate() fromAsOf!: CalendarDate;
  /** What is known at the moment of the question where absent. */
  @Optional() @IsDate() fromKnownAt?: CalendarDate;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsId() cursor?: string;
}

/** One household that counts for something else at one moment than at another. */
interface CoverageDifference {
  readonly householdId: string;
  readonly householdNo: string;
  readonly division: string;
  readonly then: ReturnType<typeof profileOf> | null;
  readonly now: ReturnType<typeof profileOf> | null;
}

/** Most lines that one comparison looks through on either side. */
const MOST = 1_000;

/** Lines that hold at the first moment and not at the second, and the other way round: such as end or begin on the way. */
const oneSided = ({ from, to }: Between) => {
  const daysBetween = { $gt: from.asOf, $lte: to.asOf };
  const learntBetween = { $gt: from.knownAt, $lte: to.knownAt };
  const [heldFirst, heldThen] = [heldAt(from), heldAt(to)];
  const then: readonly Filter[] = [
    { ...heldFirst, to: daysBetween },
    { ...heldFirst, to: { $gt: to.asOf }, recordedTo: learntBetween },
  ];
  const now: readonly Filter[] = [
    { ...heldThen, from: daysBetween },
    { ...heldThen, from: { $lte: from.asOf }, recordedFrom: learntBetween },
  ];
  return { then, now };
};

/** Lines of some places that hold at the moment; none of no places. */
const allAt = (moment: Moment, ranges: readonly CodeRange[]): readonly Filter[] =>
  ranges.length === 0 ? [] : [{ ...heldAt(moment), ...inRanges(ranges) }];

/** The same of the division: of a place that is counted there at one of the moments alone, every line is of one side. */
const oneSidedIn = async (views: Views, { division, from, to }: Asked) => {
  const rangesAt = async (moment: Moment) => rangesOf(await territoryAt(views, division, moment));
  const [first, second] = [await rangesAt(from), await rangesAt(to)];
  const { then, now } = oneSided({ from, to });
  return {
    then: [
      ...then.map((held) => ({ ...held, ...inRanges(first) })),
      ...allAt(from, rangesBeyond(first, second)),
    ],
    now: [
      ...now.map((held) => ({ ...held, ...inRanges(second) })),
      ...allAt(to, rangesBeyond(second, first)),
    ],
  };
};

/** @throws Unanswerable TOO_MANY_DIFFERENCES */
const linesOf = async (views: Views, sides: readonly Filter[]): Promise<ReadonlyMap<string, CoverageRow>> => {
  const find = (side: Filter) =>
    views.of(COVERAGE).find<CoverageRow>(COLLECTIONS.rows, { filter: { key: ALL, ...side }, limit: MOST });
  const pages = await Promise.all(sides.map(find));
  const rows = new Map(pages.flatMap(({ items }) => items.map((row) => [row.householdId, row])));
  if (rows.size > MOST || pages.some(({ next }) => next !== null))
    throw new Unanswerable('TOO_MANY_DIFFERENCES', String(MOST));
  return rows;
};

const orderOf = ({ division, householdNo }: CoverageRow): string => `${division} ${householdNo}`;

/** Households whose standing is another at the second moment than at the first. */
const differences = async (views: Views, asked: Asked) => {
  const sides = await oneSidedIn(views, asked);
  const [then, now] = await Promise.all([linesOf(views, sides.then), linesOf(views, sides.now)]);
  return [...new Map([...then, ...now]).values()]
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map((row) => ({ row, then: then.get(row.householdId), now: now.get(row.householdId) }))
    .filter((pair) => pair.then?.profile !== pair.now?.profile || pair.then?.division !== pair.now?.division)
    .map(({ row, ...pair }): CoverageDifference => {
      const { householdId, householdNo } = row;
      return {
        ...{ householdId, householdNo, division: row.division },
        then: pair.then === undefined ? null : profileOf(pair.then.profile),
        now: pair.now === undefined ? null : profileOf(pair.now.profile),
      };
    });
};

interface AskedOfCoverage extends Asked {
  /** What else a question of coverage may say. */
  readonly question?: Pick<Question, 'categories' | 'mode'>;
}

export const comparedCoverage = compared(
  {
    compare: async (views, asked: AskedOfCoverage) => {
      const { division, question = {}, from, to } = asked;
      const [then, now, changed] = await Promise.all([
        coverageOf(views, { ...question, division, ...from }),
        coverageOf(views, { ...question, division, ...to }),
        differences(views, asked),
      ]);
      return { then, now, changed };
    },
    suspect: (views, asked, ids) => bearingsOf(views, ids, asked),
  },
  telling,
);

const comparison = async (asked: CoverageComparison, views: Views) => {
  const { division = views.viewer.scope, categories, mode, ...paging } = asked;
  const { asOf = views.today as CalendarDate, knownAt = views.today as CalendarDate } = asked;
  const from = { asOf: asked.fromAsOf, knownAt: asked.fromKnownAt ?? knownAt };
  const to = { asOf, knownAt };
  await requireVisible(views, division);
  requireTwoMoments({ from, to });
  const question = { division, from, to, question: { categories, mode } };
  return { division, from, to, ...(await comparedCoverage(views, question, paging)) };
};

export const coverageComparisonAnswers: readonly AnyAnswering[] = withHeads([
  answering(CoverageComparison, comparison),
]);
