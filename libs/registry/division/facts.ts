import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { lineage, parentOf, type DivisionCode } from '@kernel/division-code';
import type { Lookup, SuccessorsFrom } from '@command/lookup';
import { division, divisionId, isUsedOn, successorOn } from './state';

/** Whether the code is registered and may be used for a fact of that day. */
export const divisionIsUsed = async (
  lookup: Lookup,
  code: DivisionCode,
  date: CalendarDate,
): Promise<boolean> => isUsedOn((await lookup.load(division, divisionId(code))).state, date);

/** Whether somebody may be registered or appointed there from the day on. The operator makes the first administrator before there are divisions. */
export const placeIsUsed = async (
  lookup: Lookup,
  code: DivisionCode,
  { actor, date }: { readonly actor: Actor; readonly date: CalendarDate },
): Promise<boolean> => actor.role === 'SYSTEM' || (await divisionIsUsed(lookup, code, date));

export const parentIsUsed = async (
  lookup: Lookup,
  code: DivisionCode,
  date: CalendarDate,
): Promise<boolean> => {
  const parent = parentOf(code);
  return parent !== null && (await divisionIsUsed(lookup, parent, date));
};

export const unknownOf = async (
  lookup: Lookup,
  codes: readonly DivisionCode[],
  date: CalendarDate,
): Promise<readonly DivisionCode[]> => {
  const used = await Promise.all(codes.map((code) => divisionIsUsed(lookup, code, date)));
  return codes.filter((_code, index) => used[index] === false);
};

export const successorsFrom: SuccessorsFrom = async (lookup, code, on) => {
  const successors = new Map<DivisionCode, DivisionCode>();
  const passed = new Set(lineage(code));
  for (const place of passed) {
    const successor = successorOn((await lookup.load(division, divisionId(place))).state, on);
    if (successor === null) continue;
    successors.set(place, successor);
    for (const further of lineage(successor)) passed.add(further);
  }
  return successors;
};
