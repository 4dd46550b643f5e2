/** A page of the households of an entity: a long list in one document would be written again for each newcomer. */
export type Roll = { readonly id: string; readonly householdIds: readonly string[] };

/** What households belong to, by its id. */
export interface Place {
  readonly id: string;
  /** Households that ever belonged to it; one that came back may be counted twice. */
  readonly members: number;
}

const PAGE = 50;

const rollId = (place: string, page: number): string => `${place}|${page}`;

export const rollIds = ({ id, members }: Place): readonly string[] =>
  Array.from({ length: Math.ceil(members / PAGE) }, (_, page) => rollId(id, page));

type Rolls = (id: string) => Roll | undefined;

export const membersOf = (place: Place, rolls: Rolls): readonly string[] =>
  rollIds(place).flatMap((id) => rolls(id)?.householdIds ?? []);

/** The place with one more household, and the page on which it stands. */
export const joined = <T extends Place>(place: T, householdId: string, rolls: Rolls): Joining<T> => {
  const id = rollId(place.id, Math.floor(place.members / PAGE));
  const householdIds = [...(rolls(id)?.householdIds ?? []), householdId];
  return { place: { ...place, members: place.members + 1 }, roll: { id, householdIds } };
};

export interface Joining<T extends Place> {
  readonly place: T;
  readonly roll: Roll;
}
