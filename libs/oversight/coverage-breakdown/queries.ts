import type { CalendarDate } from '@kernel/calendar-date';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import { TARGET_GROUPS } from '@kernel/target-group';
import { tallyBy } from '@projection/tally';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { requirePeriod } from '@query/period';
import { namesBelow } from '@registry/division/queries';
import { IsDate, IsOneOf, Optional } from '@validation/fields';
import {
  ALL,
  askedOf,
  bucketsOf,
  countedFor,
  countedIn,
  CoverageQuestion,
  datesBetween,
  divisionsOf,
  figuresOf,
  keysOf,
  onDay,
  type Asked,
  type SeriesStride,
} from '@oversight/coverage/queries';

/** The same figures side by side, by the divisions below, by category or by industry. */
export class CoverageBreakdown extends CoverageQuestion {
  static readonly title = '双绑覆盖率分解';

  @IsOneOf(['DIVISION', 'CATEGORY', 'INDUSTRY']) by!: 'DIVISION' | 'CATEGORY' | 'INDUSTRY';
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
}

/** The same figures over time; each date is judged by the parameters of that date. */
export class CoverageSeries extends CoverageQuestion {
  static readonly title = '双绑覆盖率走势';

  @IsDate() from!: CalendarDate;
  @IsOneOf(['MONTH', 'QUARTER', 'YEAR']) every!: SeriesStride;
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
}

const byDivision = async (asked: Asked, views: Views) => {
  const names = [...(await namesBelow(views, asked.division, asked))];
  const each = names.map(([division, name]) => ({ name, one: { ...asked, division } }));
  const divisions = each.flatMap(({ one }) => divisionsOf(one));
  const groups = tallyBy('division', await bucketsOf(views, asked, { keys: keysOf(asked), divisions }));
  return each.map(({ name, one }) => {
    const buckets = divisionsOf(one).flatMap((code) => groups.get(code) ?? []);
    return { division: one.division, name, ...figuresOf(one, countedIn(buckets, one)) };
  });
};

const byCategory = async (asked: Asked, views: Views) => {
  const counted = await countedFor(views, asked);
  return TARGET_GROUPS.map((category) => {
    const categories = [category];
    const criteria = { ...asked.criteria, categories };
    return { category, ...figuresOf({ ...asked, criteria, categories }, counted) };
  });
};

const byIndustry = async (asked: Asked, views: Views) => {
  const place = { keys: [ALL, ...INDUSTRIES], divisions: divisionsOf(asked) };
  const buckets = await bucketsOf(views, asked, place);
  return INDUSTRIES.map((industry) => {
    const one = { ...asked, industry };
    return { industry, ...figuresOf(one, countedIn(buckets, one)) };
  }).filter(({ single }) => single.numerator > 0);
};

/** Names what it is broken down by, and the figures of that. */
type Line = Awaited<ReturnType<typeof byDivision | typeof byCategory | typeof byIndustry>>[number];

const BREAKDOWNS = { DIVISION: byDivision, CATEGORY: byCategory, INDUSTRY: byIndustry } as const;

const breakdown = async (question: CoverageBreakdown, views: Views) => {
  const asked = await askedOf(question, views);
  const items: Line[] = await BREAKDOWNS[question.by](asked, views);
  return { items };
};

/** Dates in one series at most: ten years of months. */
const LONGEST = 121;

const series = async (question: CoverageSeries, views: Views) => {
  const { from, every, asOf = views.today as CalendarDate } = question;
  requirePeriod({ from, to: asOf });
  const dates = datesBetween(from, asOf, every);
  if (dates.length > LONGEST) throw new Unanswerable('SERIES_TOO_LONG', String(LONGEST));
  const each = await Promise.all(dates.map((date) => askedOf(onDay(question, date), views)));
  const last = await askedOf(question, views);
  const divisions = [...new Set([last, ...each].flatMap(divisionsOf))];
  const buckets = await bucketsOf(views, last, { keys: keysOf(last), divisions });
  const items = each.map((asked) => ({ date: asked.asOf, ...figuresOf(asked, countedIn(buckets, asked)) }));
  return { items };
};

export const coverageBreakdownAnswers: readonly AnyAnswering[] = [
  answering(CoverageBreakdown, breakdown),
  answering(CoverageSeries, series),
];
