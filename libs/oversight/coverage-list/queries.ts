import { INDUSTRIES, type Industry } from '@kernel/linkage';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { PAGE } from '@query/register';
import { inTerritory } from '@query/scope';
import type { Filter, Page } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import {
  ABSENT,
  ALL,
  askedOf,
  COLLECTIONS,
  countedFor,
  countOn,
  COVERAGE,
  CoverageQuestion,
  LISTS,
  marksOn,
  profileOf,
  type Asked,
  type CoverageRow,
  type CoverageListName,
} from '@oversight/coverage/queries';

/** The households behind a figure: as many as the figure says, for the same place and the same two days. */
export class CoverageHouseholds extends CoverageQuestion {
  static readonly title = '覆盖率所据农户';
  static readonly shows = 'HEAD';

  @IsOneOf(LISTS) which!: CoverageListName;
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  /** Only those bound to that cooperative. */
  @Optional() @IsId() cooperativeIds?: string;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

/** Lines that hold on one day as known on another. */
export const heldAt = ({ asOf, knownAt }: Pick<Asked, 'asOf' | 'knownAt'>): Filter => ({
  from: { $lte: asOf },
  to: { $gt: asOf },
  recordedFrom: { $lte: knownAt },
  recordedTo: { $gt: knownAt },
});

/** Lists that do not ask what a household is bound in. */
const WHOLE: readonly CoverageListName[] = ['DENOMINATOR', 'NOT_ELIGIBLE', 'WILLING'];

interface Wanted {
  readonly which: CoverageListName;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly cooperativeIds?: string | undefined;
}

interface Listed extends Page<CoverageRow> {
  /** As many households as the figure counts. */
  readonly count: number;
}

/** Which lines make up the list, of all households or of those bound in the industry asked for. */
const markedOn = async (views: Views, asked: Asked, which: CoverageListName) => {
  const { industry, criteria } = asked;
  if (industry !== null && ABSENT.includes(which))
    throw new Unanswerable('LIST_NOT_BY_INDUSTRY', `${which} has no list by industry`);
  const { all, bound } = await countedFor(views, asked);
  const isWhole = industry === null || WHOLE.includes(which);
  const measures = isWhole ? all : bound;
  const filter = { key: isWhole ? ALL : industry, profile: { $in: marksOn(which, measures, criteria) } };
  return { filter, count: countOn(which, measures, criteria) };
};

const wantedOn = async (
  views: Views,
  asked: Asked,
  { which, cooperativeIds }: Pick<Wanted, 'which' | 'cooperativeIds'>,
): Promise<{ readonly filter: Filter; readonly count: number }> => {
  const marked = await markedOn(views, asked, which);
  const filter = {
    ...{ ...marked.filter, ...inTerritory(asked), ...heldAt(asked) },
    ...(cooperativeIds === undefined ? {} : { cooperativeIds }),
  };
  return { filter, count: marked.count };
};

/** @throws Unanswerable where the list would be of households that are not bound in an industry */
export const rowsOn = async (views: Views, asked: Asked, wanted: Wanted): Promise<Listed> => {
  const { limit, cursor } = wanted;
  const { filter, count } = await wantedOn(views, asked, wanted);
  const page = await views.of(COVERAGE).find<CoverageRow>(COLLECTIONS.rows, {
    ...{ filter, limit, sort: BY_NUMBER },
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return { ...page, count };
};

export const BY_NUMBER = [
  ['division', 1],
  ['householdNo', 1],
] as const;

/** All lines of a list. */
export const allRowsOn = async (
  views: Views,
  asked: Asked,
  which: CoverageListName,
): Promise<readonly CoverageRow[]> => {
  const { filter } = await wantedOn(views, asked, { which });
  return everyRow<CoverageRow>(views.of(COVERAGE), COLLECTIONS.rows, { filter, sort: BY_NUMBER });
};

export const shownLine = ({
  householdId,
  householdNo,
  division,
  profile,
  cooperativeIds,
  from,
  to,
}: CoverageRow) => ({
  ...{ id: householdId, householdNo, division },
  ...profileOf(profile),
  ...{ cooperativeIds, from, to },
});

const households = async (question: CoverageHouseholds, views: Views) => {
  const { which, limit = PAGE.usual, cursor, cooperativeIds } = question;
  const asked = await askedOf(question, views);
  const { items, next, count } = await rowsOn(views, asked, { which, limit, cursor, cooperativeIds });
  const known = cooperativeIds === undefined ? { count } : {};
  return { items: items.map(shownLine), next, ...known };
};

export const coverageListAnswers: readonly AnyAnswering[] = withHeads([
  answering(CoverageHouseholds, households),
]);
