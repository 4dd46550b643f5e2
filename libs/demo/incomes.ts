import { addDays, quarterEnd } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import { CorrectIncome, RecordIncome } from '@linkage/income/commands';
import { householdIncomeId } from '@linkage/income/state';
import { PublishSnapshot } from '@oversight/snapshot/commands';
import { sheetOf, type Exemplars, type Livelihood, type Period } from './livelihood';
import { HUANING, officer } from './officers';
import type { Office } from './office';

export interface Recording {
  readonly livelihoods: readonly Livelihood[];
  readonly exemplars: Exemplars;
}

/** Each quarter is recorded ten days after its end, by the village. */
export const recordQuarter = async (
  office: Office,
  { livelihoods, exemplars }: Recording,
  period: Period,
): Promise<void> => {
  const { year, quarter } = period;
  const end = quarterEnd(year, quarter);
  await office.day(addDays(end, 10));
  await office.each(`incomes ${String(year)} Q${String(quarter)}`, livelihoods, (life) => {
    const { id: householdId, population: populationCount, village } = life.person;
    const items = sheetOf(life, period, exemplars);
    const sheet = { householdId, year, quarter, populationCount, items };
    return office.send(RecordIncome, sheet, { by: officer('VILLAGE_INFORMANT', village), on: end });
  });
};

/** Publishes the growth of the year as known the day before; the day of knowledge must be over. */
export const publish = async (office: Office): Promise<string> => {
  const day = await office.day('2026-01-12');
  const plan = {
    kind: 'INCOME_GROWTH' as const,
    division: HUANING,
    asOf: quarterEnd(2025, 4),
    knownAt: addDays(day, -1),
  };
  const bulletinNo = '华双绑通报〔2026〕1号';
  const { id } = await office.send(
    PublishSnapshot,
    { ...plan, bulletinNo },
    { by: officer('COUNTY_INFORMANT') },
  );
  return id;
};

/** A figure that was published is corrected later: the bulletin stays, the difference shows. */
export const correctAfterPublication = async (
  office: Office,
  { livelihoods, exemplars }: Recording,
): Promise<string> => {
  const life = livelihoods.find(({ person }) => !Object.values(exemplars).includes(person.village));
  const { person } = life as Livelihood;
  const id = householdIncomeId(person.id, 2025);
  await office.day('2026-01-13');
  await office.send(
    CorrectIncome,
    {
      quarter: 2,
      populationCount: person.population,
      items: { a1: 100_000, b1: 200_000 },
      corrects: 'LATE_EVIDENCE',
    },
    {
      by: officer('TOWN_INFORMANT', ancestorAt(person.village, 'TOWN')),
      ...{ id, reason: '补交收购凭证' },
    },
  );
  return id;
};
