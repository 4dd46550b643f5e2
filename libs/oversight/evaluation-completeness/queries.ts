import { STAFF, type Role } from '@kernel/actor';
import { addDays, quarterEnd, recordedDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { reaches } from '@kernel/ratio';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { figure } from '@query/figure';
import { listOf, ListQuery, type RegisterSpec } from '@query/register';
import { inScope } from '@query/scope';
import type { EvaluationDuty } from '@oversight/evaluation/queries';
import type { Filter } from '@read-store/read-store';
import { withEntities } from '@registry/entity/queries';
import { parameterInForceView } from '@registry/parameter/queries';
import { IsDivision, IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

const DUTY_STATES = ['DUE', 'PLANNED', 'FINAL'] as const;
type EvaluationDutyState = (typeof DUTY_STATES)[number];

/** R17: of the entities that are to be evaluated for a year, how many are. */
export class EvaluationCompleteness {
  static readonly title = '年度评估完成率';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly fixedDay = 'AS_OF_IS_YEAR_END';

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsDivision() division?: DivisionCode;
}

/** Whom the completeness counts. */
export class EvaluationDuties extends ListQuery {
  static readonly title = '应评估经营主体';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(DUTY_STATES) state?: EvaluationDutyState;
}

const DUTIES: RegisterSpec<EvaluationDuty> = {
  projection: 'evaluation-duty',
  collection: 'duties',
  kind: 'evaluation duty',
  sort: [['division', 1]],
};

/** With the window of the year after, in which all are to be evaluated; null where nobody decided it. */
const completeness = async (asked: EvaluationCompleteness, views: Views) => {
  const { year, division = views.viewer.scope } = asked;
  const reader = views.of(DUTIES.projection);
  const filter: Filter = { ...(await inScope(views, division)), year };
  const denominator = await reader.count(DUTIES.collection, filter);
  const numerator = await reader.count(DUTIES.collection, { ...filter, state: 'FINAL' });
  const [asOf, knownAt] = [quarterEnd(year, 4), recordedDate(views.now)];
  const fields = new URLSearchParams({ division, year: String(year), knownAt });
  const list = `/evaluations/duties?${fields.toString()}`;
  const listRef = { numerator: `${list}&state=FINAL`, denominator: list };
  const counted = figure({ numerator, denominator }, null, { asOf, knownAt, listRef });
  const place = { division, date: addDays(asOf, 1), knownAt };
  const parameter = await parameterInForceView(views, 'evaluation.window', place);
  /** 「对每个经营主体」: every one, whatever a place decides. */
  const met = reaches(counted, { numerator: 1, denominator: 1 });
  return { ...counted, met, parameter };
};

export const evaluationCompletenessAnswers: readonly AnyAnswering[] = withEntities([
  answering(EvaluationCompleteness, completeness),
  listOf(EvaluationDuties, DUTIES),
]);
