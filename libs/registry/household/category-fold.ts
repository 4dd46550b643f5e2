import type { CalendarDate } from '@kernel/calendar-date';
import type { HouseholdEvent, LowIncomeKind, MonitoringCategory, Restored } from './events';

/** What the categories of a household follow from, and since when it is so. */
export interface Categorised {
  readonly alleviated: boolean;
  /** Days of the records that say so. */
  readonly alleviatedOn: readonly CalendarDate[];
  readonly monitoring: { readonly category: MonitoringCategory; readonly riskEliminated: boolean } | null;
  /** Day of the last identification, elimination or reopening. */
  readonly monitoringSince: CalendarDate | null;
  readonly lowIncome: LowIncomeKind | null;
  /** Day from which it is of that kind or, once it was of one, of none. */
  readonly lowIncomeSince: CalendarDate | null;
}

export const UNCATEGORISED: Categorised = {
  alleviated: false,
  alleviatedOn: [],
  monitoring: null,
  monitoringSince: null,
  lowIncome: null,
  lowIncomeSince: null,
};

export type OfCategory = Extract<
  HouseholdEvent,
  {
    readonly type:
      `AlleviatedRecord${string}` | `Monitoring${string}` | 'RiskEliminated' | `LowIncome${string}`;
  }
>;

const risk = ({ monitoring, monitoringSince }: Categorised, riskEliminated: boolean, on: CalendarDate) =>
  monitoring === null
    ? { monitoring, monitoringSince }
    : { monitoring: { ...monitoring, riskEliminated }, monitoringSince: on };

const restored = (before: Restored | null): Pick<Categorised, 'monitoring' | 'monitoringSince'> => {
  if (before === null) return { monitoring: null, monitoringSince: null };
  const { category, riskEliminated, since } = before;
  return { monitoring: { category, riskEliminated }, monitoringSince: since };
};

/** What of it the event changes. */
export const categorised = (before: Categorised, { type, data }: OfCategory): Partial<Categorised> => {
  const { on } = data;
  switch (type) {
    case 'AlleviatedRecordSet':
      return { alleviated: true, alleviatedOn: [...before.alleviatedOn, on] };
    case 'AlleviatedRecordVoided':
      return { alleviated: false, alleviatedOn: [] };
    case 'MonitoringIdentified':
      return { monitoring: { category: data.category, riskEliminated: false }, monitoringSince: on };
    case 'RiskEliminated':
      return risk(before, true, on);
    case 'MonitoringReopened':
      return risk(before, false, on);
    case 'MonitoringVoided':
      return restored(data.restored);
    case 'LowIncomeSet':
      return { lowIncome: data.kind, lowIncomeSince: on };
    case 'LowIncomeCleared':
      return { lowIncome: null, lowIncomeSince: on };
  }
};
