import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { Engines } from '@testing/engines';
import type { Happening } from '@testing/events';
import { START, type Position } from '../event-store';
import { Beginnings } from './beginnings';

const at = (stream: string, effectiveDate: string): Happening => ({
  ...{ stream, type: 'Happened', recordedAt: '2025-03-01T02:00:00.000Z', effectiveDate },
});

describe('the first day of which the log tells anything', () => {
  let engines: Engines;
  let beginnings: Beginnings;
  const isBegun = (day: string, until: Position): Promise<boolean> =>
    beginnings.isBegunBy(calendarDate(day), until);

  beforeEach(() => {
    engines = Engines.open();
    beginnings = new Beginnings(engines.store);
  });

  afterEach(() => engines.close());

  it('is the earliest on which a stream begins, wherever it stands in the log', async () => {
    const before = await engines.happen(at('village-a', '2025-03-01'));
    const after = await engines.happen(at('village-b', '2016-07-01'), at('village-c', '2020-01-01'));
    expect(await isBegun('2016-06-30', after)).toBe(false);
    expect(await isBegun('2016-07-01', after)).toBe(true);
    expect(await isBegun('2016-07-01', before)).toBe(false);
    expect(await isBegun('2025-03-01', before)).toBe(true);
    expect(await isBegun('2025-03-01', START)).toBe(false);
  });

  it('goes on with the log, and is the same for whoever asks at once', async () => {
    expect(await isBegun('2025-03-01', await engines.store.head())).toBe(false);
    const head = await engines.happen(at('village-a', '2025-03-01'));
    expect(await Promise.all([isBegun('2025-03-01', head), isBegun('2025-02-28', head)])).toEqual([
      ...[true, false],
    ]);
  });

  it('is not that of what a stream says later of the time before it began', async () => {
    const head = await engines.happen(at('village-a', '2025-03-01'), at('village-a', '2016-01-01'));
    expect(await isBegun('2024-12-31', head)).toBe(false);
  });
});
