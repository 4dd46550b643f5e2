import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { parameterId } from '@registry/parameter/state';
import { entry } from '@registry/parameter/story';
import { command } from '@testing/decider';
import type { Happening } from '@testing/events';
import { AdoptDividendScheme, DraftDividendScheme, ReviseDividendScheme } from './commands';
import { quantified } from './equity';
import type { Beneficiary, DividendSchemeEvent, SchemeTerms } from './events';
import type { AdoptionFacts, DraftingFacts } from './facts';

export const village = divisionCode('530424102201');
export const schemeId = derivedId('spec', 'scheme');
export const entityId = derivedId('spec', 'cooperative');
const march = calendarDate('2025-03-01');

/** 户1 … 户n, one share each. */
export const households = (count: number, shares = 1): readonly Beneficiary[] =>
  Array.from({ length: count }, (_, index) => ({
    householdId: derivedId('spec', 'household', index + 1),
    householdNo: `5304240${String(index + 1).padStart(4, '0')}`,
    villageCode: village,
    shares,
  }));

/** 8 516 500.00 yuan at 6 % a year (满城). */
export const guaranteed: SchemeTerms = {
  mode: 'GUARANTEED',
  principalFen: 851_650_000,
  annualRate: { numerator: 6, denominator: 100 },
  poolShare: null,
  fiscalFundFen: null,
  patronageShare: null,
  beneficiaries: households(3),
  timesPerYear: 4,
  payDay: '12-20',
};

/** 1 000 000.00 yuan of fiscal money for 47 households (R13). */
export const fiscal: SchemeTerms = {
  ...guaranteed,
  ...{ principalFen: 100_000_000, fiscalFundFen: 100_000_000, beneficiaries: households(47) },
};

/** R15: a cooperative that refunds 70 % by transaction volume. */
export const surplus: SchemeTerms = {
  ...guaranteed,
  ...{ mode: 'COOPERATIVE_SURPLUS', principalFen: 0, annualRate: null },
  ...{ patronageShare: { numerator: 70, denominator: 100 }, beneficiaries: households(2) },
};

/** What the drafter would send for these terms. */
export const partOf = (terms: SchemeTerms, more: object = {}): object => {
  const { beneficiaries, ...others } = terms;
  const told = Object.entries(others).filter(([, value]) => value !== null);
  const named = beneficiaries.map(({ householdId, shares }) => ({ householdId, shares }));
  return { ...Object.fromEntries(told), beneficiaries: named, ...more };
};

export const draftOf = (terms: object) => Object.assign(new DraftDividendScheme(), { entityId, terms });
export const reviseTo = (terms: object) => Object.assign(new ReviseDividendScheme(), { terms });
export const adopting = command(AdoptDividendScheme, { minutesRef: '盘溪村民代表会议纪要〔2025〕3号' });

export const drafted = (terms: SchemeTerms): DividendSchemeEvent => ({
  type: 'DividendSchemeDrafted',
  data: { schemeId, entityId, agreementId: null, villageCode: village, terms, draftedBy: 'boss', on: march },
});

export const adopted = (version = 1): DividendSchemeEvent => ({
  type: 'DividendSchemeAdopted',
  data: {
    ...{ minutesRef: '盘溪村民代表会议纪要〔2025〕3号', version, adoptedBy: 'committee', equity: null },
    on: march,
  },
});

const active = { entity: { phase: 'ACTIVE', villageCode: village }, agreement: null };

export const knowingHouseholds = (terms: SchemeTerms): DraftingFacts => ({
  ...active,
  households: Object.fromEntries(
    terms.beneficiaries.map(({ householdId, householdNo, villageCode }) => [
      householdId,
      { householdNo, villageCode, hasVanished: false },
    ]),
  ),
});

export const atAdoption: AdoptionFacts = {
  ...active,
  ...{ patronageMinimum: null, equityRule: null, leastTimesPerYear: 1 },
};

export const seventyPercent = {
  householdShare: { numerator: 70, denominator: 100 },
  residualHolder: 'VILLAGE_COLLECTIVE',
  parameters: [
    { key: 'equity.householdShareOfFiscalFund', source: '商洛市办法 第六条' },
    { key: 'equity.residualHolder', source: '县政府〔2025〕2号' },
  ],
};

const decided = (key: string, value: unknown): Happening => ({
  ...{ stream: `parameter-${parameterId(key)}`, type: 'PolicyParameterSet' },
  data: { ...entry(key, { key, value: value as never }) },
});

/** The same as the county decided it. */
export const percents = [
  decided('equity.householdShareOfFiscalFund', seventyPercent.householdShare),
  decided('equity.residualHolder', seventyPercent.residualHolder),
];

/** A decision of the scheme as it stands in the log. */
export const ofScheme = ({ type, data }: DividendSchemeEvent): Happening => ({
  ...{ stream: `dividendScheme-${schemeId}`, type, data },
});

/** Fiscal money as it is counted with 70 % for the households. */
export const equityOf = (fundFen: number) => quantified(fundFen, seventyPercent);
