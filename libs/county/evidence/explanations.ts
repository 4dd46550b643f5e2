import { quarterEnd, quarterOf, yearOf, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Subject } from '@kernel/evidence';
import { SignLevelExplained } from '@linkage/agreement/queries';
import { DividendLineExplanation, DividendLineList } from '@linkage/distribution/queries';
import { IncomeComparisonExplanation, IncomeGrowthExplanation } from '@linkage/income-explanation/queries';
import { CoverageExplanation } from '@oversight/coverage-explanation/queries';
import { EvaluationExplanation, EvaluationList } from '@oversight/evaluation/queries';
import type { QueryClass, Views } from '@query/answering';
import { PAGE } from '@query/register';
import { answered } from './answered';
import type { Figured } from './figures';

/** A figure of the subject: which question explains it, and with which fields. */
type Asked = readonly [query: QueryClass, fields: object];

type Reach = Omit<Figured, 'subject'>;

/**
 * Why the figures of the subject are what they are: inputs, parameters with clause, formulas, rounding and result, as the
 * routes `…/explain` answer. Households that a figure of a place counts are not listed one by one.
 */
export const explanationsOf = async (
  subject: Subject,
  reach: Reach,
  views: Views,
): Promise<readonly object[]> => {
  const explanations: object[] = [];
  for (const [query, fields] of await askedOf(subject, reach, views)) {
    const { lines: _lines, ...answer } = (await answered(query, fields, views)) as { lines?: unknown };
    explanations.push({ question: query.name, asked: fields, answer });
  }
  return explanations;
};

const askedOf = async (subject: Subject, reach: Reach, views: Views): Promise<readonly Asked[]> => {
  switch (subject.kind) {
    case 'agreement':
      return [[SignLevelExplained, { id: subject.id }]];
    case 'dividend':
      return linesOf(views, { distributionId: subject.id });
    case 'household':
      return [...(await linesOf(views, { householdId: subject.id })), comparison(subject.id, reach, views)];
    case 'entity':
      return (await rowsOf(EvaluationList, { entityId: subject.id }, views)).map(({ id }) => [
        EvaluationExplanation,
        { id },
      ]);
    case 'division':
    case 'period':
      return reach.divisions.flatMap((division) => ofPlace(division, reach.until));
  }
};

const ofPlace = (division: DivisionCode, until: CalendarDate): readonly Asked[] => [
  [CoverageExplanation, { division, asOf: until, limit: 1 }],
  ...(['NET', 'OPERATING'] as const).map((item): Asked => [
    IncomeGrowthExplanation,
    { division, item, ...quarterBy(until), limit: 1 },
  ]),
];

const comparison = (householdId: string, { until }: Reach, { viewer }: Views): Asked => [
  IncomeComparisonExplanation,
  { householdId, division: viewer.scope, comparison: 'YOY_CUMULATIVE', ...quarterBy(until) },
];

const linesOf = async (views: Views, of: object): Promise<readonly Asked[]> =>
  (await rowsOf(DividendLineList, of, views)).map(({ distributionId, householdId }) => [
    DividendLineExplanation,
    { id: distributionId, householdId },
  ]);

type Row = { readonly id: string; readonly distributionId?: string; readonly householdId?: string };

const rowsOf = async (query: QueryClass, of: object, views: Views): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const more = cursor === undefined ? {} : { cursor };
    const page = await answered(query, { ...of, limit: PAGE.max, ...more }, views);
    const { items = [], next = null } = page as { items?: readonly Row[]; next?: string | null };
    rows.push(...items);
    cursor = next;
  }
  return rows;
};

/** The last quarter that had ended by a day. */
const quarterBy = (until: CalendarDate): { readonly year: number; readonly quarter: Quarter } => {
  const [year, quarter] = [yearOf(until), quarterOf(until)];
  if (quarterEnd(year, quarter) <= until) return { year, quarter };
  return quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: (quarter - 1) as Quarter };
};
