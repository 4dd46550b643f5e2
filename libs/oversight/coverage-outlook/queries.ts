import type { CalendarDate } from '@kernel/calendar-date';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { pageOf } from '@query/paging';
import { PAGE } from '@query/register';
import { requiredParameter } from '@registry/parameter/queries';
import { IsOneOf, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { allRowsOn } from '@oversight/coverage-list/queries';
import {
  appraisedOf,
  askedOf,
  COLLECTIONS,
  countedFor,
  COVERAGE,
  CoverageQuestion,
  figuresOf,
  listPath,
  missingFor,
  neededPerMonth,
  wholeMonths,
  type Entity,
} from '@oversight/coverage/queries';

/** R02: how many households a month are still to be covered until the deadline. */
export class CoverageProgress extends CoverageQuestion {
  static readonly title = '全覆盖进度';
}

/** R01: which cooperatives would gain most households if a leading enterprise bound itself to them. */
export class CoverageGain extends CoverageQuestion {
  static readonly title = '龙头企业绑定增益';

  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

const progress = async (question: CoverageProgress, views: Views) => {
  const asked = await askedOf(question, views);
  const figures = figuresOf(asked, await countedFor(views, asked));
  const { division, asOf, knownAt, target } = asked;
  const deadline = await requiredParameter(views, 'coverage.deadline', { division, date: asOf, knownAt });
  const missing = missingFor(appraisedOf(figures), target);
  const wholeMonthsLeft = wholeMonths(asOf, deadline.value as CalendarDate);
  const perMonth = neededPerMonth(missing, wholeMonthsLeft);
  return {
    ...{ ...figures, deadline, missing, wholeMonthsLeft, neededPerMonth: perMonth },
  };
};

const gain = async (question: CoverageGain, views: Views) => {
  const asked = await askedOf(question, views);
  const gained = new Map<string, number>();
  for (const { cooperativeIds } of await allRowsOn(views, asked, 'GAP_NO_ENTERPRISE'))
    for (const id of cooperativeIds) gained.set(id, (gained.get(id) ?? 0) + 1);
  const found = await views.of(COVERAGE).getMany<Entity>(COLLECTIONS.entities, [...gained.keys()]);
  const entities = new Map(found.map((entity) => [entity.id, entity]));
  const all = [...gained]
    .map(([cooperativeId, households]) => {
      const { name = null, division = '' } = entities.get(cooperativeId) ?? {};
      return { cooperativeId, name, division: division === '' ? null : division, households };
    })
    .sort((a, b) => b.households - a.households || (a.cooperativeId < b.cooperativeId ? -1 : 1));
  const { asOf, knownAt, parameters } = asked;
  return {
    ...{ ...pageOf(all, question, ({ cooperativeId }) => cooperativeId), asOf, knownAt, parameters },
    listRef: { gained: listPath(asked, 'GAP_NO_ENTERPRISE') },
  };
};

export const coverageOutlookAnswers: readonly AnyAnswering[] = [
  answering(CoverageProgress, progress),
  answering(CoverageGain, gain),
];
