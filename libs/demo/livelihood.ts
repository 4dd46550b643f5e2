import type { Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry, IncomeItem } from '@kernel/linkage';
import { Chance } from './chance';
import { SECTORS, type Person } from './people';

/** Two villages of which the figures are known beforehand: 7 800 yuan of operating income a head, and then (R20) */
export interface Exemplars {
  /** 9 360: grown by exactly 20.00 %. */
  readonly exact: DivisionCode;
  /** 9 359.99: prints 20.00 and is not met. */
  readonly below: DivisionCode;
}

export interface Period {
  readonly year: number;
  readonly quarter: Quarter;
}

/** What a household earns in the first year, in yuan, and by how much its operating income changes in the second. */
export interface Livelihood {
  readonly person: Person;
  readonly industry: Industry;
  readonly wage: number;
  readonly operating: number;
  readonly expensePercent: number;
  readonly property: number;
  readonly transfer: number;
  /** Of the first year's operating income. */
  readonly growthPercent: number;
}

/** Percent of the year's operating income by quarter: tobacco is sold in summer, oranges in winter. */
const SEASONS: Readonly<Partial<Record<Industry, readonly [number, number, number, number]>>> = {
  TOBACCO: [5, 10, 70, 15],
  FRUIT: [10, 10, 25, 55],
  LIVESTOCK: [25, 25, 25, 25],
  VEGETABLE: [15, 35, 35, 15],
  MEDICINAL_HERB: [10, 15, 25, 50],
};
const EVEN = [25, 25, 25, 25] as const;
const MEDIAN_PER_HEAD = 12_500;
const DEVIATION = 0.35;
/** Of a hundred households that earn less in the second year than in the first. */
const DECLINING = 0.06;
const EXEMPLARY_PER_HEAD = 7_800;

/** Incomes as in poor villages: lognormal, 45 % wages, 35 % from the farm, 18 % transfers, the rest rent and dividends. */
export const livelihoods = (
  people: readonly Person[],
  { exact, below }: Exemplars,
): readonly Livelihood[] => {
  const chance = new Chance(20_240_331);
  const others = people.filter(({ village }) => village !== exact && village !== below);
  const declining = new Set(chance.shuffled(others).slice(0, Math.round(DECLINING * people.length)));
  return people.map((person): Livelihood => {
    const net = Math.exp(DEVIATION * chance.normal()) * MEDIAN_PER_HEAD * person.population;
    const tilt = chance.whole(-12, 12);
    const expensePercent = chance.whole(35, 55);
    const operating = Math.round((net * (35 - tilt)) / (100 - expensePercent));
    const growth = declining.has(person) ? chance.whole(-25, -3) : chance.whole(5, 36);
    const isExemplary = person.village === exact || person.village === below;
    return {
      ...{ person, expensePercent, industry: person.industry ?? chance.pick(SECTORS) },
      wage: Math.round((net * (45 + tilt)) / 100),
      operating: isExemplary ? EXEMPLARY_PER_HEAD * person.population : operating,
      property: Math.round((net * 2) / 100),
      transfer: Math.round((net * 18) / 100),
      growthPercent: isExemplary ? 20 : growth,
    };
  });
};

const ITEM_OF: Readonly<Partial<Record<Industry, IncomeItem>>> = { LIVESTOCK: 'b2', FRUIT: 'b3' };

/** Wages, transfers and rent rise by a twentieth. */
const raised = (yuan: number, { year }: Period): number => (year === 2024 ? yuan : (yuan * 105) / 100);

/** Operating income of the season, in fen: yuan × percent. */
const soldIn = ({ industry, operating, growthPercent }: Livelihood, { year, quarter }: Period): number => {
  const before = operating * ((SEASONS[industry] ?? EVEN)[quarter - 1] ?? 0);
  return year === 2024 ? before : Math.round((before * (100 + growthPercent)) / 100);
};

/** The sheet of one quarter, in fen. */
export const sheetOf = (
  life: Livelihood,
  period: Period,
  { below }: Exemplars,
): Partial<Record<IncomeItem, number>> => {
  const { person, industry, expensePercent } = life;
  const { year, quarter } = period;
  const sold = soldIn(life, period);
  // One fen a head in the whole year.
  const short = person.village === below && year === 2025 && quarter === 4 ? person.population : 0;
  const quarterly = (yuan: number): number => Math.round(raised(yuan, period) * 25);
  return {
    a1: quarterly(life.wage),
    [ITEM_OF[industry] ?? 'b1']: sold - short,
    c1: quarter === 4 ? Math.round(raised(life.property, period) * 100) : 0,
    d1: quarterly(life.transfer),
    e1: Math.round((sold * expensePercent) / 100),
  };
};
