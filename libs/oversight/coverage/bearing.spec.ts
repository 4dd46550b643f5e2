import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { recorded } from '@testing/events';
import { isCauseOn, turnsOf } from './bearing';
import type { CoverageRow } from './coverage-row';
import { FIRST_VILLAGE, SECOND_VILLAGE } from './story';

const day = calendarDate;

const row = (profile: string, recordedFrom: string, recordedTo: string, division = FIRST_VILLAGE) =>
  ({
    ...{ profile, division, from: day('2025-01-01'), to: day('9999-12-31') },
    ...{ recordedFrom: day(recordedFrom), recordedTo: day(recordedTo) },
  }) as CoverageRow;

const moment = (asOf: string, knownAt: string) => ({ asOf: day(asOf), knownAt: day(knownAt) });

describe('the days on which it was learnt that a household stands for something else', () => {
  const between = {
    from: moment('2025-06-30', '2025-07-05'),
    to: moment('2025-06-30', '2025-08-01'),
  };

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
    expect(turnsOf(rows, between)).toEqual({ learnt: days, cameTrue: [] });
  });
});

describe('the days on which it came true that a household stands for something else', () => {
  const between = {
    from: moment('2025-06-30', '2025-08-01'),
    to: moment('2025-07-31', '2025-08-01'),
  };
  const held = (profile: string, from: string, to: string, recordedTo = '9999-12-31') => ({
    ...row(profile, '2025-01-01', recordedTo),
    ...{ from: day(from), to: day(to) },
  });

  it.each([
    [
      'another profile',
      [held('a', '2025-01-01', '2025-07-10'), held('b', '2025-07-10', '9999-12-31')],
      ['2025-07-10'],
    ],
    ['it left', [held('a', '2025-01-01', '2025-07-10')], ['2025-07-10']],
    ['after the last day', [held('a', '2025-01-01', '2025-08-01')], []],
    ['on the first day', [held('a', '2025-06-30', '9999-12-31')], []],
    ['as it was once believed', [held('a', '2025-01-01', '2025-07-10', '2025-07-20')], []],
  ])('%s', (_what, rows, days) => {
    expect(turnsOf(rows, between)).toEqual({ learnt: [], cameTrue: days });
  });
});

describe('an event that changed what a household stands for', () => {
  const told = (stream: string, type: string, effectiveDate: string, recordedDay: string) =>
    recorded([{ stream, type, effectiveDate, recordedAt: `${recordedDay}T02:00:00.000Z` }]);
  const turns = { learnt: [day('2025-07-10')], cameTrue: [day('2025-07-20')] };
  const isCause = isCauseOn(turns, {
    from: moment('2025-06-30', '2025-07-05'),
    to: moment('2025-07-31', '2025-08-01'),
  });

  it.each([
    ['learnt that day, true before', 'entity-e1', 'EntitySuspended', '2025-06-15', '2025-07-10', true],
    ['learnt another day', 'entity-e1', 'EntitySuspended', '2025-06-15', '2025-07-11', false],
    ['learnt that day, true only later', 'entity-e1', 'EntitySuspended', '2025-07-10', '2025-07-10', false],
    ['true from that day', 'entity-e1', 'EntitySuspended', '2025-07-20', '2025-07-21', true],
    [
      'true from that day, learnt too late',
      'entity-e1',
      'EntitySuspended',
      '2025-07-20',
      '2025-08-02',
      false,
    ],
    ['that coverage does not listen to', 'entity-e1', 'EntityHeadChanged', '2025-06-15', '2025-07-10', false],
    ['of something else', 'rectification-r1', 'RectificationOrdered', '2025-06-15', '2025-07-10', false],
  ] as const)('%s', (_what, stream, type, effective, known, is) => {
    expect(told(stream, type, effective, known).map(isCause)).toEqual([is]);
  });
});
