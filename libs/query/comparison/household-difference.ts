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
