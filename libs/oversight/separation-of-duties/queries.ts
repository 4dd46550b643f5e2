import { READING_WATCHERS } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { within } from '@query/period';
import { ListQuery, PAGE } from '@query/register';
import { inScope } from '@query/scope';
import type { Filter } from '@read-store/read-store';
import { IsDate, IsOneOf, Optional } from '@validation/fields';
import { SEPARATIONS } from './duties';
import { CHECKS, DUTIES, type DutyCheck } from './projector';

const CATEGORIES = Object.keys(SEPARATIONS);
const FINDINGS = ['SAME_PERSON', 'DEPUTY'] as const;

/** Over any period by day of record: how often two persons had to be two, and where they were not. */
export class SeparationOfDuties extends ListQuery {
  static readonly title = '不相容岗位分离核查';
  static readonly askedBy = READING_WATCHERS;

  @Optional() @IsDate() from?: CalendarDate;
  @Optional() @IsDate() to?: CalendarDate;
  @Optional() @IsOneOf(CATEGORIES) category?: string;
}

const exceptions: Filter = { finding: { $in: FINDINGS } };

const report = async (asked: SeparationOfDuties, views: Views) => {
  const { division, category, limit, cursor } = asked;
  const reader = views.of(DUTIES);
  const asks = { ...(await inScope(views, division)), ...within(asked) };
  const countedIn = async (one: string) => ({
    category: one,
    checked: await reader.count(CHECKS, { ...asks, category: one }),
    exceptions: await reader.count(CHECKS, { ...asks, ...exceptions, category: one }),
  });
  const categories = await Promise.all((category === undefined ? CATEGORIES : [category]).map(countedIn));
  const { items, next } = await reader.find<DutyCheck>(CHECKS, {
    filter: { ...asks, ...exceptions, ...(category === undefined ? {} : { category }) },
    sort: [['day', -1]],
    limit: limit ?? PAGE.usual,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return {
    checked: categories.reduce((sum, { checked }) => sum + checked, 0),
    exceptions: categories.reduce((sum, one) => sum + one.exceptions, 0),
    categories,
    items,
    next,
  };
};

export const separationOfDutiesAnswers: readonly AnyAnswering[] = [answering(SeparationOfDuties, report)];
