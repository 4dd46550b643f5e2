import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { recorded } from '@testing/events';
import { isCauseOn, turnsOf } from './bearing';
import type { CoverageRow } from './coverage-row';
import { FIRST_VILLAGE, SECOND_VILLAGE } from './story';

const day = calendarDate;

const row = (profile: string, recordedFrom: string, recordedTo: string, division = FIRST_VILLAGE) =>
  ({
    ...{ profile, division, recordedFrom: day(recordedFrom), recordedTo: day(recordedTo) },
  }) as CoverageRow;

describe('the days on which a household came to stand for something else', () => {
  const between = { then: day('2025-07-05'), now: day('2025-08-01') };

  it.each([
    [
      'another profile',
      [row('a', '2025-01-01', '2025-07-10'), row('b', '2025-07-10', '9999-12-31')],
      ['2025-07-10'],
    ],
    [
      'another village',
      [row('a', '2025-01-01', '2025-07-10'), row('a', '2025-07-10', '9999-12-31', SECOND_VILLAGE)],
      ['2025-07-10'],
    ],
    ['it left', [row('a', '2025-01-01', '2025-07-10')], ['2025-07-10']],
    ['it came', [row('a', '2025-07-10', '9999-12-31')], ['2025-07-10']],
    ['the same again', [row('a', '2025-01-01', '2025-07-10'), row('a', '2025-07-10', '9999-12-31')], []],
    ['before the first day', [row('a', '2025-07-05', '9999-12-31')], []],
    ['after the last day', [row('a', '2025-08-02', '9999-12-31')], []],
  ])('%s', (_what, rows, days) => {
    expect(turnsOf(rows, between)).toEqual(days);
  });
});

describe('an event that changed what a household stands for', () => {
  const told = (stream: string, type: string, effectiveDate: string, recordedDay: string) =>
    recorded([{ stream, type, effectiveDate, recordedAt: `${recordedDay}T02:00:00.000Z` }]);
  const isCause = isCauseOn([day('2025-07-10')], { asOf: day('2025-06-30') });

  it.each([
    ['recorded that day, true by then', 'entity-e1', 'EntitySuspended', '2025-06-15', '2025-07-10', true],
    ['recorded another day', 'entity-e1', 'EntitySuspended', '2025-06-15', '2025-07-11', false],
    ['true only later', 'entity-e1', 'EntitySuspended', '2025-07-10', '2025-07-10', false],
    ['that coverage does not listen to', 'entity-e1', 'EntityHeadChanged', '2025-06-15', '2025-07-10', false],
    ['of something else', 'rectification-r1', 'RectificationOrdered', '2025-06-15', '2025-07-10', false],
  ] as const)('%s', (_what, stream, type, effective, known, is) => {
    expect(told(stream, type, effective, known).map(isCause)).toEqual([is]);
  });
});
