import type { Measures } from '@projection/tally-steps';
import { standsOn, type Criteria } from './criteria';
import type { Movement } from './movement';
import { profileOf } from './profile';

/** Signs of a profile's mark that are facts of the household; the rest is what it is bound to. */
const FACTS = 5;

/** Facts as they were before, bound as it is now. */
const asBefore = (before: string | null, now: string | null): string | null =>
  before === null || now === null ? before : before.slice(0, FACTS) + now.slice(FACTS);

/** What the household counted for before the first of its movements; null where it did not count here. */
const firstBefore = (movements: readonly Movement[]): string | null => {
  const [first] = movements;
  return (
    movements.find(({ position, before }) => position === first?.position && before !== null)?.before ?? null
  );
};

/**
 * The households by profile, had the movements not been made. `movements` in the order of the log; `now` what each of their
 * households counts for at present, null where it does not count here.
 */
export const undone = (
  measures: Measures,
  movements: readonly Movement[],
  now: (householdId: string) => string | null,
): Measures => {
  const counts = new Map(Object.entries(measures));
  const add = (mark: string | null, amount: number): void => {
    if (mark !== null) counts.set(mark, (counts.get(mark) ?? 0) + amount);
  };
  const byHousehold = new Map<string, Movement[]>();
  for (const movement of movements)
    byHousehold.set(movement.householdId, [...(byHousehold.get(movement.householdId) ?? []), movement]);
  for (const [householdId, own] of byHousehold) {
    const present = now(householdId);
    add(present, -1);
    add(asBefore(firstBefore(own), present), 1);
  }
  return Object.fromEntries(counts);
};

/** By how much the movement alone shifts the two sides of the figure. */
export const shiftOf = ({ before, after }: Movement, criteria: Criteria) => {
  const side = (list: 'NUMERATOR' | 'DENOMINATOR') => {
    const stands = (mark: string | null) =>
      mark !== null && standsOn(list, profileOf(mark), criteria) ? 1 : 0;
    return stands(after) - stands(before);
  };
  return { numerator: side('NUMERATOR'), denominator: side('DENOMINATOR') };
};
