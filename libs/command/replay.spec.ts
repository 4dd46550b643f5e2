import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { Position } from '@event-store/event-store';
import { recorded } from '@testing/events';
import { differences, replay, type Moment } from './replay';
import { handledGranary, VILLAGE } from './story';

const stream = 'granary-g1';
const day = calendarDate;
const stored = (tons: number, effectiveDate: string, recordedAt: string) => ({
  ...{ stream, type: 'GrainStored', data: { tons }, effectiveDate, recordedAt },
});

/** Built in January; five tons of February became known in March only, after the three tons of March. */
const history = recorded([
  {
    ...{ stream, type: 'GranaryBuilt', data: { village: VILLAGE, owners: [], keeper: {} } },
    ...{ effectiveDate: '2025-01-01', recordedAt: '2025-01-05T02:00:00.000Z' },
  },
  stored(3, '2025-03-01', '2025-03-02T02:00:00.000Z'),
  stored(5, '2025-02-01', '2025-03-10T16:00:00.000Z'),
]);
const tonsAt = (moment?: Moment) => replay(handledGranary(), history, moment)?.state;

describe('a history read again', () => {
  it('ends where it ends', () => {
    expect(replay(handledGranary(), history)).toMatchObject({ state: { tons: 8 }, revision: 2 });
  });

  it('up to an instant, or up to a place in the log, shows what was known then and not a moment later', () => {
    expect(tonsAt({ recordedUntil: '2025-03-10T15:59:59.999Z' })).toMatchObject({ tons: 3 });
    expect(tonsAt({ recordedUntil: '2025-03-10T16:00:00.000Z' })).toMatchObject({ tons: 8 });
    const [built, three] = history;
    expect(tonsAt({ until: built?.position as Position })).toMatchObject({ tons: 0 });
    expect(tonsAt({ until: three?.position as Position })).toMatchObject({ tons: 3 });
  });

  it('up to a revision shows what a decision saw', () => {
    expect(tonsAt({ revision: 0 })).toMatchObject({ tons: 0 });
    expect(tonsAt({ revision: 1 })).toMatchObject({ tons: 3 });
  });

  it('has three right answers for one day: what was true, what was known, and what was known to be true', () => {
    const midFebruary = day('2025-02-15');
    expect(tonsAt({ asOf: midFebruary })).toMatchObject({ tons: 5 });
    expect(tonsAt({ knownAt: day('2025-03-05') })).toMatchObject({ tons: 3 });
    expect(tonsAt({ asOf: midFebruary, knownAt: day('2025-03-05') })).toMatchObject({ tons: 0 });
  });

  it('counts the days named, both included, by the calendar of Shanghai', () => {
    expect(tonsAt({ asOf: day('2025-02-01') })).toMatchObject({ tons: 5 });
    expect(tonsAt({ asOf: day('2025-01-31') })).toMatchObject({ tons: 0 });
    expect(tonsAt({ knownAt: day('2025-03-10') })).toMatchObject({ tons: 3 });
    expect(tonsAt({ knownAt: day('2025-03-11') })).toMatchObject({ tons: 8 });
  });

  it('says nothing of a moment before anything was known or true', () => {
    expect(replay(handledGranary(), history, { knownAt: day('2025-01-04') })).toBeNull();
    expect(replay(handledGranary(), history, { asOf: day('2024-12-31') })).toBeNull();
    expect(replay(handledGranary(), [])).toBeNull();
  });

  it('says nothing of a day before the first event is true, whatever is said later of earlier days', () => {
    const [built, ...rest] = history;
    const early = rest.map((event) => ({
      ...event,
      metadata: { ...event.metadata, effectiveDate: '2024-12-01' },
    }));
    const told = built === undefined ? early : [built, ...early];
    expect(replay(handledGranary(), told, { asOf: day('2024-12-31') })).toBeNull();
  });

  it('names the events that count, though others lie between', () => {
    const replayed = replay(handledGranary(), history, { asOf: day('2025-02-15') });
    expect(replayed?.events.map(({ revision }) => revision)).toEqual([0, 2]);
    expect(replayed?.revision).toBe(2);
  });
});

describe('the differences of two states', () => {
  it('are none between equal states, whatever the order of their fields', () => {
    expect(differences({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toEqual([]);
  });

  it('are told value by value', () => {
    expect(differences({ a: 1, b: { c: 'x', d: true } }, { a: 2, b: { c: 'x', d: false } })).toEqual([
      { path: '/a', from: 1, to: 2 },
      { path: '/b/d', from: true, to: false },
    ]);
  });

  it('tell what is new and what is gone', () => {
    expect(differences({ gone: 1, list: ['a'] }, { fresh: null, list: ['a', 'b'] })).toEqual([
      { path: '/gone', from: 1 },
      { path: '/list/1', to: 'b' },
      { path: '/fresh', to: null },
    ]);
  });

  it('take a change between nothing and something whole', () => {
    expect(differences({ a: null }, { a: { b: 1 } })).toEqual([{ path: '/a', from: null, to: { b: 1 } }]);
    expect(differences(1, 2)).toEqual([{ path: '', from: 1, to: 2 }]);
  });

  it('point into the document as RFC 6901 says', () => {
    expect(differences({ 'a/b': { 'c~d': 1 } }, { 'a/b': { 'c~d': 2 } })).toEqual([
      { path: '/a~1b/c~0d', from: 1, to: 2 },
    ]);
  });
});
