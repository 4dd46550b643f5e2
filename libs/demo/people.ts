import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import { checkDigit } from '@registry/household/document-no';
import type { IneligibilityReason, MonitoringCategory } from '@registry/household/events';
import { householdId } from '@registry/household/state';
import { Chance } from './chance';
import type { Size } from './size';

export const SECTORS = [
  'FRUIT',
  'VEGETABLE',
  'LIVESTOCK',
  'TOBACCO',
  'MEDICINAL_HERB',
] as const satisfies readonly Industry[];

/** A household as the demonstration means it to be. */
export interface Person {
  readonly index: number;
  readonly id: string;
  readonly householdNo: string;
  readonly village: DivisionCode;
  readonly population: number;
  readonly labour: number;
  /** What the household wants to take up; null where nobody asked. */
  readonly industry: Industry | null;
  readonly alleviated: boolean;
  readonly monitoring: MonitoringCategory | null;
  readonly riskEliminated: boolean;
  readonly lowIncome: boolean;
  /** Why the household has no conditions for an industry; null where it has them and the will. */
  readonly reasonIfNot: IneligibilityReason | null;
}

/** Check digit valid, area 999999 not assigned: nobody has this number. */
export const documentNo = (index: number): string => {
  const first = `99999919${String(60 + (index % 40))}0${String(1 + (index % 9))}1${String(index % 10)}${String(index % 1_000).padStart(3, '0')}`;
  return first + checkDigit(first);
};

/** Of one to seven people; 3.6 on average. */
const HOUSEHOLD_SIZES = [6, 17, 25, 26, 15, 8, 3];
const OTHER_REASONS: readonly IneligibilityReason[] = [
  'STABLE_EMPLOYMENT',
  'AGE_OR_ILLNESS',
  'WHOLE_FAMILY_AWAY',
  'NO_LAND',
];
/** 12 % of the targets have nobody who can work. */
const NO_LABOUR = 0.12;
/** Risk eliminated for 60 % of those monitored. */
const isEliminated = (index: number): boolean => index % 5 < 3;

type Standing = Pick<Person, 'alleviated' | 'monitoring' | 'riskEliminated' | 'lowIncome'>;

const NOTHING: Standing = { alleviated: false, monitoring: null, riskEliminated: false, lowIncome: false };

/** Monitored first, then 脱贫户, then low income: as many of each as the size says, and one of three categories at once. */
const standings = ({ monitored, alleviated, lowIncome }: Size): readonly Standing[] => {
  const of = (count: number, standing: Partial<Standing>): readonly Standing[] =>
    Array.from({ length: count }, () => ({ ...NOTHING, ...standing }));
  const watched = [
    ...of(monitored.unstable, { monitoring: 'UNSTABLE_ALLEVIATED', alleviated: true }),
    ...of(monitored.marginal, { monitoring: 'MARGINAL' }),
    ...of(monitored.sudden - 1, { monitoring: 'SUDDEN_HARDSHIP' }),
    ...of(1, { monitoring: 'SUDDEN_HARDSHIP', alleviated: true, lowIncome: true }),
  ];
  return [
    ...watched.map((standing, index) => ({ ...standing, riskEliminated: isEliminated(index) })),
    ...of(alleviated, { alleviated: true }),
    ...of(lowIncome, { lowIncome: true }),
  ];
};

export const isTarget = ({ alleviated, monitoring }: Standing): boolean => alleviated || monitoring !== null;

/** Belongs to three categories at once, and counts as one household. */
export const isThreefold = (person: Standing): boolean => isTarget(person) && person.lowIncome;

/** Everybody, in a fixed order; exactly as many targets are eligible as the size says. */
export const planPeople = (size: Size, villages: readonly DivisionCode[]): readonly Person[] => {
  const chance = new Chance(20_240_102);
  const all = standings(size);
  const targets = all.flatMap((standing, index) => (isTarget(standing) ? [index] : []));
  const rank = new Map(chance.shuffled(targets).map((index, place) => [index, place]));
  const withoutLabour = size.eligible + Math.round(NO_LABOUR * targets.length);
  const reasonOf = (index: number): Person['reasonIfNot'] => {
    const place = rank.get(index) ?? all.length;
    if (place < size.eligible) return null;
    return place < withoutLabour ? 'NO_LABOUR' : (OTHER_REASONS[index % OTHER_REASONS.length] ?? 'OTHER');
  };
  return all.map((standing, index): Person => {
    const reasonIfNot = reasonOf(index);
    const population = 1 + chance.weighted(HOUSEHOLD_SIZES);
    const workers = chance.whole(1, Math.min(4, population));
    return {
      ...standing,
      ...householdOf(index, '530424'),
      ...{ village: chance.pick(villages), population, reasonIfNot },
      labour: reasonIfNot === 'NO_LABOUR' ? 0 : workers,
      industry: reasonIfNot === null ? chance.pick(SECTORS) : null,
    };
  });
};

/** The number of the national platform, and the id that follows from it. */
export const householdOf = (index: number, county: string): Pick<Person, 'index' | 'householdNo' | 'id'> => {
  const householdNo = `${county}${String(100_000 + index)}`;
  return { index, householdNo, id: householdId(householdNo) };
};
