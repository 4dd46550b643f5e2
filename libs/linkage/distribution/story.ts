import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Json } from '@kernel/json';
import { entityId, guaranteed, households, schemeId, village } from '../dividend-scheme/story';
import { allocate, type Basis } from './allocation';
import { DeclareDistribution, ImportPaymentBatch } from './commands';
import type { EntitlementFacts } from './entitlement';
import type { DistributionEvent, PaidLine, WithholdingReason } from './events';
import { distributionId } from './state';

export const [from, to] = [calendarDate('2024-10-01'), calendarDate('2024-12-31')];
export const payDate = calendarDate('2025-03-20');
export const today = calendarDate('2025-03-01');
export const id = distributionId(schemeId, from, to);
export const stream = `distribution-${id}`;

export const boss = { user: 'boss', role: 'ENTITY_MANAGER', scope: village, subjectId: entityId } as const;
export const town = { user: 'town', role: 'TOWN_INFORMANT', scope: divisionCode('530424102000') } as const;
export const finance = {
  user: 'finance',
  role: 'FINANCE_BUREAU',
  scope: divisionCode('530424000000'),
} as const;
export const county = {
  user: 'county',
  role: 'COUNTY_INFORMANT',
  scope: divisionCode('530424000000'),
} as const;

/** One quarter of the guaranteed scheme for three households: 127 747.50 yuan. */
export const basis: Basis = {
  terms: guaranteed,
  equity: null,
  months: 3,
  profitFen: null,
  surplus: null,
  carriedIn: [],
};

export const declaring = (more: object = {}) =>
  Object.assign(new DeclareDistribution(), {
    schemeId,
    entityId,
    periodFrom: from,
    periodTo: to,
    payDate,
    ...more,
  });

export const schemeOf = (terms = guaranteed) => ({
  scheme: {
    ...{ phase: 'ADOPTED', entityId, agreementId: null, villageCode: village },
    ...{ version: 1, terms, equity: null, since: null },
  },
  agreement: null,
  graceDays: 5,
  others: [],
  carriedIn: [],
  isPending: false,
});

export const declared = (of: Basis = basis): DistributionEvent => ({
  type: 'DistributionDeclared',
  data: {
    ...{ distributionId: id, schemeId, schemeVersion: 1, entityId, agreementId: null, villageCode: village },
    ...of,
    ...{ periodFrom: from, periodTo: to, profitEvidence: null, payDate, graceDays: 5 },
    ...{ declaredBy: 'boss', on: today },
  },
});

export const calculated = (of: Basis = basis): readonly DistributionEvent[] => {
  const { lines, ...sums } = allocate(of);
  const data = { ...sums, lineCount: lines.length, parameters: [], on: today };
  return [
    { type: 'DividendsCalculated', data },
    { type: 'DividendLinesCalculated', data: { part: 1, lines } },
  ];
};

/** Nobody has left. */
export const entitled: EntitlementFacts = { standings: {}, targetParameters: [] };

/** The same, while what is reckoned for these is kept back. */
export const calculatedWithout = (
  reasons: Readonly<Record<string, WithholdingReason>>,
  of: Basis = basis,
): readonly DistributionEvent[] => {
  const { lines: allocated, ...sums } = allocate(of);
  const lines = allocated.map((line) => {
    const withheld = reasons[line.householdId];
    return withheld === undefined ? line : { ...line, withheld };
  });
  const withheldFen = lines.reduce(
    (sum, line) => sum + (reasons[line.householdId] === undefined ? 0 : line.amountFen),
    0,
  );
  const looked = { withheldFen, recordDate: to };
  const data = { ...sums, ...looked, lineCount: lines.length, parameters: [], on: today };
  return [
    { type: 'DividendsCalculated', data },
    { type: 'DividendLinesCalculated', data: { part: 1, lines } },
  ];
};

export const approval = (step: 1 | 2): DistributionEvent => ({
  type: 'DividendsApproved',
  data: { step, approvedBy: step === 1 ? 'town' : 'county', on: today },
});

export const withdrawn: DistributionEvent = {
  type: 'DistributionWithdrawn',
  data: { withdrawnBy: 'boss', on: today },
};

/** Declared, calculated and approved by two: what is paid from here on is due. */
export const approved = (of: Basis = basis): readonly DistributionEvent[] => [
  declared(of),
  ...calculated(of),
  approval(1),
  approval(2),
];

/** 127 747.50 yuan in three parts. */
export const EACH = 4_258_250;

export const household = (n: number): string =>
  households(n)[n - 1]?.householdId ?? derivedId('spec', 'nobody');

export const part = (n: number, amountFen = EACH): PaidLine => ({ householdId: household(n), amountFen });

export const batch = (paid: readonly PaidLine[], more: object = {}) =>
  Object.assign(new ImportPaymentBatch(), {
    ...{ batchNo: 'B1', bankTotalFen: paid.reduce((sum, { amountFen }) => sum + amountFen, 0) },
    ...{ paid, failed: [], ...more },
  });

export const imported = (paid: readonly PaidLine[], batchNo = 'B1'): DistributionEvent => ({
  type: 'PaymentBatchImported',
  data: {
    ...{ batchNo, importedBy: 'boss', bankTotalFen: paid.reduce((sum, { amountFen }) => sum + amountFen, 0) },
    ...{ paid, failed: [], on: today },
  },
});

export const paid = (
  parts: readonly PaidLine[],
  on: CalendarDate = today,
  batchNo = 'B1',
): DistributionEvent => ({
  type: 'DividendsPaid',
  data: {
    ...{ batchNo, bankTotalFen: parts.reduce((sum, { amountFen }) => sum + amountFen, 0) },
    ...{ paid: parts, on },
  },
});

export const overdue = (unpaidFen: number, householdCount: number): DistributionEvent => ({
  type: 'DividendOverdue',
  data: { unpaidFen, householdCount, on: calendarDate('2025-03-26') },
});

/** As it stands in the log. */
export const told = ({ type, data }: DistributionEvent) => ({
  stream,
  type,
  data: data as unknown as Record<string, Json>,
});

/** Where specs of other modules find what is due and paid. */
export { dividendRegister } from './projector';
