import { addDays, calendarDate, quarterEnd, type Quarter } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Json } from '@kernel/json';
import type { Projector } from '@projection/projector';
import { put } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { Happening } from '@testing/events';
import { RecordIncome } from './commands';
import type { IncomeEvent } from './events';
import type { Items } from '@kernel/income-formula';
import { householdIncomeId } from './state';

export { incomeRegister as incomeBook } from './projector';

export const county = divisionCode('530424000000');
export const town = divisionCode('530424102000');
export const village = divisionCode('530424102201');
export const otherVillage = divisionCode('530424103202');
export const today = calendarDate('2025-04-10');
export const informant = { user: 'informant', role: 'VILLAGE_INFORMANT', scope: village } as const;
export const householdId = derivedId('spec', 'household', 1);
export const id = householdIncomeId(householdId, 2025);

/** R37, the year as one sheet: 36 450.00 yuan net for four people. */
export const sheet: Items = { a1: 1_860_000, b1: 2_145_000, c2: 126_000, d3: 487_000, e1: 973_000 };

export const recording = (more: object = {}) =>
  Object.assign(new RecordIncome(), {
    ...{ householdId, year: 2025, quarter: 1, populationCount: 4, items: sheet, ...more },
  });

type Sheet = Extract<IncomeEvent, { readonly type: 'IncomeRecorded' }>['data'];

export const recorded = (more: Partial<Sheet> = {}): IncomeEvent => ({
  type: 'IncomeRecorded',
  data: {
    ...{ householdId, year: 2025, quarter: 1, villageCode: village, populationCount: 4, items: sheet },
    ...{ outlierComment: null, on: today, ...more },
  },
});

export const corrected = (
  more: Partial<Extract<IncomeEvent, { readonly type: 'IncomeCorrected' }>['data']> = {},
): IncomeEvent => ({
  type: 'IncomeCorrected',
  data: {
    ...{ householdId, year: 2025, quarter: 1, villageCode: village, populationCount: 4, items: sheet },
    ...{ corrects: 'RECORDING_ERROR', on: today, ...more },
  },
});

export const voided: IncomeEvent = {
  type: 'IncomeVoided',
  data: { householdId, year: 2025, quarter: 1, villageCode: village, on: today },
};

export const suggestionId = derivedId('spec', 'suggestion');

export const suggested: IncomeEvent = {
  type: 'IncomeSuggested',
  data: {
    ...{ suggestionId, householdId, year: 2025, quarter: 1, villageCode: village },
    ...{ item: 'c1', amountFen: 57_246, source: 'distribution-d1', on: today },
  },
};

export const accepted: IncomeEvent = { type: 'SuggestionAccepted', data: { suggestionId, on: today } };

/** Taken back of it: all, unless told otherwise. */
export const withdrawn = (
  more: Partial<Extract<IncomeEvent, { readonly type: 'SuggestionWithdrawn' }>['data']> = {},
): IncomeEvent => ({
  type: 'SuggestionWithdrawn',
  data: {
    ...{ suggestionId, amountFen: 57_246, leftFen: 0, cause: 'OVERPAYMENT_RECLAIMED', on: today },
    ...more,
  },
});

const noonOf = (day: string): string => `${day}T04:00:00.000Z`;

/** As it stands in the log of the household's year. */
export const told = ({ type, data }: IncomeEvent, stream = `householdIncome-${id}`): Happening => ({
  stream,
  type,
  data: data,
});

/** A household of the register, alleviated unless told otherwise. */
export const registered = (
  n: number,
  villageCode = village,
  groups = ['AlleviatedRecordSet'],
): Happening[] => {
  const stream = `household-${derivedId('spec', 'household', n)}`;
  const on = '2023-01-01';
  const recordedAt = noonOf('2023-01-05');
  return [
    { stream, type: 'HouseholdRegistered', data: { householdNo: `H${n}`, villageCode, on }, recordedAt },
    ...groups.map((type) => ({ stream, type, data: { on }, recordedAt })),
  ];
};

interface Telling {
  readonly known?: string;
  readonly people?: number;
  readonly type?: 'IncomeCorrected' | 'IncomeVoided';
}

/** A quarter's sheet of one household, known from a day on: 10 days after the quarter unless told otherwise. */
export const income = (
  n: number,
  [year, quarter, more = {}]: readonly [number, Quarter, Telling?],
  items: Items,
): Happening => {
  const household = derivedId('spec', 'household', n);
  const { known = addDays(quarterEnd(year, quarter), 10), people = 1, type = 'IncomeRecorded' } = more;
  const data = {
    householdId: household,
    year,
    quarter,
    villageCode: village,
    populationCount: people,
    items,
  };
  const stream = `householdIncome-${householdIncomeId(household, year)}`;
  return { stream, type, data: { ...data, on: known }, recordedAt: noonOf(known) };
};

/** The county's parameters as their view shows them. */
export const parameterView: Projector = {
  name: 'parameter',
  version: 1,
  categories: ['parameter'],
  collections: { parameters: { indexes: [] } },
  needs: ({ data }) => [{ collection: 'parameters', id: data['key'] as string }],
  project: ({ data, metadata }, documents) => {
    const id = data['key'] as string;
    const before = documents.get<Document & { entries: Json[] }>('parameters', id)?.entries ?? [];
    const entry = { ...data, recordedAt: metadata['recordedAt'] ?? null };
    return [put('parameters', { id, entries: [...before, entry] })];
  },
};

/** Who the target households are, decided as S4 has it. */
export const targetsDecided = (): readonly Happening[] => [
  decided('coverage.targetCategories', ['ALLEVIATED', 'MONITORED']),
  decided('coverage.includeRiskEliminated', true),
];

export const decided = (key: string, value: Json, more: object = {}): Happening => ({
  stream: `parameter-${key}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: key, key, scope: county, value, effectiveFrom: '2023-01-01', effectiveTo: null },
    ...{ sourceDocument: '曲靖市通知', clause: null, approvedBy: '县政府' },
    ...more,
  },
  recordedAt: noonOf('2023-01-02'),
});
