import { MANAGERS, STAFF, type Role } from '@kernel/actor';
import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { metadataText } from '@event-store/event-store';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { entry, entryOf, EntryQuery, listOf, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { inScope } from '@query/scope';
import { eventsOf, knownBefore } from '@query/stream';
import { withEntities } from '@registry/entity/queries';
import { parameterOnRecord, type ParameterKey } from '@registry/parameter/queries';
import type { Filter, Page } from '@read-store/read-store';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { endOfYear } from './agreement-span';
import { GRADES, type Grade } from './events';
import { asksWhoSpoke, explainScore, scoredIn } from './explanation';
import type { EvaluationRow } from './projector';
import { pointsText } from './scoring';
import { evaluation, EVALUATION_STATES, type EvaluationState } from './state';
import type { Happened } from './voices';

export type { EvaluationDuty } from './duty';

const RESULTS = ['FULFILLED', 'NOT_FULFILLED'] as const;
type EvaluationResult = (typeof RESULTS)[number];

export class EvaluationList extends ListQuery {
  static readonly title = '年度评估台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;

  @Optional() @QueryWhole(2016, 2100) year?: number;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(EVALUATION_STATES) state?: EvaluationState;
  @Optional() @IsOneOf(RESULTS) result?: EvaluationResult;
}

export class EvaluationEntry extends EntryQuery {
  static readonly title = '评估表';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;
}

/** Those with a score that stands, the best first, each with the path of its explanation; equal totals share a rank. */
export class EvaluationRanking extends ListQuery {
  static readonly title = '年度评估排名';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsOneOf(RESULTS) result?: EvaluationResult;
  @Optional() @IsOneOf(GRADES) grade?: Grade;
  @Optional() @IsOneOf(EVALUATION_STATES) state?: EvaluationState;
}

/** How the total came about. */
export class EvaluationExplanation extends EntryQuery {
  static readonly title = '评估得分说明';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
}

const SHEETS: RegisterSpec<EvaluationRow> = {
  projection: 'evaluation',
  collection: 'evaluations',
  kind: 'evaluation',
  subjects: { ENTITY_MANAGER: 'entityId' },
  sort: [
    ['year', -1],
    ['totalCentiPoints', -1],
  ],
};

const told = (own: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(own as Record<string, string | undefined>).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, value]],
    ),
  );

const ranking = async (asked: EvaluationRanking, views: Views) => {
  const { division, limit, cursor, year, ...own } = asked;
  const filter: Filter = { ...(await inScope(views, division)), year, ...told(own) };
  const reader = views.of(SHEETS.projection);
  const found: Page<EvaluationRow> = await reader.find(SHEETS.collection, {
    filter: { ...filter, totalCentiPoints: { $gte: 0 } },
    sort: [['totalCentiPoints', -1]],
    limit: limit ?? PAGE.usual,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const better = (total: number) =>
    reader.count(SHEETS.collection, { ...filter, totalCentiPoints: { $gt: total } });
  return { ...found, items: await ranked(found.items, better) };
};

/** One more than those who are better. */
const ranked = async (rows: readonly EvaluationRow[], better: (total: number) => Promise<number>) => {
  const totals = [...new Set(rows.map(({ totalCentiPoints }) => totalCentiPoints ?? 0))];
  const ranks = new Map(
    await Promise.all(totals.map(async (total) => [total, (await better(total)) + 1] as const)),
  );
  return rows.map((row) => ({
    rank: ranks.get(row.totalCentiPoints ?? 0) ?? null,
    ...row,
    totalText: pointsText(row.totalCentiPoints ?? 0),
    explainRef: `/evaluations/${row.id}/explain`,
  }));
};

const scoredSheet = async (views: Views, row: EvaluationRow) => {
  const all = (await eventsOf(views, evaluation.category, row.id)) as readonly Happened[];
  const found = scoredIn(all, row);
  if (found === null || row.totalCentiPoints === null)
    throw new Unanswerable('EVALUATION_NOT_SCORED', row.id, { state: row.state });
  return found;
};

/** What a year is judged by is what held at its end, as far as it was known when it was judged. */
const ruleAt =
  (views: Views, key: ParameterKey, row: EvaluationRow) =>
  (event: Happened, date: CalendarDate = endOfYear(row.year)) =>
    parameterOnRecord(views, key, {
      ...{ division: row.division as DivisionCode, date },
      counts: knownBefore(event.position),
    });

const explanation = async ({ id }: EvaluationExplanation, views: Views) => {
  const row = await entry<EvaluationRow>(views, SHEETS, id);
  const { score, verdict, scored } = await scoredSheet(views, row);
  const rules = {
    weights: await ruleAt(views, 'evaluation.indicators', row)(score),
    verdict: verdict && {
      passMark: await ruleAt(views, 'evaluation.passMark', row)(verdict),
      bands: await ruleAt(views, 'grade.bands', row)(verdict),
      departmentsMin: asksWhoSpoke(verdict)
        ? await ruleAt(
            views,
            'evaluation.departmentsMin',
            row,
          )(verdict, recordedDate(metadataText(verdict, 'recordedAt')))
        : null,
    },
  };
  const { totalCentiPoints, result, grade, entityId, year, asOf, knownAt, knownOn } = row;
  const shown = { totalCentiPoints, ...(verdict === null ? {} : { result, grade }) };
  const explained = explainScore(scored, rules, shown);
  return { id, entityId, year, asOf, knownAt, knownOn, ...explained };
};

export const evaluationAnswers: readonly AnyAnswering[] = withEntities([
  listOf(EvaluationList, SHEETS),
  entryOf(EvaluationEntry, SHEETS),
  answering(EvaluationRanking, ranking),
  answering(EvaluationExplanation, explanation),
]);
