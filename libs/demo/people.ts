import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import {
  AssessEligibility,
  EliminateRisk,
  IdentifyMonitoring,
  RecordIndustryWill,
  RegisterHousehold,
  SetAlleviatedRecord,
  SetLowIncome,
} from '@registry/household/commands';
import { checkDigit } from '@registry/household/document-no';
import type { IneligibilityReason, MonitoringCategory } from '@registry/household/events';
import { householdId } from '@registry/household/state';
import { Chance } from './chance';
import { HUANING, officer } from './officers';
import type { Office } from './office';
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
  readonly industry: Industry;
  readonly alleviated: boolean;
  readonly monitoring: MonitoringCategory | null;
  readonly riskEliminated: boolean;
  readonly lowIncome: boolean;
  readonly eligible: boolean;
}

const MONITORED: readonly MonitoringCategory[] = [
  'UNSTABLE_ALLEVIATED',
  'UNSTABLE_ALLEVIATED',
  'MARGINAL',
  'SUDDEN_HARDSHIP',
];
const REASONS: readonly IneligibilityReason[] = [
  'NO_LABOUR',
  'STABLE_EMPLOYMENT',
  'AGE_OR_ILLNESS',
  'WHOLE_FAMILY_AWAY',
];
const SURNAMES = '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = ['建国', '秀英', '志强', '桂兰', '海燕', '永福', '春梅', '学文', '玉珍', '金凤'];

/** Check digit valid, area 999999 not assigned: nobody has this number. */
export const documentNo = (index: number): string => {
  const first = `99999919${String(60 + (index % 40))}0${String(1 + (index % 9))}1${String(index % 10)}${String(index % 1_000).padStart(3, '0')}`;
  return first + checkDigit(first);
};

/** Everybody, in a fixed order: the eligible first among those who are targets, so that the figures are known beforehand. */
export const planPeople = (size: Size, villages: readonly DivisionCode[]): readonly Person[] => {
  const chance = new Chance(20_240_102);
  const total = size.monitored + size.alleviated + size.lowIncome;
  return Array.from({ length: total }, (_, index): Person => {
    const isMonitored = index < size.monitored;
    const isTarget = index < size.monitored + size.alleviated;
    const monitoring = isMonitored ? (MONITORED[index % MONITORED.length] ?? null) : null;
    const householdNo = `530424${String(100_000 + index)}`;
    return {
      index,
      householdNo,
      id: householdId(householdNo),
      village: chance.pick(villages),
      population: chance.whole(1, 6),
      industry: chance.pick(SECTORS),
      alleviated: isTarget && monitoring !== 'MARGINAL',
      monitoring,
      riskEliminated: isMonitored && index % 5 < 3,
      lowIncome: !isTarget,
      eligible: index < size.eligible,
    };
  });
};

/** Registers everybody and records the facts that categories and eligibility follow from. */
export const settle = async (office: Office, people: readonly Person[]): Promise<void> => {
  await office.each('households', people, async (person) => {
    await office.send(
      RegisterHousehold,
      {
        householdNo: person.householdNo,
        villageCode: person.village,
        populationCount: person.population,
        labourCount: Math.min(person.population, person.eligible ? 2 : 0),
        headName: `${SURNAMES.charAt(person.index % SURNAMES.length)}${GIVEN[person.index % GIVEN.length] ?? ''}`,
        documentNo: documentNo(person.index),
        phone: `1990000${String(person.index).padStart(4, '0')}`,
        source: 'NATIONAL_IMPORT',
        synthetic: true,
      },
      { by: officer('COUNTY_INFORMANT'), on: calendarDate('2024-01-02') },
    );
    await categorise(office, person);
    await assess(office, person);
  });
};

const categorise = async (
  office: Office,
  { id, alleviated, monitoring, riskEliminated, lowIncome }: Person,
): Promise<void> => {
  const by = officer('REVITALIZATION_BUREAU');
  if (alleviated)
    await office.send(SetAlleviatedRecord, { alleviatedYear: 2019, enjoysPolicy: true }, { by, id });
  if (monitoring !== null)
    await office.send(IdentifyMonitoring, { category: monitoring, riskFactors: ['因病'] }, { by, id });
  if (riskEliminated) await office.send(EliminateRisk, {}, { by, id });
  if (lowIncome) await office.send(SetLowIncome, { kind: 'MINIMUM_LIVING' }, { by, id });
};

const assess = async (office: Office, { id, index, eligible, industry }: Person): Promise<void> => {
  const by = officer('COUNTY_INFORMANT', HUANING);
  const reasonIfNot = REASONS[index % REASONS.length] ?? 'OTHER';
  const judged = eligible
    ? { hasDevelopmentConditions: true, isWilling: true }
    : { hasDevelopmentConditions: false, isWilling: true, reasonIfNot };
  await office.send(AssessEligibility, judged, { by, id });
  if (eligible) await office.send(RecordIndustryWill, { industries: [industry] }, { by, id });
};
