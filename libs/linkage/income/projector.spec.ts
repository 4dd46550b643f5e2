import { describe, expect, it } from '@jest/globals';
import { fen, yuanText } from '@kernel/fen';
import type { Document } from '@read-store/read-store';
import { givenEvents } from '@testing/projection';
import type { IncomeRow } from './income-row';
import { incomeFigures, incomeRegister } from './projector';
import {
  accepted,
  corrected,
  householdId,
  id,
  income,
  recorded,
  registered,
  suggested,
  told,
  village,
  withdrawn,
} from './story';

const rowOf = (documents: readonly Document[]): IncomeRow => documents[0] as unknown as IncomeRow;

describe('the book of incomes', () => {
  it('derives 36 450.00 yuan net and 9 112.50 per head of four (R37, G12)', () => {
    const row = rowOf(givenEvents(told(recorded())).project(incomeRegister).all('incomes'));
    expect(row).toMatchObject({
      ...{ id, division: village, householdId, year: 2025, recordedQuarters: 1 },
      ...{ wageFen: 1_860_000, operatingFen: 2_145_000, propertyFen: 126_000, transferFen: 487_000 },
      ...{ operatingExpenseFen: 973_000, netOperatingFen: 1_172_000 },
    });
    expect([row.netFen, row.netPerCapitaFen].map((amount) => yuanText(fen(amount ?? 0)))).toEqual([
      '36450.00',
      '9112.50',
    ]);
  });

  it('adds the quarters up, with the people at the end of the last', () => {
    const second = recorded({ quarter: 2, populationCount: 3, items: { a1: 99, e1: 200 } });
    const row = rowOf(givenEvents(told(second), told(recorded())).project(incomeRegister).all('incomes'));
    expect(row).toMatchObject({ netFen: 3_645_000 - 101, populationCount: 3, recordedQuarters: 2 });
    expect(row.quarters['2']).toMatchObject({ netFen: -101, netPerCapitaFen: -34, isNegative: true });
  });

  it('shows a corrected sheet and how often it was corrected', () => {
    const after = corrected({ items: { a1: 100 } });
    const row = rowOf(givenEvents(told(recorded()), told(after)).project(incomeRegister).all('incomes'));
    expect(row.quarters['1']).toMatchObject({ netFen: 100, corrections: 1, netPerCapitaFen: 25 });
  });

  it('shows suggestions apart from income', () => {
    const book = givenEvents(told(suggested)).project(incomeRegister);
    expect(rowOf(book.all('incomes'))).toMatchObject({ netFen: 0, recordedQuarters: 0, openSuggestions: 1 });
    const decided = givenEvents(told(suggested), told(accepted)).project(incomeRegister);
    expect(rowOf(decided.all('incomes'))).toMatchObject({
      openSuggestions: 0,
      suggestions: [{ amountFen: 57_246, item: 'c1', state: 'ACCEPTED' }],
    });
  });
});

describe('the book of a household of which a suggestion was withdrawn', () => {
  const counted = recorded({ items: { c1: 57_246 } });
  const book = (...events: Parameters<typeof told>[0][]) =>
    rowOf(
      givenEvents(...events.map((event) => told(event)))
        .project(incomeRegister)
        .all('incomes'),
    );

  it('says how much, why, and what is left of it', () => {
    expect(book(suggested, withdrawn({ amountFen: 7_246, leftFen: 50_000 }))).toMatchObject({
      ...{ openSuggestions: 1, awaitsCorrection: false },
      suggestions: [
        {
          ...{ state: 'OPEN', amountFen: 50_000, withdrawnFen: 7_246 },
          withdrawnBecause: 'OVERPAYMENT_RECLAIMED',
        },
      ],
    });
    expect(book(suggested, withdrawn())).toMatchObject({
      openSuggestions: 0,
      suggestions: [{ state: 'WITHDRAWN', amountFen: 0, withdrawnFen: 57_246 }],
    });
  });

  it('keeps the figures and waits for the village where a sheet counts it', () => {
    expect(book(suggested, accepted, counted, withdrawn())).toMatchObject({
      ...{ awaitsCorrection: true, propertyFen: 57_246 },
      quarters: { '1': { propertyFen: 57_246, toCorrect: { c1: 57_246 } } },
    });
    const after = corrected({ items: { c1: 0 } });
    expect(book(suggested, accepted, counted, withdrawn(), after)).toMatchObject({
      ...{ awaitsCorrection: false, propertyFen: 0 },
      quarters: { '1': { toCorrect: {}, corrections: 1 } },
    });
  });
});

describe('the dossiers behind the figures', () => {
  it('hold every fact with the day it became known', () => {
    const sheet = income(1, [2025, 1], { b1: 100 });
    const [dossier] = givenEvents(...registered(1), sheet)
      .project(incomeFigures)
      .all('income-household');
    expect(dossier).toMatchObject({
      ...{ id: householdId, householdNo: 'H1', divisions: [village] },
      periods: ['2025Q1', '2025Q2', '2026Q1'],
      facts: [
        { kind: 'VILLAGE', recorded: '2023-01-05', on: '2023-01-01' },
        { kind: 'GROUP', group: 'ALLEVIATED', belongs: true },
        { kind: 'INCOME', recorded: '2025-04-10', period: '2025Q1' },
      ],
    });
  });

  it('leave out what says nothing of places, groups or incomes', () => {
    const stream = `household-${householdId}`;
    const other = { stream, type: 'HeadChanged', data: { on: '2025-01-01' } };
    const suggestion = told(suggested);
    expect(givenEvents(other, suggestion).project(incomeFigures).all('income-household')).toEqual([]);
  });
});
