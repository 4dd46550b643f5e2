import { addDays, quarterEnd, type Quarter } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { CorrectIncome, RecordIncome } from '@linkage/income/commands';
import { Chance } from './chance';
import { PublishSnapshot } from '@oversight/snapshot/commands';
import { HUANING, officer } from './officers';
import type { Office } from './office';
import type { Person } from './people';

/** Two households alone in their villages, so that the village's figure is theirs. */
export interface Exemplars {
  /** Operating income grows by exactly 20.00 %. */
  readonly exact: Person;
  /** One fen below: prints 20.00 and is not met. */
  readonly below: Person;
}

const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];
const BASE_FEN = 195_000;

/** Whose incomes are recorded: nobody else of the exemplars' villages. */
export const recordedOf = (
  people: readonly Person[],
  count: number,
): { readonly recorded: readonly Person[]; readonly exemplars: Exemplars } => {
  // Of one person each: a fen per household is then a fen per head.
  const alone = people.filter(({ population }) => population === 1);
  const exact = alone[0] as Person;
  const below = alone.find(({ village }) => village !== exact.village) as Person;
  const taken = new Set([exact.village, below.village]);
  const rest = people.filter(({ village }) => !taken.has(village)).slice(0, count - 2);
  return { recorded: [exact, below, ...rest], exemplars: { exact, below } };
};

const itemsFor = (
  person: Person,
  { year, quarter }: { readonly year: number; readonly quarter: Quarter },
  { exact, below }: Exemplars,
): Record<string, number> => {
  if (person === exact || person === below) {
    if (year === 2024) return { b1: BASE_FEN };
    return { b1: (BASE_FEN * 120) / 100 - (person === below && quarter === 4 ? 1 : 0) };
  }
  const steady = new Chance(person.index).whole(300_000, 1_200_000);
  const drift = new Chance(person.index * 31 + year * 4 + quarter).whole(92, year === 2024 ? 108 : 128);
  const grown = Math.round((steady * drift) / 100);
  return {
    a1: Math.round(grown * 0.45),
    b1: Math.round(grown * 0.5),
    c1: 5_000,
    d1: Math.round(grown * 0.2),
    e1: Math.round(grown * 0.2),
  };
};

/** Eight quarters, each recorded ten days after its end. */
export const recordQuarter = async (
  office: Office,
  plan: {
    readonly year: number;
    readonly quarter: Quarter;
    readonly recorded: readonly Person[];
    readonly exemplars: Exemplars;
  },
): Promise<void> => {
  const { year, quarter, recorded, exemplars } = plan;
  await office.day(addDays(quarterEnd(year, quarter), 10));
  await office.each(`incomes ${String(year)} Q${String(quarter)}`, recorded, (person) =>
    office.send(
      RecordIncome,
      {
        householdId: person.id,
        year,
        quarter,
        populationCount: person.population,
        items: itemsFor(person, { year, quarter }, exemplars),
      },
      { by: officer('VILLAGE_INFORMANT', divisionCode(person.village)), on: quarterEnd(year, quarter) },
    ),
  );
};

export const allQuarters = (year: number): readonly { readonly year: number; readonly quarter: Quarter }[] =>
  QUARTERS.map((quarter) => ({ year, quarter }));

/** Publishes the growth of the year as known the day before; the day of knowledge must be over. */
export const publish = async (office: Office): Promise<string> => {
  const day = await office.day('2026-01-12');
  const plan = {
    kind: 'INCOME_GROWTH' as const,
    division: HUANING,
    asOf: quarterEnd(2025, 4),
    knownAt: addDays(day, -1),
  };
  const { id } = await office.send(
    PublishSnapshot,
    { ...plan, bulletinNo: '华双绑通报〔2026〕1号' },
    { by: officer('COUNTY_INFORMANT') },
  );
  return id;
};

/** A figure that was published is corrected later: the bulletin stays, the difference shows. */
export const correctAfterPublication = async (
  office: Office,
  person: Person,
  incomeId: string,
): Promise<void> => {
  await office.send(
    CorrectIncome,
    {
      quarter: 2,
      populationCount: person.population,
      items: { a1: 100_000, b1: 200_000 },
      corrects: 'LATE_EVIDENCE',
    },
    {
      by: officer('TOWN_INFORMANT', divisionCode(`${person.village.slice(0, 9)}000`)),
      id: incomeId,
      reason: '补交收购凭证',
    },
  );
};
