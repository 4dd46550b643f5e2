import type { Actor } from '@kernel/actor';
import { ancestorAt, divisionCode, type DivisionCode } from '@kernel/division-code';
import { found, type Firm } from '@demo/economy';
import { foundation } from '@demo/foundation';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import type { Person } from '@demo/people';
import { settle } from '@demo/settling';
import { householdId } from '@registry/household/state';

const LIST = `code,name
530424000000,华宁县
530424102000,盘溪镇
530424102205,九甸村民委员会
530424102208,新村村民委员会
530424102210,平坝村民委员会
530424102211,磨沙塘村民委员会
530424102213,小龙潭村民委员会
530424102216,矣得村民委员会
530424102217,富民村民委员会
`;

/** Where households and cooperatives live, both in one town; and a village that will be merged into another. */
export const HOME = divisionCode('530424102208');
export const NEXT = divisionCode('530424102213');
export const DOOMED = divisionCode('530424102211');
export const HEIR = divisionCode('530424102210');

export const town = (user?: string): Actor =>
  officer('TOWN_INFORMANT', ancestorAt(HOME, 'TOWN'), user ?? 'town-clerk');

export const clerkOf = ({ village }: { readonly village: DivisionCode }): Actor =>
  officer('VILLAGE_INFORMANT', village);

export const person = (index: number, village: DivisionCode): Person => {
  const householdNo = `530424${String(800_000 + index)}`;
  return {
    ...{ index: 900 + index, householdNo, id: householdId(householdNo), village },
    ...{ population: 4, labour: 2, industry: 'FRUIT', reasonIfNot: null },
    ...{ alleviated: true, monitoring: null, riskEliminated: false, lowIncome: false },
  };
};

/** Who plays: three households that stay with the orchard, one that leaves it, one that waits, one that moves and is gone. */
export interface Cast {
  readonly staying: readonly [Person, Person, Person];
  readonly leaving: Person;
  readonly waiting: Person;
  readonly moving: Person;
  /** Bound when it moves to the next village. */
  readonly wandering: Person;
  /** Whose son leaves for a household of his own. */
  readonly parting: Person;
  /** Of whom much was written down wrongly. */
  readonly mistaken: Person;
  /** Booked for another household: monitored, and gone. */
  readonly confused: Person;
  /** A cooperative that will be revoked, one that takes over, one that is dissolved. */
  readonly orchard: Firm;
  readonly heir: Firm;
  readonly dissolved: Firm;
  readonly enterprise: Firm;
}

export const gather = async (office: Office): Promise<Cast> => {
  await foundation(office, { [HUANING]: LIST });
  const staying = [person(1, HOME), person(2, NEXT), person(3, HOME)] as const;
  const [leaving, waiting, moving] = [person(4, NEXT), person(5, HOME), person(6, DOOMED)] as const;
  const [wandering, parting, mistaken] = [person(7, NEXT), person(8, HOME), person(9, HOME)];
  const confused = person(10, HOME);
  await settle(office, [...staying, leaving, waiting, moving, wandering, parting, mistaken, confused]);
  const cooperative = (index: number) =>
    found(office, { kind: 'COOPERATIVE', index, village: HOME, industry: 'FRUIT' });
  return {
    ...{ staying: [...staying], leaving, waiting, moving, wandering, parting, mistaken, confused },
    ...{ orchard: await cooperative(901), heir: await cooperative(902), dissolved: await cooperative(903) },
    enterprise: await found(office, {
      kind: 'LEADING_ENTERPRISE',
      index: 904,
      village: NEXT,
      industry: 'FRUIT',
    }),
  };
};
