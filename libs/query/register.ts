import type { DivisionCode } from '@kernel/division-code';
import type { Document, Filter, SortOrder } from '@read-store/read-store';
import { IsDivision, IsId, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { answering, NothingKnown, type AnyAnswering, type QueryClass, type Views } from './answering';
import { inScope, requireVisible } from './scope';

/** Documents a page holds at most, and where the caller names no limit. */
export const PAGE = { max: 500, usual: 50 } as const;

/** What every list understands. A module's list query extends it with its own flat filters. */
export abstract class ListQuery {
  @Optional() @IsDivision() division?: DivisionCode;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsText(2_000) cursor?: string;
}

/** One entry by its id. */
export abstract class EntryQuery {
  @IsId() id!: string;
}

/** A document that belongs to a division; every register's documents do. */
export type Entry = Document & { readonly division: string };

export interface RegisterSpec {
  readonly projection: string;
  readonly collection: string;
  /** What an entry is called in an error. */
  readonly kind: string;
  readonly sort: SortOrder;
}

/** Conditions that go beyond equality. */
export interface Filtered {
  readonly more?: Filter;
}

/** Answers a list: the query's own fields are equality filters of the same name, narrowed to what the viewer may see. */
export const listOf = <Q extends ListQuery>(query: QueryClass<Q>, spec: RegisterSpec): AnyAnswering =>
  answering(query, (asked, views) => page(views, spec, asked));

/** A page of a register: like {@link listOf}, for a query whose fields are not all equality filters. */
export const page = async (
  views: Views,
  spec: RegisterSpec,
  asked: ListQuery & Filtered,
): Promise<object> => {
  const { division, limit, cursor, more, ...fields } = asked;
  const own = Object.entries(fields).filter(([, value]) => value !== undefined) as [string, string][];
  const filter: Filter = { ...inScope(views, division), ...Object.fromEntries(own), ...more };
  const found = await views.of(spec.projection).find(spec.collection, {
    filter,
    sort: spec.sort,
    limit: limit ?? PAGE.usual,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return { ...found, position: await views.position() };
};

/** Answers one entry, unknown and out-of-scope told apart only to those who may see its division. */
export const entryOf = <Q extends EntryQuery>(query: QueryClass<Q>, spec: RegisterSpec): AnyAnswering =>
  answering(query, ({ id }, views) => entry(views, spec, id));

export const entry = async <T extends Entry>(views: Views, spec: RegisterSpec, id: string): Promise<T> => {
  const found = await views.of(spec.projection).get<T>(spec.collection, id);
  if (found === null) throw new NothingKnown(spec.kind, id);
  requireVisible(views, found.division as DivisionCode);
  return found;
};
