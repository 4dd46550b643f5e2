import type { CalendarDate } from '@kernel/calendar-date';
import { changed, register, type Registered } from '@projection/fold';
import { holdings } from './equity';
import type { Beneficiary, DividendSchemeEvent, Equity, SchemeTerms } from './events';

/** A household of the scheme; its part of the fiscal money where that is counted as shares. */
export type Holder = Beneficiary & { readonly equityFen: number | null };

/** One line of the book of schemes (分红方案台账). */
export type DividendSchemeRow = Registered & {
  /** Home village of the entity. */
  readonly division: string;
  readonly entityId: string;
  readonly agreementId: string | null;
  readonly state: 'DRAFT' | 'ADOPTED';
  readonly version: number;
  readonly mode: string;
  readonly terms: Omit<SchemeTerms, 'beneficiaries'>;
  readonly holders: readonly Holder[];
  readonly householdIds: readonly string[];
  readonly householdCount: number;
  readonly equity: Equity | null;
  readonly minutesRef: string | null;
  readonly adoptedOn: CalendarDate | null;
};

const written = ({ beneficiaries, ...terms }: SchemeTerms) => ({
  ...({ state: 'DRAFT', mode: terms.mode, terms, equity: null, minutesRef: null, adoptedOn: null } as const),
  holders: beneficiaries.map((beneficiary) => ({ ...beneficiary, equityFen: null })),
  householdIds: beneficiaries.map(({ householdId }) => householdId),
  householdCount: beneficiaries.length,
});

const withEquity = (holders: readonly Holder[], equity: Equity | null): readonly Holder[] => {
  if (equity === null) return holders;
  const parts = holdings(equity.poolFen, holders);
  return holders.map((holder, index) => ({ ...holder, equityFen: parts[index] ?? null }));
};

export const dividendSchemeRegister = register<DividendSchemeEvent, DividendSchemeRow>({
  name: 'dividend-scheme',
  version: 2,
  categories: ['dividendScheme'],
  collection: 'dividend-schemes',
  indexes: [
    { fields: ['division'] },
    { fields: ['entityId'] },
    { fields: ['agreementId'] },
    { fields: ['householdIds'] },
  ],
  arrays: ['householdIds'],
  on: {
    DividendSchemeDrafted: (_none, { data }) => ({
      ...{ division: data.villageCode, entityId: data.entityId, agreementId: data.agreementId, version: 1 },
      ...written(data.terms),
    }),
    DividendSchemeAdopted: changed((row, { data }) => ({
      ...{ state: 'ADOPTED', equity: data.equity, minutesRef: data.minutesRef, adoptedOn: data.on },
      holders: withEquity(row.holders, data.equity),
    })),
    DividendSchemeRevised: changed((_row, { data }) => ({
      ...{ version: data.version },
      ...written(data.terms),
    })),
    DividendSchemeEntitySucceeded: changed((_row, { data }) => ({
      ...{ entityId: data.successorId, division: data.villageCode },
    })),
  },
});
