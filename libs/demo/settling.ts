import { calendarDate } from '@kernel/calendar-date';
import {
  AssessEligibility,
  EliminateRisk,
  IdentifyMonitoring,
  RecordIndustryWill,
  RegisterHousehold,
  SetAlleviatedRecord,
  SetLowIncome,
} from '@registry/household/commands';
import { officerFor } from './officers';
import type { Office } from './office';
import { documentNo, type Person } from './people';

const SURNAMES = '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = ['建国', '秀英', '志强', '桂兰', '海燕', '永福', '春梅', '学文', '玉珍', '金凤'];

/** Registers everybody and records the facts that categories and eligibility follow from. */
export const settle = async (
  office: Office,
  people: readonly Person[],
  phase = 'households',
): Promise<void> => {
  await office.each(phase, people, async (person) => {
    await register(office, person);
    await categorise(office, person);
    await assess(office, person);
  });
};

const register = (office: Office, person: Person): Promise<unknown> => {
  const { index, householdNo, village, population, labour } = person;
  return office.send(
    RegisterHousehold,
    {
      ...{ householdNo, villageCode: village, populationCount: population, labourCount: labour },
      headName: `${SURNAMES.charAt(index % SURNAMES.length)}${GIVEN[index % GIVEN.length] ?? ''}`,
      documentNo: documentNo(index),
      phone: `1990000${String(index).padStart(4, '0')}`,
      bankCard: bankCard(index),
      source: 'NATIONAL_IMPORT',
      synthetic: true,
    },
    { by: officerFor(village, 'COUNTY', 'COUNTY_INFORMANT'), on: calendarDate('2024-01-02') },
  );
};

/** The check digit (Luhn) is one too high: no bank has this card. */
const bankCard = (index: number): string => {
  const first = `622202000000${String(index).padStart(6, '0')}`;
  const digits = Array.from(first, Number).reverse();
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? doubled(digit) : digit), 0);
  return `${first}${String((11 - (sum % 10)) % 10)}`;
};

const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);

const categorise = async (
  office: Office,
  { id, village, alleviated, monitoring, riskEliminated, lowIncome }: Person,
): Promise<void> => {
  const by = officerFor(village, 'COUNTY', 'REVITALIZATION_BUREAU');
  if (alleviated)
    await office.send(SetAlleviatedRecord, { alleviatedYear: 2019, enjoysPolicy: true }, { by, id });
  if (monitoring !== null)
    await office.send(IdentifyMonitoring, { category: monitoring, riskFactors: ['ILLNESS'] }, { by, id });
  if (riskEliminated) await office.send(EliminateRisk, {}, { by, id });
  if (lowIncome) await office.send(SetLowIncome, { kind: 'MINIMUM_LIVING' }, { by, id });
};

const assess = async (office: Office, { id, village, reasonIfNot, industry }: Person): Promise<void> => {
  const by = officerFor(village, 'COUNTY', 'COUNTY_INFORMANT');
  const judged =
    reasonIfNot === null
      ? { hasDevelopmentConditions: true, isWilling: true }
      : { hasDevelopmentConditions: false, isWilling: true, reasonIfNot };
  await office.send(AssessEligibility, judged, { by, id });
  if (industry !== null) await office.send(RecordIndustryWill, { industries: [industry] }, { by, id });
};
