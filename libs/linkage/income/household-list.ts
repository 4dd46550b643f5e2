import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { liesIn, type SuccessorMap } from '@kernel/succession';
import {
  OUTCOMES,
  outcomeOf,
  placeIn,
  sidesOf,
  type Comparison,
  type Outcome,
  type Place,
  type Sides,
} from './comparison';
import { isMeant, type Category, type Choice } from './contribution';
import { knownAt, targetGroupsIn, type HouseholdDossier, type Known } from './knowledge';
import type { Period } from './period';

/** Which households a figure is about. */
export interface Asking extends Choice {
  readonly division: DivisionCode;
  /** What had taken the place of what on the day: of both sides of a comparison the same households are asked for. */
  readonly successors: SuccessorMap;
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
}

/** Parameters of a past quarter are those of that quarter (3.2). */
export const placeOf = ({ division, asOf, knownAt }: Pick<Asking, 'division' | 'asOf' | 'knownAt'>) => ({
  division,
  date: asOf,
  knownAt,
});

/** Null where the household does not belong to the figure. */
export const meant = (
  dossier: HouseholdDossier,
  asking: Asking,
  period = asking.period,
): { known: Known; place: Place } | null => {
  const known = knownAt(dossier, asking.knownAt);
  const place = placeIn(known, period);
  if (place === null || !liesIn(place.villageCode, asking.division, asking.successors)) return null;
  return isMeant(place.groups, asking) ? { known, place } : null;
};

/** Whose line it is, where it lived and what it belonged to. */
export interface NamedHousehold {
  readonly householdId: string;
  readonly householdNo: string | null;
  readonly division: DivisionCode;
  readonly groups: readonly Category[];
}

export const named = ({ id, householdNo }: HouseholdDossier, place: Place): NamedHousehold => {
  const groups = targetGroupsIn(place.groups, true);
  return {
    ...{ householdId: id, householdNo, division: place.villageCode },
    groups: groups.length === 0 ? ['GENERAL'] : groups,
  };
};

const valuesOf = ({ current, base }: Sides) => ({
  currentFen: current?.operatingFen ?? null,
  baseFen: base?.operatingFen ?? null,
});

/** A line of the list behind a decline: both values of operating income, as they were known. */
export const comparedHousehold = (
  dossier: HouseholdDossier,
  asking: Asking,
  {
    comparison,
    outcome: wanted = OUTCOMES,
  }: { readonly comparison: Comparison; readonly outcome?: readonly Outcome[] },
) => {
  const found = meant(dossier, asking);
  if (found === null) return null;
  const sides = sidesOf(found.known, asking.period, comparison);
  const outcome = outcomeOf(sides, found.place.isGone);
  if (outcome === null || !wanted.includes(outcome)) return null;
  return { ...named(dossier, found.place), outcome, ...valuesOf(sides) };
};

/** A household of the register, and whether its quarter is recorded. */
export const registeredHousehold = (
  dossier: HouseholdDossier,
  asking: Asking,
  wanted: boolean | undefined,
) => {
  const found = meant(dossier, asking);
  if (found?.place.isRegistered !== true) return null;
  const isRecorded = found.known.records.has(asking.period);
  return wanted === undefined || wanted === isRecorded
    ? { ...named(dossier, found.place), isRecorded }
    : null;
};
