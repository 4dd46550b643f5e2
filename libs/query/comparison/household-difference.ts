import { InvalidCursor } from '@read-store/read-store';

/** What a household counts for, in a list of such lines. */
export interface Line {
  readonly householdId: string;
}

export interface Changed<L extends Line> {
  readonly householdId: string;
  /** Null where the household was not on the list. */
  readonly then: L | null;
  readonly now: L | null;
}

/** Two lists of the same question side by side: only what is not the same. */
export const differing = <L extends Line>(then: readonly L[], now: readonly L[]): readonly Changed<L>[] => {
  const before = new Map(then.map((line) => [line.householdId, line]));
  const after = new Map(now.map((line) => [line.householdId, line]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((householdId) => ({
      householdId,
      then: before.get(householdId) ?? null,
      now: after.get(householdId) ?? null,
    }))
    .filter((pair) => JSON.stringify(pair.then) !== JSON.stringify(pair.now));
};

export interface Paging {
  readonly limit: number;
  /** The household that ended the page before. */
  readonly cursor?: string | undefined;
}

interface PageOf<L extends Line> {
  readonly items: readonly L[];
  readonly next: string | null;
}

/** @throws InvalidCursor where no line is of that household */
export const pageOf = <L extends Line>(lines: readonly L[], { limit, cursor }: Paging): PageOf<L> => {
  const before = cursor === undefined ? -1 : lines.findIndex(({ householdId }) => householdId === cursor);
  if (cursor !== undefined && before < 0) throw new InvalidCursor();
  const items = lines.slice(before + 1, before + 1 + limit);
  const isLast = before + 1 + limit >= lines.length;
  return { items, next: isLast ? null : (items.at(-1)?.householdId ?? null) };
};
