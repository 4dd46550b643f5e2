import { STAFF, type Role } from '@kernel/actor';
import { ENTITY_KINDS, INDUSTRIES, LEADING_LEVELS } from '@kernel/linkage';
import type { AnyAnswering, Views } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { besideLines, pathOfRows, showing, withLines, type Row, type Showing } from '@query/people';
import type { MaskedManager } from '@query/whom';
import { maskRulesInForce } from '@registry/parameter/queries';
import { IsOneOf, IsText, Optional } from '@validation/fields';
import type { EntityRow } from './projector';
import { ENTITY_PHASES } from './state';

const SPEC: RegisterSpec<EntityRow> = {
  projection: 'entity',
  collection: 'entities',
  kind: 'entity',
  sort: [
    ['division', 1],
    ['name', 1],
  ],
  /** Who is registered as what is public; of a manager there is a mask. */
  subjects: 'BY_DIVISION',
};

const ASKED_BY: readonly Role[] = [...STAFF, 'ENTITY_MANAGER'];

export class EntityList extends ListQuery {
  static readonly title = '经营主体名录';
  static readonly askedBy = ASKED_BY;
  static readonly shows = 'MANAGER';

  @Optional() @IsOneOf(ENTITY_KINDS) kind?: string;
  @Optional() @IsOneOf(ENTITY_PHASES) state?: string;
  @Optional() @IsOneOf(INDUSTRIES) industries?: string;
  @Optional() @IsOneOf(LEADING_LEVELS) leadingLevel?: string;
  @Optional() @IsText(18) uscc?: string;
}

export class EntityEntry extends EntryQuery {
  static readonly title = '经营主体';
  static readonly askedBy = ASKED_BY;
  static readonly shows = 'MANAGER';
}

const MANAGERS: Showing = {
  ...{ whom: 'MANAGER', projection: 'entity', collection: 'entity-managers' },
  rules: maskRulesInForce,
};

/** Answers with the manager of each entity that a line names, where the question says that it shows managers. */
export const withManagers = showing(MANAGERS);

/** The same for lines of which some name one. */
export const withManagerOfEach = <Line extends { readonly entityId: string | null }>(
  lines: readonly Line[],
  views: Views,
): Promise<readonly (Line & { readonly manager: MaskedManager | null })[]> =>
  besideLines<Line, 'manager', MaskedManager>(MANAGERS, lines, views);

/**
 * Answers with the name of the entity beside each line that names one: who is registered as what is public. A household, which may not
 * ask the register, finds beside its own lines who manages it, too.
 */
export const withEntities = (answers: readonly AnyAnswering[]): readonly AnyAnswering[] =>
  answers.map(({ query, answer }) => ({
    query,
    answer: async (asked, views) => {
      const told = await answer(asked, views);
      return query.namesEntity ? withLines(told, pathOfRows(query), (rows) => named(rows, views)) : told;
    },
  }));

const named = async (rows: readonly Row[], views: Views): Promise<readonly Row[]> => {
  const ids = rows.map(({ entityId }) => String(entityId));
  const found = await views.of(SPEC.projection).getMany<EntityRow>(SPEC.collection, [...new Set(ids)]);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const lines = rows.map((row, index) => ({ ...row, entityName: names.get(ids[index] ?? '') ?? null }));
  return views.viewer.role === 'HOUSEHOLD' ? besideLines(MANAGERS, lines, views) : lines;
};

export const entityAnswers: readonly AnyAnswering[] = withManagers([
  listOf(EntityList, SPEC),
  entryOf(EntityEntry, SPEC),
]);
