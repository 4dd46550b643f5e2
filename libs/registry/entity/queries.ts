import { STAFF, type Role } from '@kernel/actor';
import { ancestorAt } from '@kernel/division-code';
import { ENTITY_KINDS, INDUSTRIES, LEADING_LEVELS } from '@kernel/linkage';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import type { Condition } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { besideLines, pathOfRows, showing, withLines, type Row, type Showing } from '@query/people';
import type { MaskedManager } from '@query/whom';
import { maskRulesInForce } from '@registry/parameter/queries';
import { IsOneOf, IsSealedText, IsText, Optional } from '@validation/fields';
import { NAME_ENDS, plainName, type NameEnd } from './name-ends';
import type { EntityRow } from './projector';
import { ENTITY_PHASES } from './state';

/** Follows in UTF-8 order whatever a text may go on with. */
const LAST = '\u{10FFFF}';

const beginningWith = (text: string): Condition => ({ $gte: text, $lt: `${text}${LAST}` });

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
  conditions: { uscc: (code) => ({ uscc: beginningWith(code.toUpperCase()) }) },
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
  /** What stands anywhere in the name of the day: width, case and blanks do not matter. */
  @Optional() @IsText(200) name?: string;
  /** The code, or how it begins. */
  @Optional() @IsSealedText(18) uscc?: string;
}

export class EntityEntry extends EntryQuery {
  static readonly title = '经营主体';
  static readonly askedBy = ASKED_BY;
  static readonly shows = 'MANAGER';
}

/**
 * Whom a household or a cooperative of the county can be bound to (R42): a village finds here those of its neighbours, too. It
 * shows what is public, and of nobody who manages what.
 */
export class BindableEntityList extends ListQuery {
  static readonly title = '可绑定的经营主体';
  static readonly askedBy = STAFF;
  static readonly reach = 'COUNTY';

  @Optional() @IsOneOf(ENTITY_KINDS) kind?: string;
  @Optional() @IsOneOf(INDUSTRIES) industries?: string;
  @Optional() @IsOneOf(LEADING_LEVELS) leadingLevel?: string;
  /** What stands anywhere in the name of the day: width, case and blanks do not matter. */
  @Optional() @IsText(200) name?: string;
}

/** Ids of those in whose names of the day the text stands. */
const idsNamed = async (text: string, views: Views): Promise<readonly string[]> => {
  const ends = await everyRow<NameEnd>(views.of(SPEC.projection), NAME_ENDS, {
    filter: { end: beginningWith(plainName(text)) },
    sort: [['end', 1]],
  });
  return [...new Set(ends.map(({ entityId }) => entityId))];
};

/** With the names looked up, which the rows cannot be filtered by. */
const specFor = async ({ name }: Pick<EntityList, 'name'>, views: Views): Promise<typeof SPEC> => {
  const ids = name === undefined ? [] : await idsNamed(name, views);
  return { ...SPEC, conditions: { ...SPEC.conditions, name: () => ({ id: { $in: ids } }) } };
};

const list = async (asked: EntityList, views: Views) =>
  listOf<EntityList, EntityRow>(EntityList, await specFor(asked, views)).answer(asked, views);

const publicly = ({
  id,
  division,
  kind,
  name,
  uscc,
  industries,
  tags,
  leadingLevel,
  demoLevel,
}: EntityRow) => ({
  ...{ id, division, kind, name, uscc, industries, tags, leadingLevel, demoLevel },
});

/** As whoever sees the whole county would be answered, of those that are active. */
const bindable = async (asked: BindableEntityList, views: Views) => {
  const { viewer } = views;
  const inCounty = { ...views, viewer: { ...viewer, scope: ancestorAt(viewer.scope, 'COUNTY') } };
  const spec = { ...(await specFor(asked, views)), shown: publicly };
  const active = Object.assign(new BindableEntityList(), asked, { state: 'ACTIVE' });
  return listOf<BindableEntityList, EntityRow, ReturnType<typeof publicly>>(BindableEntityList, spec).answer(
    active,
    inCounty,
  );
};

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

/** What entities are called, by id; null of a natural person, whose name is sealed. */
export const entityNames = async (
  ids: readonly string[],
  views: Views,
): Promise<ReadonlyMap<string, string | null>> => {
  const found = await views.of(SPEC.projection).getMany<EntityRow>(SPEC.collection, [...new Set(ids)]);
  return new Map(found.map(({ id, name }) => [id, name]));
};

const named = async (rows: readonly Row[], views: Views): Promise<readonly Row[]> => {
  const ids = rows.map(({ entityId }) => String(entityId));
  const names = await entityNames(ids, views);
  const lines = rows.map((row, index) => ({ ...row, entityName: names.get(ids[index] ?? '') ?? null }));
  return views.viewer.role === 'HOUSEHOLD' ? besideLines(MANAGERS, lines, views) : lines;
};

export const entityAnswers: readonly AnyAnswering[] = withManagers([
  answering(EntityList, list),
  answering(BindableEntityList, bindable),
  entryOf(EntityEntry, SPEC),
]);
