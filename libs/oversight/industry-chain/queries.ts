import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import { tallyBy, tallyDivisions, tallyIn } from '@projection/tally';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { figure } from '@query/figure';
import { requireVisible, territoryAt } from '@query/scope';
import { requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsDivision, Optional } from '@validation/fields';
import { bucketsOf, CHAINS } from '@oversight/coverage/queries';

/** R05: each industry that the county marked as scaled has an enterprise bound to a cooperative. */
export class IndustryChains {
  static readonly title = '成规模产业龙头带动';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsDivision() division?: DivisionCode;
  @Optional() @IsDate() asOf?: CalendarDate;
  @Optional() @IsDate() knownAt?: CalendarDate;
}

const EACH = { numerator: 1, denominator: 1 };

const chains = async (question: IndustryChains, views: Views) => {
  const { division = views.viewer.scope, asOf = views.today as CalendarDate } = question;
  const { knownAt = views.today as CalendarDate } = question;
  await requireVisible(views, division);
  const parameter = await requiredParameter(views, 'industry.scaled', { division, date: asOf, knownAt });
  const territory = await territoryAt(views, division, { asOf, knownAt });
  const place = { keys: [CHAINS], divisions: tallyDivisions(territory) };
  const buckets = await bucketsOf(views, { asOf, knownAt }, place);
  const counts = tallyIn(tallyBy('division', buckets), territory, { asOf, knownAt });
  const scaled = parameter.value as unknown as readonly Industry[];
  const items = scaled.map((industry) => ({ industry, bindings: counts[industry] ?? 0 }));
  const gap = items.filter(({ bindings }) => bindings === 0).map(({ industry }) => industry);
  const list = `/enterprise-bindings?state=ACTIVE&division=${division}&asOf=${asOf}&knownAt=${knownAt}`;
  const ratio = { numerator: scaled.length - gap.length, denominator: scaled.length };
  const listRef = { numerator: list, denominator: '/parameters/industry.scaled' };
  return {
    ...figure(ratio, { threshold: EACH, parameter }, { asOf, knownAt, listRef }),
    items,
    gap,
  };
};

export const industryChainAnswers: readonly AnyAnswering[] = [answering(IndustryChains, chains)];
