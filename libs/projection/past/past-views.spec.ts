import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { Position, RecordedEvent } from '@event-store/event-store';
import type { Document, ReadStore } from '@read-store/read-store';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import { ViewsUnavailable } from '@read-store/unavailable';
import { Engines } from '@testing/engines';
import { Unfoldable, type PastParts } from './past-view';
import { PastViews, type Past } from './past-views';
import { StillFolding } from './patience';
import { grown, orchard, planted, struck } from '../story';

type Village = Document & { readonly trees: number; readonly height: number };

describe('read models of other moments', () => {
  let engines: Engines;
  let made: ReadStore[];
  let closed: number;
  let views: PastViews;

  /** Says what is closed. */
  const scratch: PastParts['scratch'] = () => {
    const store = SqliteReadStore.temporary();
    const close = store.close.bind(store);
    store.close = () => {
      closed += 1;
      return close();
    };
    made.push(store);
    return store;
  };

  const open = (waitMs = 60_000, stores = scratch): PastViews => {
    const parts = { log: engines.store, upcast: (event: RecordedEvent) => event, scratch: stores };
    views = new PastViews({ ...parts, projectors: [orchard], waitMs });
    return views;
  };

  const at = (until: Position, asOf?: CalendarDate): Past => ({
    ...{ until, asOf: asOf ?? null, isPresent: false },
  });

  const seen = async (past: Past): Promise<Village | null> => {
    const opened = views.open(past, views.patience());
    try {
      return await (await opened.reader('orchard')).get<Village>('villages', 'v');
    } finally {
      opened.release();
    }
  };

  const untilSeen = async (past: Past): Promise<Village | null> => {
    for (;;) {
      const answer = await seen(past).catch((error: unknown) => error);
      if (!(answer instanceof StillFolding)) return answer as Village;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeEach(() => {
    engines = Engines.open();
    made = [];
    closed = 0;
  });

  afterEach(async () => {
    await views.close();
    await engines.close();
  });

  it('are folded up to the place asked for, and once for all who ask', async () => {
    const first = await engines.happen(planted('a', 'v', 2));
    const second = await engines.happen(grown('a', 3), planted('b', 'v', 1));
    open();
    expect(await seen(at(first))).toMatchObject({ trees: 1, height: 2 });
    const both = await Promise.all([seen(at(second)), seen(at(second))]);
    expect(both.map((village) => village?.height)).toEqual([6, 6]);
    expect(made).toHaveLength(2);
  });

  it('leave out what is true only after the day asked for', async () => {
    const head = await engines.happen(
      { ...planted('a', 'v', 2), effectiveDate: '2025-01-01' },
      { ...grown('a', 3), effectiveDate: '2025-02-01' },
      { ...planted('b', 'v', 7), effectiveDate: '2025-03-01' },
    );
    open();
    expect(await seen(at(head, calendarDate('2025-01-31')))).toMatchObject({ trees: 1, height: 2 });
    expect(await seen(at(head, calendarDate('2025-02-01')))).toMatchObject({ trees: 1, height: 5 });
  });

  it('that are of the present are folded on, not anew', async () => {
    const asOf = calendarDate('2025-03-01');
    open();
    const now = async (): Promise<Past> => ({ until: await engines.store.head(), asOf, isPresent: true });
    await engines.happen(planted('a', 'v', 2));
    expect(await seen(await now())).toMatchObject({ height: 2 });
    await engines.happen(grown('a', 3));
    expect(await seen(await now())).toMatchObject({ height: 5 });
    expect(made).toHaveLength(1);
  });

  it('are not waited for beyond the time, and are there when asked again', async () => {
    const head = await engines.happen(planted('a', 'v', 2));
    open(0);
    await expect(seen(at(head))).rejects.toThrow(StillFolding);
    expect(await untilSeen(at(head))).toMatchObject({ height: 2 });
    expect(made).toHaveLength(1);
  });

  it('take turns, so that a short one need not wait for a long one', async () => {
    const first = await engines.happen(planted('a', 'v', 2));
    const head = await engines.happen(...Array.from({ length: 600 }, () => grown('a', 1)));
    open();
    const told: string[] = [];
    const long = seen(at(head)).then(() => told.push('long'));
    const short = seen(at(first)).then(() => told.push('short'));
    await Promise.all([long, short]);
    expect(told).toEqual(['short', 'long']);
  });

  it('that cannot be folded are said to be so, each time', async () => {
    const before = await engines.happen(planted('a', 'v', 2));
    const head = await engines.happen(struck('a'));
    open();
    await expect(seen(at(head))).rejects.toThrow(Unfoldable);
    await expect(seen(at(head))).rejects.toThrow(/orchard .* lightning/);
    expect(await seen(at(before))).toMatchObject({ height: 2 });
  });

  it('are few at a time: the oldest is closed, but never under the hands of a reader', async () => {
    open();
    const places: Position[] = [await engines.happen(planted('a', 'v', 0))];
    for (let index = 0; index < 20; index += 1) places.push(await engines.happen(grown('a', 1)));
    const [oldest] = places as [Position];
    const held = views.open(at(oldest), views.patience());
    const reader = await held.reader('orchard');
    for (const place of places.slice(1)) await seen(at(place));
    expect(made).toHaveLength(places.length);
    expect(closed).toBeGreaterThan(0);
    expect(await reader.get<Village>('villages', 'v')).toMatchObject({ height: 0 });
    held.release();
    await views.close();
    expect(closed).toBe(made.length);
  });

  it('are refused where too many wait to be folded', async () => {
    open(0);
    const places: Position[] = [];
    for (let index = 0; index < 20; index += 1) places.push(await engines.happen(grown('a', 1)));
    const answers = await Promise.allSettled(places.map((place) => seen(at(place))));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(made.length).toBeLessThan(places.length);
  });

  it('go on once there is room again', async () => {
    const head = await engines.happen(planted('a', 'v', 2));
    let isFull = true;
    const whole = scratch;
    const crowded: PastParts['scratch'] = () => {
      const store = whole();
      const commit = store.commit.bind(store);
      const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      store.commit = (...args) => (isFull ? Promise.reject(full) : commit(...args));
      return store;
    };
    open(60_000, crowded);
    await expect(seen(at(head))).rejects.toThrow(ViewsUnavailable);
    isFull = false;
    expect(await seen(at(head))).toMatchObject({ height: 2 });
  });

  it('know which documents say themselves what was known when', () => {
    open();
    expect(views.keepsBothTimes('orchard', 'trees')).toBe(false);
    expect(views.keepsBothTimes('nobody', 'trees')).toBe(false);
  });
});
