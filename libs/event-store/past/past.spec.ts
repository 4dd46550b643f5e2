import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { Engines } from '@testing/engines';
import type { Happening } from '@testing/events';
import { START, type Position, type RecordedEvent } from '../event-store';
import { PastLog } from './past-log';
import { RecordedDays } from './recorded-days';
import { Truth } from './truth';

const day = calendarDate;
const at = (stream: string, recordedAt: string, effectiveDate = '2025-03-01'): Happening => ({
  ...{ stream, type: 'Happened', recordedAt, effectiveDate },
});

describe('the past of a log', () => {
  let engines: Engines;
  let places: readonly Position[];

  const everything = async (): Promise<readonly RecordedEvent[]> => {
    const found: RecordedEvent[] = [];
    for await (const { events } of engines.store.readAll({ from: START })) found.push(...events);
    return found;
  };

  const happen = async (...happenings: readonly Happening[]): Promise<void> => {
    await engines.happen(...happenings);
    places = (await everything()).map(({ position }) => position);
  };

  beforeEach(() => {
    engines = Engines.open();
  });

  afterEach(() => engines.close());

  describe('by the day or the instant of recording', () => {
    it('ends with the last event of the day in Shanghai', async () => {
      await happen(
        at('village-a', '2025-03-01T15:59:59.999Z'),
        at('village-a', '2025-03-01T16:00:00.000Z'),
        at('village-a', '2025-03-04T01:00:00.000Z'),
      );
      const days = new RecordedDays(engines.store);
      expect(await days.endOf(day('2025-02-28'))).toBeNull();
      expect(await days.endOf(day('2025-03-01'))).toBe(places[0]);
      expect(await days.endOf(day('2025-03-03'))).toBe(places[1]);
      expect(await days.endOf(day('2025-03-04'))).toBe(places[2]);
    });

    it('finds every place again among thousands of one day, as a walk from the first would', async () => {
      const instants = Array.from({ length: 2_500 }, (_, n) =>
        new Date(Date.UTC(2025, 2, 1, 2) + n).toISOString(),
      );
      // One clock is behind the others.
      const written = instants.map((instant, n) => (n % 700 === 699 ? (instants[n - 50] ?? '') : instant));
      await happen(...written.map((instant, n) => at(`village-${String(n % 7)}`, instant)));
      const days = new RecordedDays(engines.store);
      for (const n of [0, 1, 648, 698, 699, 700, 998, 999, 1_000, 1_001, 2_098, 2_099, 2_100, 2_499]) {
        const known = written.findIndex((instant) => instant > (instants[n] ?? ''));
        expect([n, await days.at(instants[n] ?? '')]).toEqual([n, places.at(known === -1 ? -1 : known - 1)]);
        expect(await days.latestUpTo(places[n] as Position)).toBe(
          written
            .slice(0, n + 1)
            .sort()
            .at(-1),
        );
      }
    });

    it('knows an instant to the millisecond, and nothing before the first event', async () => {
      await happen(
        at('village-a', '2025-03-01T02:00:00.000Z'),
        at('village-a', '2025-03-01T02:00:00.001Z'),
        at('village-a', '2025-03-05T02:00:00.000Z'),
      );
      const days = new RecordedDays(engines.store);
      expect(await days.at('2025-03-01T01:59:59.999Z')).toBeNull();
      expect(await days.at('2025-03-01T02:00:00.000Z')).toBe(places[0]);
      expect(await days.at('2025-03-02T00:00:00.000Z')).toBe(places[1]);
      expect(await days.at('2025-03-05T02:00:00.000Z')).toBe(places[2]);
    });

    it('stops before an event that was recorded later, whatever clock wrote what follows', async () => {
      await happen(
        at('village-a', '2025-03-01T02:00:00.000Z'),
        at('village-a', '2025-03-03T02:00:00.000Z'),
        at('village-b', '2025-03-02T02:00:00.000Z'),
      );
      const days = new RecordedDays(engines.store);
      expect(await days.endOf(day('2025-03-02'))).toBe(places[0]);
      expect(await days.at('2025-03-02T12:00:00.000Z')).toBe(places[0]);
      expect(await days.endOf(day('2025-03-03'))).toBe(places[2]);
    });

    it('goes on with the log, and tells the moment of a place', async () => {
      const days = new RecordedDays(engines.store);
      expect(await days.endOf(day('2025-03-01'))).toBeNull();
      await happen(at('village-a', '2025-03-01T02:00:00.000Z'), at('village-a', '2025-03-01T03:00:00.000Z'));
      expect(await days.endOf(day('2025-03-01'))).toBe(places[1]);
      await happen(at('village-a', '2025-03-02T02:00:00.000Z'));
      expect(await days.endOf(day('2025-03-02'))).toBe(places[2]);
      expect(await days.latestUpTo(START)).toBeNull();
      expect(await days.latestUpTo(places[0] ?? START)).toBe('2025-03-01T02:00:00.000Z');
      expect(await days.latestUpTo(places[2] ?? START)).toBe('2025-03-02T02:00:00.000Z');
    });
  });

  describe('as a log of its own', () => {
    const read = async (until: Position, asOf: string | null): Promise<readonly string[]> => {
      const truth = new Truth(asOf === null ? null : day(asOf));
      const past = new PastLog(engines.store, { until, truth });
      const found: string[] = [];
      for await (const { events } of past.readAll({ from: START, batchSize: 2 }))
        found.push(...events.map(({ stream, revision }) => `${stream}@${String(revision)}`));
      return found;
    };

    beforeEach(() =>
      happen(
        at('village-a', '2025-03-01T02:00:00.000Z', '2025-01-01'),
        at('village-b', '2025-03-01T03:00:00.000Z', '2025-03-01'),
        at('village-a', '2025-03-02T02:00:00.000Z', '2025-04-01'),
        at('village-b', '2025-03-03T02:00:00.000Z', '2025-01-15'),
        at('village-a', '2025-03-04T02:00:00.000Z', '2025-02-01'),
      ),
    );

    it('holds the events up to the place', async () => {
      expect(await read(places[2] ?? START, null)).toEqual(['village-a@0', 'village-b@0', 'village-a@1']);
      expect(await read(START, null)).toEqual([]);
    });

    it('leaves out what is true later, and the whole of a stream that begins later', async () => {
      expect(await read(places[4] ?? START, '2025-02-01')).toEqual(['village-a@0', 'village-a@2']);
      expect(await read(places[4] ?? START, '2025-03-01')).toEqual([
        ...['village-a@0', 'village-b@0', 'village-b@1', 'village-a@2'],
      ]);
    });

    it('reads one stream by the same rule', async () => {
      const until = places[4] ?? START;
      const past = new PastLog(engines.store, { until, truth: new Truth(day('2025-02-01')) });
      expect((await past.readStream('village-a', 1)).map(({ revision }) => revision)).toEqual([2]);
      expect(await past.readStream('village-b')).toEqual([]);
      expect(await past.head()).toBe(until);
    });

    it('is not written to', async () => {
      const past = new PastLog(engines.store, { until: START, truth: new Truth(null) });
      await expect(past.append()).rejects.toThrow('not written to');
    });
  });
});
