import type { ParameterInput } from '@kernel/explanation';
import { explaining, QuarterFigure, askingOf, dossiersIn, ofAnybody } from '@linkage/income/queries';
import { IncomeGrowth, figureAnswers } from '@linkage/income-figure/queries';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import { PAGE } from '@query/register';
import { requireVisible } from '@query/scope';
import { eventsOf, knownBy } from '@query/stream';
import { withHeads } from '@registry/household/queries';
import { parameterOnRecord } from '@registry/parameter/queries';
import { IsId, IsOneOf, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

type Dossier = explaining.HouseholdDossier;
type Asking = explaining.Asking;

/** R20: the growth of a place from its households; their values with the events they come from page by page. */
export class IncomeGrowthExplanation extends QuarterFigure {
  static readonly title = '收入增幅说明';
  static readonly askedBy = IncomeGrowth.askedBy;
  static readonly shows = 'HEAD';
  static readonly showsAt = '/lines/items';

  @IsOneOf(explaining.GROWTH_ITEMS) item!: IncomeGrowth['item'];

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page of households before. */
  @Optional() @IsSealedText(200) cursor?: string;
}

/** R22: whether one household's operating income declined, from its sheets; whatever groups it is in, where none are named. */
export class IncomeComparisonExplanation extends QuarterFigure {
  static readonly title = '农户收入比较说明';
  static readonly askedBy = IncomeGrowth.askedBy;
  static readonly shows = 'HEAD';
  static readonly showsAt = '';

  @IsId() householdId!: string;
  @IsOneOf(explaining.COMPARISONS) comparison!: explaining.Comparison;
}

const FIGURES = 'income-figures';
const DOSSIERS = 'income-household';

/** What was known of a household and its incomes on the day asked for. */
const historyOf = async (views: Views, id: string, of: Asking & { readonly periods: explaining.Periods }) => {
  const incomes = explaining
    .incomeIds(id, of.periods)
    .map((year) => eventsOf(views, 'householdIncome', year));
  const all = await Promise.all([eventsOf(views, 'household', id), ...incomes]);
  return all.flat().filter(knownBy(of.knownAt)) as unknown as readonly explaining.Happened[];
};

const linesOf = async (
  views: Views,
  { limit = PAGE.usual, cursor = '' }: IncomeGrowthExplanation,
  { dossiers, asking, panel }: { dossiers: readonly Dossier[]; asking: Asking; panel: 'ALL' | 'SAME_PANEL' },
) => {
  const waiting = dossiers.filter(({ id }) => id > cursor);
  const lines = waiting.flatMap((dossier) => explaining.growthLine(dossier, asking, panel) ?? []);
  const periods = explaining.periodsRead(asking.period, 'YOY_CUMULATIVE');
  const items = await Promise.all(
    lines.slice(0, limit).map(async (line) => {
      const events = await historyOf(views, line.householdId, { ...asking, periods });
      return { ...line, events: explaining.sourcesOf(events, periods) };
    }),
  );
  return { items, next: lines.length > limit ? (items.at(-1)?.householdId ?? null) : null };
};

/** The figure as it is shown, in the names of the steps. */
const shownGrowth = async (views: Views, query: IncomeGrowthExplanation) => {
  const { division, year, quarter, item, categories, knownAt } = query;
  const fields = { division, year, quarter, item, categories, knownAt };
  const question = Object.assign(new IncomeGrowth(), fields);
  const growth = figureAnswers.find(({ query }) => query === IncomeGrowth);
  return explaining.shownAs((await growth?.answer(question as never, views)) as explaining.Shown);
};

const growth = async (query: IncomeGrowthExplanation, views: Views) => {
  const { asking } = await askingOf(query, views);
  const { division, asOf, knownAt } = asking;
  const place = { division, date: asOf, counts: knownBy(knownAt) };
  const basis = await parameterOnRecord(views, 'income.growthBasis', place);
  const key = explaining.targetKey(query.item);
  const target: ParameterInput | null = key && (await parameterOnRecord(views, key, place));
  const among = await Promise.all(explaining.AMONG.map((chosen) => parameterOnRecord(views, chosen, place)));
  const dossiers = await dossiersIn(views, asking);
  const question = { item: query.item, basis, target, among, asking };
  const explanation = explaining.explainGrowth(dossiers, question, await shownGrowth(views, query));
  const { panel } = explaining.basisIn(basis);
  return {
    ...{ division, asOf, knownAt, item: query.item, ...explanation },
    lines: await linesOf(views, query, { dossiers, asking, panel }),
  };
};

const comparison = async (query: IncomeComparisonExplanation, views: Views) => {
  const asking =
    query.categories === undefined ? await ofAnybody(query, views) : (await askingOf(query, views)).asking;
  const { householdId, comparison: compared } = query;
  const dossier = await views.of(FIGURES).get<Dossier>(DOSSIERS, householdId);
  const line = dossier && explaining.comparedHousehold(dossier, asking, { comparison: compared });
  if (dossier === null || line === null) throw new NothingKnown('income comparison', householdId);
  await requireVisible(views, line.division);
  const periods = explaining.periodsRead(asking.period, compared);
  const events = await historyOf(views, householdId, { ...asking, periods });
  const { currentFen, baseFen, outcome } = line;
  const shown = { currentFen, baseFen, outcome };
  const explanation = explaining.explainComparison(dossier, { asking, comparison: compared, events }, shown);
  return { householdId, ...explanation };
};

export const incomeExplanations: readonly AnyAnswering[] = withHeads([
  answering(IncomeGrowthExplanation, growth),
  answering(IncomeComparisonExplanation, comparison),
]);
