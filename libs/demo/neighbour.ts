import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Industry } from '@kernel/linkage';
import { Chance } from './chance';
import { chain, firmOf, found, type Firm, type FirmPlan } from './economy';
import type { Office } from './office';
import { householdOf, SECTORS, type Person } from './people';
import { settle } from './settling';
import type { Neighbourhood } from './size';
import { bind, tieOf } from './ties';

/** Beyond every number that the demonstration's own county uses. */
const FIRST = 5_000;
const HOUSEHOLDS_PER_COOPERATIVE = 100;

export const planNeighbours = (count: number, villages: readonly DivisionCode[]): readonly Person[] => {
  const chance = new Chance(20_250_411);
  return Array.from({ length: count }, (_, place) => {
    const population = chance.whole(1, 6);
    return {
      ...householdOf(FIRST + place, '411423'),
      ...{ village: chance.pick(villages), population, labour: Math.min(2, population), industry: null },
      ...{ alleviated: true, monitoring: null, riskEliminated: false, lowIncome: false, reasonIfNot: null },
    };
  });
};

/** One cooperative for every hundred households, all of them selling to one enterprise. */
const planFirms = (households: number, villages: readonly DivisionCode[]) => {
  const planned = (kind: FirmPlan['kind'], index: number): FirmPlan => ({
    ...{ kind, index, village: villages[(index * 17) % villages.length] as DivisionCode },
    industry: SECTORS[index % SECTORS.length] as Industry,
  });
  return {
    cooperatives: Array.from({ length: Math.ceil(households / HOUSEHOLDS_PER_COOPERATIVE) }, (_, index) =>
      planned('COOPERATIVE', index),
    ),
    enterprise: { ...planned('LEADING_ENTERPRISE', 0), level: 'PROVINCIAL' as const },
  };
};

/**
 * 宁陵县, where all households but one are covered: 1 999 of 2 000 prints as 99.95 and is not met (R01).
 * @returns the household that is missing
 */
export const tellNeighbour = async (
  office: Office,
  { eligible, bound }: Neighbourhood,
  villages: readonly DivisionCode[],
): Promise<string> => {
  const people = planNeighbours(eligible, villages);
  const { cooperatives, enterprise } = planFirms(eligible, villages);
  await settle(office, people, 'households of 宁陵县');
  await office.each('entities of 宁陵县', [...cooperatives, enterprise], (plan) => found(office, plan));
  const firms = cooperatives.map(firmOf);
  await office.each('enterprise bindings of 宁陵县', firms, (cooperative) =>
    chain(office, { cooperative, enterprise: firmOf(enterprise) }),
  );
  await office.each('household bindings of 宁陵县', people.slice(0, bound), (person, place) => {
    const firm = firms[place % firms.length] as Firm;
    return bind(office, tieOf(person, firm, 2024), calendarDate('2024-01-02'));
  });
  return people[bound]?.id ?? '';
};
