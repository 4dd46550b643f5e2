import { speaksForOne } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import type { Mask, MaskedItem } from '@privacy/mask';
import type { Recognisable, Veiled } from '@privacy/veil';
import type { SealedRow } from '@projection/fold-sealed';
import type { AnyAnswering, QueryClass, Views } from './answering';
import { EntryQuery } from './register';
import { seenOf } from './scope';
import { PEOPLE, type Whom } from './whom';

/** People of one kind, and where they lie sealed. */
export interface Showing {
  readonly whom: Whom;
  readonly projection: string;
  readonly collection: string;
  /** What is masked narrowly in a place. */
  readonly rules: (views: Views) => Promise<(division: DivisionCode) => readonly string[]>;
}

type Masks = Veiled['masks'];
export type Row = Readonly<Record<string, unknown>>;
type People = ReadonlyMap<string, Recognisable>;

/**
 * Questions that show people of this kind are answered with the person beside each line, masked. A line names whom it is about, or
 * is about the one of its own id; where that is unknown or lies outside what the viewer sees, there is nobody. Who speaks for one
 * is answered with lines of the own alone, and may know whom they are about wherever those live.
 */
export const showing =
  (of: Showing) =>
  (answers: readonly AnyAnswering[]): readonly AnyAnswering[] =>
    answers.map(({ query, answer }) =>
      query.shows === of.whom
        ? {
            query,
            answer: async (asked, views) => {
              const beside = (lines: readonly Row[]) => besideLines(of, lines, onDay(asked, views));
              return withLines(await answer(asked, views), pathOfLines(query), beside);
            },
          }
        : { query, answer },
    );

/** A question may take its day in hand itself. */
export const onDay = ({ asOf }: { readonly asOf?: string }, views: Views): Views => ({
  ...views,
  today: asOf ?? views.today,
});

/** Field by field to where the lines of an answer stand; none where the answer itself is the line. */
export const pathOfRows = ({ prototype }: QueryClass): readonly string[] =>
  prototype instanceof EntryQuery ? [] : ['items'];

/** The same of the lines that show people. */
export const pathOfLines = (query: QueryClass): readonly string[] =>
  query.showsAt === undefined ? pathOfRows(query) : query.showsAt.split('/').slice(1);

export type Beside = (lines: readonly Row[]) => Promise<readonly Row[]>;

/** An answer with something beside each of the lines at the end of the path. */
export const withLines = async (
  answer: object,
  [field, ...further]: readonly string[],
  beside: Beside,
): Promise<object> => {
  if (field !== undefined)
    return { ...answer, [field]: await withLines((answer as Row)[field] as object, further, beside) };
  if (Array.isArray(answer)) return beside(answer as readonly Row[]);
  const [line = answer] = await beside([answer as Row]);
  return line;
};

/** The person beside each of the lines; the keys of all are fetched in one go. */
export const besideLines = async <
  Line extends object,
  Field extends string = string,
  Person extends Recognisable = Recognisable,
>(
  of: Showing,
  lines: readonly Line[],
  views: Views,
): Promise<readonly (Line & Readonly<Record<Field, Person | null>>)[]> => {
  const { field, namedBy } = PEOPLE[of.whom];
  const idIn = (line: Row): string => String(line[namedBy] ?? line['id']);
  const ids = lines.map((line) => idIn(line as Row));
  const people = await peopleOf(of, ids, views);
  type Beside = Readonly<Record<Field, Person | null>>;
  return lines.map((line, index) => {
    const beside = { [field]: people.get(ids[index] ?? '') ?? null };
    return { ...line, ...(beside as Beside) };
  });
};

const peopleOf = async (of: Showing, ids: readonly string[], views: Views): Promise<People> => {
  const found = await views.of(of.projection).getMany<SealedRow>(of.collection, [...new Set(ids)]);
  const people = speaksForOne(views.viewer.role) ? found : await seenOf(found, views);
  const masksIn = masksBy(PEOPLE[of.whom].items, await of.rules(views));
  const veiled = people.map(({ subject, sealed, division }) => ({
    ...{ subject, sealed, masks: masksIn(division as DivisionCode) },
  }));
  const recognisable = await views.veil(veiled);
  return new Map(people.map(({ id }, index) => [id, recognisable[index] ?? {}]));
};

type Items = Readonly<Record<string, MaskedItem>>;

/** A page has few places and many people. */
const masksBy = (items: Items, rules: (division: DivisionCode) => readonly string[]) => {
  const known = new Map<DivisionCode, Masks>();
  return (division: DivisionCode): Masks => {
    const masks = known.get(division) ?? masksOf(items, rules(division));
    known.set(division, masks);
    return masks;
  };
};

const masksOf = (items: Items, narrow: readonly string[]): Masks =>
  Object.fromEntries(
    Object.entries(items).map(([field, of]): [string, Mask] => [
      field,
      { of, isNarrow: narrow.includes(of) },
    ]),
  );
