import type { CalendarDate } from '@kernel/calendar-date';
import type { Own, Registered } from '@projection/fold';
import { displayCategory, targetGroups } from './category';
import type { LowIncomeKind, MonitoringCategory, Related, Restored } from './events';

type Monitoring = {
  readonly category: MonitoringCategory;
  readonly identifiedOn: CalendarDate;
  readonly riskEliminated: boolean;
  /** Null while the risk lasts. */
  readonly eliminatedOn: CalendarDate | null;
};

/** One line of the household register. Nothing personal: name, document, phone and card stay sealed, beside it. */
export type HouseholdRow = Registered & {
  readonly division: string;
  readonly householdNo: string;
  readonly group: string | null;
  readonly populationCount: number;
  readonly labourCount: number;
  /** Under whose key the head is; null where it is the household's. */
  readonly headId: string | null;
  /** Those who are written down, by what they are to the head. */
  readonly members: readonly Related[];
  readonly synthetic: boolean;
  readonly alleviated: boolean;
  /** As the last record says; null of who never was registered poor. */
  readonly alleviatedYear: number | null;
  readonly enjoysPolicy: boolean | null;
  readonly monitoring: Monitoring | null;
  /** From what it was last found to suffer; null where it is not monitored. */
  readonly riskFactors: readonly string[] | null;
  readonly lowIncome: LowIncomeKind | null;
  readonly category: string;
  /** Every group it belongs to, those whose risk was eliminated included. */
  readonly groups: readonly string[];
  readonly eligible: boolean;
  readonly hasDevelopmentConditions: boolean | null;
  readonly isWilling: boolean | null;
  readonly reasonIfNot: string | null;
  readonly assessedOn: string | null;
  readonly industries: readonly string[];
  readonly vanished: boolean;
  /** The household that its people left by 分户; null of every other. */
  readonly splitFrom: string | null;
  /** Households of those who left this one by 分户. */
  readonly splitInto: readonly string[];
};

export type Fields = Own<HouseholdRow>;

/** With what follows from it. */
export const derived = (row: Fields): Fields => ({
  ...row,
  category: displayCategory(row),
  groups: targetGroups(row, true),
  eligible: row.hasDevelopmentConditions === true && row.isWilling === true && !row.vanished,
});

export const withRisk = ({ monitoring }: Fields, eliminatedOn: CalendarDate | null): Partial<Fields> =>
  monitoring === null
    ? {}
    : { monitoring: { ...monitoring, riskEliminated: eliminatedOn !== null, eliminatedOn } };

export const asBefore = ({ category, identifiedOn, riskEliminated, since }: Restored): Monitoring => ({
  ...{ category, identifiedOn, riskEliminated },
  eliminatedOn: riskEliminated ? since : null,
});

export const UNASSESSED = {
  alleviated: false,
  alleviatedYear: null,
  enjoysPolicy: null,
  monitoring: null,
  riskFactors: null,
  lowIncome: null,
  category: 'GENERAL',
  groups: ['GENERAL'],
  eligible: false,
  hasDevelopmentConditions: null,
  isWilling: null,
  reasonIfNot: null,
  assessedOn: null,
  industries: [],
  members: [],
  vanished: false,
  splitInto: [],
} as const;
