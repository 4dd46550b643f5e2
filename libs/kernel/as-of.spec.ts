import { describe, expect, it } from '@jest/globals';
import { asOf } from './as-of';
import { calendarDate } from './calendar-date';
import { fold, type Aggregate, type Event } from './decider';

type Told = Event<string, { on?: string; from?: string }>;

const days: Aggregate<readonly string[], Told> = {
  category: 'spec',
  initial: [],
  evolve: (seen, { type }) => [...seen, type],
  events: {},
  scope: () => null,
};
const told: readonly Told[] = [
  { type: 'begun', data: {} },
  { type: 'moved', data: { from: '530424102201', on: '2024-12-31' } },
  { type: 'activated', data: { from: '2025-01-01' } },
  { type: 'corrected', data: { on: '2024-06-01' } },
];

describe('an aggregate as of a day', () => {
  it('remembers what was true by then, however late it was told, and nothing that became true after', () => {
    expect(fold(asOf(days, calendarDate('2024-12-31')), told)).toEqual(['begun', 'moved', 'corrected']);
    expect(fold(asOf(days, calendarDate('2025-01-01')), told)).toHaveLength(4);
    expect(fold(asOf(days, calendarDate('2024-01-01')), told)).toEqual(['begun']);
  });
});
