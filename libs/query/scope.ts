import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { ancestorAt, within, type CodeRange, type DivisionCode } from '@kernel/division-code';
import {
  liesIn,
  rangesOf,
  successorsAmong,
  territoryOf,
  type SuccessorMap,
  type Territory,
} from '@kernel/succession';
import type { Filter } from '@read-store/read-store';
import { Forbidden } from '@command/faults';
import type { Views } from './answering';

/** Days by which codes had taken the place of others: the moment asked about, where the question takes none in hand itself. */
export interface Days {
  readonly asOf?: CalendarDate | undefined;
  readonly knownAt?: CalendarDate | undefined;
}

/** What had taken the place of what by then, as far as it was known (3.4, 5). */
export const successorsAt = async (views: Views, { asOf, knownAt }: Days = {}): Promise<SuccessorMap> => {
  const { today, now } = views;
  return successorsAmong(
    await views.successions(),
    ({ on, recordedAt }) =>
      on <= (asOf ?? today) &&
      recordedAt <= now &&
      (knownAt === undefined || recordedDate(recordedAt) <= knownAt),
  );
};

/** What a question about a division is about: what lies in it, and in whatever it took the place of. */
export const territoryAt = async (views: Views, division: DivisionCode, days?: Days): Promise<Territory> =>
  territoryOf(division, await successorsAt(views, days));

/** Narrows a filter to what the viewer may see, and to a division inside it where one is asked for. @throws Forbidden OUT_OF_SCOPE */
export const inScope = async (views: Views, division?: DivisionCode): Promise<Filter> => {
  const code = division ?? views.viewer.scope;
  await requireVisible(views, code);
  return inDivision(views, code);
};

export const inDivision = async (views: Views, division: DivisionCode): Promise<Filter> =>
  inTerritory({ division, successors: await successorsAt(views) });

/** A division, and what had taken the place of what. */
export interface Placed {
  readonly division: DivisionCode;
  readonly successors: SuccessorMap;
}

export const inTerritory = ({ division, successors }: Placed, field = 'division'): Filter =>
  inRanges(rangesOf(territoryOf(division, successors)), field);

/** One range is asked for as such: so is everything where no code's place was taken. */
export const inRanges = (ranges: readonly CodeRange[], field = 'division'): Filter => {
  const [first, ...more] = ranges.map(({ from, to }) => ({ [field]: { $gte: from, $lt: to } }));
  if (first === undefined) return { [field]: { $in: [] } };
  return more.length === 0 ? first : { $or: [first, ...more] };
};

/**
 * Whether the division lies in the viewer's, by its code or by what has taken its place by now: who holds a post there reads on what
 * was written under the codes before, and a post for one of those stays as it is until it ends.
 */
export const canSee = async (views: Views, division: DivisionCode): Promise<boolean> =>
  isIn(views, division, views.viewer.scope);

/** Those of the rows that lie where the viewer sees. */
export const seenOf = async <Row extends object>(
  rows: readonly (Row & { readonly division: string })[],
  views: Views,
): Promise<readonly Row[]> => {
  const { scope } = views.viewer;
  const isInside = ({ division }: { readonly division: string }) => within(division as DivisionCode, scope);
  if (rows.every(isInside)) return rows;
  const byNow = await successorsByNow(views);
  return rows.filter((row) => isInside(row) || liesIn(row.division as DivisionCode, scope, byNow));
};

/** @throws Forbidden OUT_OF_SCOPE where the division lies outside the viewer's. */
export const requireVisible = (views: Views, division: DivisionCode): Promise<void> =>
  requireIn(views, division, views.viewer.scope);

/** What is asked of one's own depends on what lies elsewhere in the county. @throws Forbidden OUT_OF_SCOPE beyond it */
export const requireInCounty = (views: Views, division: DivisionCode): Promise<void> =>
  requireIn(views, division, ancestorAt(views.viewer.scope, 'COUNTY'));

/** What rights go by. */
const successorsByNow = async (views: Views): Promise<SuccessorMap> =>
  successorsAmong(await views.successions(), ({ on }) => on <= views.presentDay);

const isIn = async (views: Views, division: DivisionCode, scope: DivisionCode): Promise<boolean> =>
  within(division, scope) || liesIn(division, scope, await successorsByNow(views));

const requireIn = async (views: Views, division: DivisionCode, scope: DivisionCode): Promise<void> => {
  if (!(await isIn(views, division, scope)))
    throw new Forbidden('OUT_OF_SCOPE', `${division} lies outside ${scope}`);
};
