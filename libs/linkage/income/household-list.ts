import type { CalendarDate } from '@kernel/calendar-date';
import { within, type DivisionCode } from '@kernel/division-code';
import type { Filter } from '@read-store/read-store';
import {
  outcomeOf,
  placeIn,
  sidesOf,
  type Comparison,
  type Outcome,
  type Place,
  type Sides,
} from './comparison';
import { isMeant, type Choice } from './contribution';
import { knownAt, targetGroupsIn, type HouseholdDossier, type Known } from './knowledge';
import type { Period } from './period';

/** Which households a figure is about. */
export interface Asking extends Choice {
  readonly division: DivisionCode;
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
}

/** Parameters of a past quarter are those of that quarter (3.2). */
export const placeOf = ({ division, asOf, knownAt }: Asking) => ({ division, date: asOf, knownAt });

/** Null where the household does not belong to the figure. */
const meant = (dossier: HouseholdDossier, asking: Asking): { known: Known; place: Place } | null => {
  const known = knownAt(dossier, asking.knownAt);
  const place = placeIn(known, asking.period);
  if (place === null || !within(place.villageCode, asking.division)) return null;
  return isMeant(place.groups, asking) ? { known, place } : null;
};

const named = ({ id, householdNo }: HouseholdDossier, place: Place) => {
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
  { comparison, outcome: wanted }: { readonly comparison: Comparison; readonly outcome?: Outcome },
) => {
  const found = meant(dossier, asking);
  if (found === null) return null;
  const sides = sidesOf(found.known, asking.period, comparison);
  const outcome = outcomeOf(sides, found.place.isGone);
  if (outcome === null || (wanted !== undefined && outcome !== wanted)) return null;
  return { ...named(dossier, found.place), outcome, ...valuesOf(sides) };
};

/** A household of the register, and whether its quarter is recorded. */
export const registeredHousehold = (
  dossier: HouseholdDossier,
  asking: Asking,
  wanted: boolean | undefined,
): object | null => {
  const found = meant(dossier, asking);
  if (found?.place.isRegistered !== true) return null;
  const isRecorded = found.known.records.has(asking.period);
  return wanted === undefined || wanted === isRecorded
    ? { ...named(dossier, found.place), isRecorded }
    : null;
};

/** Which dossiers to go through, and what each becomes; null leaves it out. */
export interface Scan {
  readonly filter: Filter;
  readonly row: (dossier: HouseholdDossier) => object | null;
}

/** Rows of the dossiers until there is no room, the last one looked at, and whether others were left. */
export const taken = (
  dossiers: readonly HouseholdDossier[],
  row: Scan['row'],
  room: number,
): { readonly items: readonly object[]; readonly last: string | null; readonly isCut: boolean } => {
  const items: object[] = [];
  let last: string | null = null;
  for (const dossier of dossiers) {
    if (items.length === room) return { items, last, isCut: true };
    const made = row(dossier);
    if (made !== null) items.push(made);
    last = dossier.id;
  }
  return { items, last, isCut: false };
};
