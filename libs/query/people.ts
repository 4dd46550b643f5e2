import type { DivisionCode } from '@kernel/division-code';
import type { Mask, MaskedItem } from '@privacy/mask';
import type { Recognisable, Veiled } from '@privacy/veil';
import type { SealedRow } from '@projection/fold-sealed';
import type { AnyAnswering, Views, Whom } from './answering';
import { canSee } from './scope';

/** People of one kind: where they lie sealed, and which of their fields are shown. */
export interface Showing {
  readonly whom: Whom;
  /** What the person is called in an answer. */
  readonly field: string;
  readonly projection: string;
  readonly collection: string;
  readonly items: Readonly<Record<string, MaskedItem>>;
  /** What is masked narrowly in a place. */
  readonly rules: (views: Views) => Promise<(division: DivisionCode) => readonly string[]>;
}

type Masks = Veiled['masks'];
type Row = Readonly<Record<string, unknown>>;
type People = ReadonlyMap<string, Recognisable>;

/**
 * Questions that show people of this kind are answered with the person beside each line, masked. A line names its household, or
 * is about the one of its own id; where that is unknown or lies outside what the viewer sees, there is nobody.
 */
export const showing =
  (of: Showing) =>
  (answers: readonly AnyAnswering[]): readonly AnyAnswering[] =>
    answers.map(({ query, answer }) =>
      query.shows === of.whom
        ? {
            query,
            answer: async (asked, views) => withPeople(of, await answer(asked, views), onDay(asked, views)),
          }
        : { query, answer },
    );

/** A question may take its day in hand itself. */
const onDay = ({ asOf }: { readonly asOf?: string }, views: Views): Views => ({
  ...views,
  today: asOf ?? views.today,
});

const withPeople = async (of: Showing, answer: object, views: Views): Promise<object> => {
  const { items } = answer as { readonly items?: readonly Row[] };
  const lines = items ?? [answer as Row];
  const people = await peopleOf(of, lines.map(idIn), views);
  const shown = lines.map((line) => ({ ...line, [of.field]: people.get(idIn(line)) ?? null }));
  return items === undefined ? { ...shown[0] } : { ...answer, items: shown };
};

const idIn = ({ householdId, id }: Row): string => String(householdId ?? id);

/** By their ids; the keys of all are fetched in one go. */
export const peopleOf = async (of: Showing, ids: readonly string[], views: Views): Promise<People> => {
  const found = await views.of(of.projection).getMany<SealedRow>(of.collection, [...new Set(ids)]);
  const people = found.filter(({ division }) => canSee(views, division as DivisionCode));
  const masksIn = masksBy(of.items, await of.rules(views));
  const veiled = people.map(({ subject, sealed, division }) => ({
    ...{ subject, sealed, masks: masksIn(division as DivisionCode) },
  }));
  const recognisable = await views.veil(veiled);
  return new Map(people.map(({ id }, index) => [id, recognisable[index] ?? {}]));
};

/** A page has few places and many people. */
const masksBy = (items: Showing['items'], rules: (division: DivisionCode) => readonly string[]) => {
  const known = new Map<DivisionCode, Masks>();
  return (division: DivisionCode): Masks => {
    const masks = known.get(division) ?? masksOf(items, rules(division));
    known.set(division, masks);
    return masks;
  };
};

const masksOf = (items: Showing['items'], narrow: readonly string[]): Masks =>
  Object.fromEntries(
    Object.entries(items).map(([field, of]): [string, Mask] => [
      field,
      { of, isNarrow: narrow.includes(of) },
    ]),
  );
