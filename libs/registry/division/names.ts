/** A name and the day from which it is borne. */
export interface Naming {
  readonly name: string;
  readonly from: string;
}

/** Later days last, whatever the order in which they became known; of one day the later knowledge counts. */
export const renamed = <T extends Naming>(names: readonly T[], naming: T): readonly T[] =>
  [...names.filter(({ from }) => from !== naming.from), naming].sort((a, b) => (a.from < b.from ? -1 : 1));

/** The name borne on a day; undefined before the first. */
export const nameOn = (names: readonly Naming[], date: string): string | undefined =>
  names.findLast(({ from }) => from <= date)?.name;
