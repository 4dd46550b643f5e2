import type { DivisionCode } from '@kernel/division-code';
import type { Document, Filter, SortOrder } from '@read-store/read-store';
import { IsDivision, IsId, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import {
  answering,
  NothingKnown,
  NothingThen,
  type Answering,
  type QueryClass,
  type Views,
} from './answering';
import { isOf, ownOf, requireOwn, type Subjects } from './own';
import { inDivision, inScope, requireVisible } from './scope';

/** Documents a page holds at most, and where the caller names no limit. */
export const PAGE = { max: 500, usual: 50 } as const;

/** What every list understands. A module's list query extends it with its own flat filters. */
export abstract class ListQuery {
  @Optional() @IsDivision() division?: DivisionCode;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

/** One entry by its id. */
export abstract class EntryQuery {
  @IsId() id!: string;
}

/** A document that belongs to a division; every register's documents do. */
export type Entry = Document & { readonly division: string };

/** What a register's questions read, and how they are shown. */
export interface RegisterSpec<Row extends Entry = Entry, Shown extends object = Row> {
  readonly projection: string;
  readonly collection: string;
  /** What an entry is called in an error. */
  readonly kind: string;
  readonly sort: SortOrder;
  /** Other orders that the list may be asked for, by the word of its field `sort`. */
  readonly sorts?: Readonly<Record<string, SortOrder>>;
  /** Absent: who speaks for one household or entity sees nothing of it. */
  readonly subjects?: Subjects;
  /** Fields of the query that are not equality filters of the same name. */
  readonly conditions?: Readonly<Record<string, (value: string) => Filter>>;
  /** An entry as it is answered: with what follows from the day of asking, and without what is not for who asks. */
  readonly shown?: (row: Row, views: Views) => Shown;
}

/** A page of a list; `next` is null on the last. */
export interface Page<Shown extends object> {
  readonly items: readonly Shown[];
  readonly next: string | null;
}

/** Answers a list: the query's own fields are equality filters unless the spec says otherwise, narrowed to what the viewer may see. */
export const listOf = <Q extends ListQuery, Row extends Entry, Shown extends object = Row>(
  query: QueryClass<Q>,
  spec: RegisterSpec<Row, Shown>,
): Answering<Q, Page<Shown>> => answering(query, (asked, views) => page(views, spec, asked));

const page = async <Row extends Entry, Shown extends object>(
  views: Views,
  spec: RegisterSpec<Row, Shown>,
  asked: ListQuery,
): Promise<Page<Shown>> => {
  const { division, limit, cursor, sort = '', ...fields } = asked as ListQuery & { readonly sort?: string };
  const { items, next } = await views.of(spec.projection).find<Row>(spec.collection, {
    filter: await filterOf(views, spec, { division, fields }),
    sort: spec.sorts?.[sort] ?? spec.sort,
    limit: limit ?? PAGE.usual,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return { items: items.map((row) => show(spec, row, views)), next };
};

interface Asked {
  readonly division: DivisionCode | undefined;
  readonly fields: object;
}

/** The own rows of who speaks for one, whatever their division; all others see by division. */
const filterOf = async <Row extends Entry, Shown extends object>(
  views: Views,
  spec: RegisterSpec<Row, Shown>,
  { division, fields }: Asked,
): Promise<Filter> => {
  const own = ownOf(views, spec.subjects);
  const conditions = conditionsOf(spec, fields);
  if (own === null) return Object.assign({}, await inScope(views, division), ...conditions) as Filter;
  requireOwn(views, fields);
  const narrowed = division && (await inDivision(views, division));
  return Object.assign({}, narrowed, ...conditions, own) as Filter;
};

const conditionsOf = (
  { conditions = {} }: Pick<RegisterSpec, 'conditions'>,
  fields: object,
): readonly Filter[] =>
  Object.entries(fields as Record<string, string | undefined>).flatMap(([field, value]) =>
    value === undefined ? [] : [conditions[field]?.(value) ?? { [field]: value }],
  );

/** Without `shown`, `Shown` is the row itself. */
const show = <Row extends Entry, Shown extends object>(
  { shown }: RegisterSpec<Row, Shown>,
  row: Row,
  views: Views,
): Shown => (shown === undefined ? (row as object as Shown) : shown(row, views));

/**
 * Answers one entry. Who knows its id but may not see its division learns that it is there (403), and nothing else of it; who
 * speaks for one and asks for what is another's learns no more than of an id that nobody has. Of what is there by now, and was not
 * at the moment asked about, whoever may see it now is told so.
 */
export const entryOf = <Q extends EntryQuery, Row extends Entry, Shown extends object = Row>(
  query: QueryClass<Q>,
  spec: RegisterSpec<Row, Shown>,
): Answering<Q, Shown> =>
  answering(query, async ({ id }, views) => show(spec, await entry<Row>(views, spec, id), views));

export type EntrySpec = Pick<RegisterSpec, 'projection' | 'collection' | 'kind' | 'subjects'>;

export const entry = async <T extends Entry>(views: Views, spec: EntrySpec, id: string): Promise<T> => {
  const { projection, collection, kind } = spec;
  const found = await visible(views, spec, await views.of(projection).get<T>(collection, id));
  if (found !== null) return found;
  const present = await visible(views, spec, await views.living(projection).get<T>(collection, id));
  throw present === null ? new NothingKnown(kind, id) : new NothingThen(kind, id);
};

/** Null of what is another's. @throws Forbidden OUT_OF_SCOPE */
const visible = async <T extends Entry>(
  views: Views,
  { subjects }: EntrySpec,
  found: T | null,
): Promise<T | null> => {
  const own = ownOf(views, subjects);
  if (found === null || (own !== null && !isOf(found, own))) return null;
  if (own === null) await requireVisible(views, found.division as DivisionCode);
  return found;
};
