import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { givenEvents } from '@testing/projection';
import type { Happening } from '@testing/events';
import { dividendPromises } from './projector';
import { declaredIn, yearsOwed, type DividendPromise } from './promise';
import { amended, declared, drafted, expired, inForce, terminated, withdrawn } from './story';

const promiseOf = (...happenings: readonly Happening[]): DividendPromise => {
  const [promise] = givenEvents(...happenings)
    .project(dividendPromises)
    .all('dividend-promises');
  return promise as unknown as DividendPromise;
};

describe('the number of an agreement that owes a dividend', () => {
  it('is that of today, where it was given another by mistake', () => {
    const told = (type: string, data: Happening['data'] = {}): Happening => ({
      ...{ stream: drafted().stream, type },
      data,
    });
    const concluded = told('AgreementConcluded', { agreementNo: '8号', on: '2023-02-20' });
    const corrected = told('AgreementNoCorrected', { agreementNo: '7号', formerNo: '8号', on: '2023-02-21' });
    expect(promiseOf(drafted(), concluded).agreementNo).toBe('8号');
    expect(promiseOf(drafted(), concluded, corrected).agreementNo).toBe('7号');
  });
});

describe('years in which an agreement owed a dividend (R14)', () => {
  const owed = (today: string, ...happenings: readonly Happening[]) =>
    yearsOwed(promiseOf(drafted(), ...happenings), calendarDate(today));

  it('are those that are over and on whose agreed payment day it was in force', () => {
    expect(owed('2025-12-31', inForce('2023-03-01'))).toEqual([2023, 2024]);
    expect(owed('2026-01-01', inForce('2023-03-01'))).toEqual([2023, 2024, 2025]);
    expect(owed('2026-01-01', inForce('2023-12-20'))).toEqual([2023, 2024, 2025]);
    expect(owed('2026-01-01', inForce('2023-12-21'))).toEqual([2024, 2025]);
    expect(owed('2026-01-01')).toEqual([]);
  });

  it('end with it, and with its term where nothing has ended it', () => {
    const life = (...more: readonly Happening[]) => owed('2029-01-01', inForce('2023-03-01'), ...more);
    expect(life(terminated('2024-12-20'))).toEqual([2023]);
    expect(life(terminated('2024-12-21'))).toEqual([2023, 2024]);
    expect(life(expired('2025-03-01'))).toEqual([2023, 2024]);
    expect(life()).toEqual([2023, 2024, 2025, 2026]);
  });

  it('are none of an agreement that pays rents, wages or prices', () => {
    const rent = promiseOf(drafted({ distributionMode: 'FIXED_RENT' }), inForce('2023-03-01'));
    expect(yearsOwed(rent, calendarDate('2026-01-01'))).toEqual([]);
  });

  it('are owed by the entity that stays, where its own was merged into that', () => {
    const passed: Happening = {
      ...{ stream: drafted().stream, type: 'AgreementEntitySucceeded' },
      data: { successorId: 'heir', entityVillage: '530424102209' },
    };
    const promise = promiseOf(drafted(), inForce('2023-03-01'), passed);
    expect(promise).toMatchObject({ entityId: 'heir', division: '530424102209' });
    expect(yearsOwed(promise, calendarDate('2025-12-31'))).toEqual([2023, 2024]);
  });

  it('are judged by the paper as it stood on that day', () => {
    const to = (mode: string, day: string) =>
      owed('2026-01-01', inForce('2023-03-01'), amended(day, { distributionMode: mode }));
    expect(to('FIXED_RENT', '2024-12-21')).toEqual([2023, 2024]);
    expect(to('FIXED_RENT', '2024-12-20')).toEqual([2023]);
  });
});

describe('what was declared for a year', () => {
  const of2024 = (...happenings: readonly Happening[]) =>
    declaredIn(promiseOf(drafted(), inForce('2023-03-01'), ...happenings), 2024);

  it('is every distribution under the agreement whose period ends in it and that stands', () => {
    expect(of2024(declared('d1', 2024), declared('d2', 2023), declared('d3', 2024, null))).toEqual(['d1']);
    expect(of2024(declared('d1', 2024), withdrawn('d1'))).toEqual([]);
    expect(of2024(declared('d1', 2024), withdrawn('d1'), declared('d1', 2024))).toEqual(['d1']);
    expect(of2024(declared('d3', 2024, null), withdrawn('d3'))).toEqual([]);
  });
});
