import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Amounts } from '@kernel/income-formula';
import { quarterAfter, yearAfter, type Period } from './period';

/** Groups that policies speak of; a household in none of them is GENERAL. */
export const TARGET_GROUPS = ['ALLEVIATED', 'MONITORED', 'LOW_INCOME'] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** Whether a monitored household whose risk was eliminated is still one of them, a place decides. */
export const GROUPS = [...TARGET_GROUPS, 'RISK_ELIMINATED'] as const;
export type Group = (typeof GROUPS)[number];

export const targetGroupsIn = (
  groups: readonly Group[],
  includeRiskEliminated: boolean,
): readonly TargetGroup[] => {
  const isMonitored = includeRiskEliminated || !groups.includes('RISK_ELIMINATED');
  return TARGET_GROUPS.filter((group) => groups.includes(group) && (group !== 'MONITORED' || isMonitored));
};

export type IncomeRecord = Amounts & { readonly populationCount: number; readonly villageCode: DivisionCode };

/** Something that became known of a household on the day `recorded`, true from the day `on`. */
export type Fact = { readonly recorded: CalendarDate } & (
  | { readonly kind: 'VILLAGE'; readonly on: CalendarDate; readonly villageCode: DivisionCode }
  | {
      readonly kind: 'GROUP';
      readonly on: CalendarDate;
      readonly group: Group;
      readonly belongs: boolean;
    }
  | { readonly kind: 'GONE'; readonly on: CalendarDate }
  /** It never was gone. */
  | { readonly kind: 'STILL_THERE'; readonly on: CalendarDate }
  /** Some left for a household of their own. */
  | { readonly kind: 'SPLIT'; readonly on: CalendarDate }
  /** No record: what was recorded of the period was taken back. */
  | { readonly kind: 'INCOME'; readonly period: Period; readonly record: IncomeRecord | null }
);

/** All that became known of one household, in the order it did: every figure, list and date follows from it. */
export type HouseholdDossier = {
  readonly id: string;
  readonly householdNo: string | null;
  /** Every village it ever belonged to. */
  readonly divisions: readonly string[];
  /** Quarters for which something can be said of it. */
  readonly periods: readonly Period[];
  readonly facts: readonly Fact[];
};

export const newDossier = (id: string): HouseholdDossier => ({
  id,
  householdNo: null,
  divisions: [],
  periods: [],
  facts: [],
});

export const withFacts = (dossier: HouseholdDossier, facts: readonly Fact[]): HouseholdDossier => {
  const all = [...dossier.facts, ...facts];
  return { ...dossier, facts: all, divisions: villagesIn(all), periods: periodsIn(all) };
};

const villagesIn = (facts: readonly Fact[]): readonly string[] => [
  ...new Set(
    facts.flatMap((fact) => {
      if (fact.kind === 'VILLAGE') return [fact.villageCode];
      return fact.kind === 'INCOME' && fact.record !== null ? [fact.record.villageCode] : [];
    }),
  ),
];

/** A record speaks of its quarter, and is compared with in the next quarter and a year later. */
const periodsIn = (facts: readonly Fact[]): readonly Period[] => [
  ...new Set(
    facts.flatMap((fact) =>
      fact.kind === 'INCOME' ? [fact.period, quarterAfter(fact.period), yearAfter(fact.period)] : [],
    ),
  ),
];

/** What was so, as it was known at the end of a day. */
export interface Known {
  readonly records: ReadonlyMap<Period, IncomeRecord>;
  readonly facts: readonly Fact[];
}

export const knownAt = ({ facts }: Pick<HouseholdDossier, 'facts'>, day: CalendarDate | null): Known => {
  const known = day === null ? facts : facts.filter(({ recorded }) => recorded <= day);
  const last = new Map(
    known.flatMap((fact) => (fact.kind === 'INCOME' ? [[fact.period, fact.record] as const] : [])),
  );
  const records = [...last].flatMap(([period, record]) =>
    record === null ? [] : [[period, record] as const],
  );
  return { records: new Map(records), facts: known };
};

/** What was said last of the day or one before, just as a replay of the household's stream as of that day has it. */
const saidLast = <F extends { readonly on: CalendarDate }>(
  facts: readonly F[],
  day: CalendarDate,
): F | undefined => facts.findLast(({ on }) => on <= day);

type Of<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

const ofKind = <Kind extends Fact['kind']>(
  { facts }: Known,
  ...kinds: readonly Kind[]
): readonly Of<Kind>[] => facts.filter((fact): fact is Of<Kind> => kinds.some((kind) => kind === fact.kind));

export const villageOn = (known: Known, day: CalendarDate): DivisionCode | null =>
  saidLast(ofKind(known, 'VILLAGE'), day)?.villageCode ?? null;

/** Of a household that is not monitored no risk is eliminated. */
export const groupsOn = (known: Known, day: CalendarDate): readonly Group[] => {
  const facts = ofKind(known, 'GROUP');
  const groups = GROUPS.filter(
    (group) =>
      saidLast(
        facts.filter((fact) => fact.group === group),
        day,
      )?.belongs === true,
  );
  return groups.includes('MONITORED') ? groups : groups.filter((group) => group !== 'RISK_ELIMINATED');
};

export const isGoneOn = (known: Known, day: CalendarDate): boolean =>
  saidLast(ofKind(known, 'GONE', 'STILL_THERE'), day)?.kind === 'GONE';

/** The first day after `from` and by `to` on which the household was split; null where it was not. */
export const splitBetween = (known: Known, from: CalendarDate, to: CalendarDate): CalendarDate | null =>
  ofKind(known, 'SPLIT').find(({ on }) => on > from && on <= to)?.on ?? null;

/** Days on which the place or the groups of the household change. */
export const turningDays = ({ facts }: Known): readonly CalendarDate[] =>
  [...new Set(facts.flatMap((fact) => (fact.kind === 'INCOME' ? [] : [fact.on])))].sort();
