import { STAFF } from '@kernel/actor';
import type { CalendarDate, Quarter } from '@kernel/calendar-date';
import { askingOf, dossiersIn, heard, listing, livedIn, type OfQuarter } from '@linkage/income/queries';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { ListQuery, PAGE } from '@query/register';
import { requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsOneOf, Optional } from '@validation/fields';
import { QueryFlag, QuerySetOf, QueryWhole } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';

const { CATEGORIES, COMPARISONS, GROWTH_ITEMS, GROWTH_SIDES, OUTCOMES } = listing;

abstract class QuarterList extends ListQuery {
  static readonly shows = 'HEAD';
  static readonly fixedDay = 'AS_OF_IS_QUARTER_END';
  @QueryWhole(2000, 2100) year!: number;
  @QueryWhole(1, 4) quarter!: Quarter;
  @Optional() @QuerySetOf(CATEGORIES) categories?: listing.Category[];
  @Optional() @IsDate() knownAt?: CalendarDate;
}

/** The list behind a growth, on the basis in force: what of the item each household counts for on which side (R20). */
export class IncomeGrowthHouseholds extends QuarterList {
  static readonly title = '收入增幅明细';
  static readonly askedBy = STAFF;

  @IsOneOf(GROWTH_ITEMS) item!: listing.GrowthItem;
  /** On either where absent. */
  @Optional() @IsOneOf(GROWTH_SIDES) growthSide?: listing.GrowthSide;
}

/** The list behind a decline: who had which values, who is missing, and who was split (R22). */
export class IncomeComparisons extends QuarterList {
  static readonly title = '收入同比明细';
  static readonly askedBy = STAFF;

  @IsOneOf(COMPARISONS) comparison!: listing.Comparison;
  @Optional() @QuerySetOf(OUTCOMES) outcome?: listing.Outcome[];
}

/** The list behind the recording: every household that must be recorded, and whether it is (R23). */
export class IncomeRecordings extends QuarterList {
  static readonly title = '季度收入采录明细';
  static readonly askedBy = STAFF;

  @Optional() @QueryFlag() @IsBoolean() isRecorded?: boolean;
}

/** Goes through the dossiers in the order of their ids until the page is full; the cursor is the last id. */
const scanned = async <Line extends object>(
  views: Views,
  { limit = PAGE.usual, cursor }: ListQuery,
  scan: listing.Scan<Line>,
) => {
  const items: Line[] = [];
  let next: string | null = cursor ?? '';
  while (next !== null && items.length < limit) {
    const filter: listing.Scan<Line>['filter'] = { ...scan.filter, id: { $gt: next } };
    const options = { filter, sort: [['id', 1]] as const, limit: PAGE.max };
    const page = await views.of('income-figures').find<listing.HouseholdDossier>('income-household', options);
    const found = listing.taken(page.items, scan.row, limit - items.length);
    items.push(...found.items);
    next = found.isCut || page.next !== null ? found.last : null;
  }
  return { items, next };
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
const basisOf = async (views: Views, asking: listing.Asking) =>
  listing.basisIn(await requiredParameter(views, 'income.growthBasis', listing.placeOf(asking)));

const grown = async (query: IncomeGrowthHouseholds, views: Views) => {
  const { asking } = await askingOf(query, views);
  const wanted = { item: query.item, basis: await basisOf(views, asking), side: query.growthSide };
  return scanned(views, query, {
    filter: heard(asking),
    row: (one) => listing.grownHousehold(one, asking, wanted),
  });
};

const comparisons = async (query: IncomeComparisons, views: Views) => {
  const { asking } = await askingOf(query, views);
  return scanned(views, query, {
    filter: heard(asking),
    row: (one) => listing.comparedHousehold(one, asking, query),
  });
};

const recordings = async (query: IncomeRecordings, views: Views) => {
  const { asking } = await askingOf(query, views);
  return scanned(views, query, {
    filter: livedIn(asking),
    row: (one) => listing.registeredHousehold(one, asking, query.isRecorded),
  });
};

type Printed = NonNullable<ReturnType<typeof listing.printedHousehold>>;

/** Every household behind the decline and the growths of a quarter, in the order of their ids, with what it counts for in each. */
export const printedLines = async (
  views: Views,
  at: OfQuarter,
  figures: { readonly comparison: listing.Comparison; readonly items: readonly listing.GrowthItem[] },
): Promise<readonly Printed[]> => {
  const { asking } = await askingOf(at, views);
  const printed = { ...figures, basis: await basisOf(views, asking) };
  const dossiers = await dossiersIn(views, asking);
  return dossiers.flatMap((one) => listing.printedHousehold(one, asking, printed) ?? []);
};

export const incomeListAnswers: readonly AnyAnswering[] = [
  answering(IncomeGrowthHouseholds, grown),
  answering(IncomeComparisons, comparisons),
  answering(IncomeRecordings, recordings),
];
