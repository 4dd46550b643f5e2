import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { County } from '@county/county';
import { policies, projectors } from '@county/modules';
import { START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import type { Acknowledged } from './clients';
import type { ViewsFromZero } from './views-from-zero';

/** What must hold of a county after anything, as one sees it who only looks at its log and its views, the views as they were folded so far. @returns the log */
export const expectWhole = async (
  county: County,
  acknowledged: readonly Acknowledged[],
  zero: ViewsFromZero,
): Promise<readonly RecordedEvent[]> => {
  await digested(county);
  const events: RecordedEvent[] = [];
  for await (const batch of county.store.readAll({ from: START })) events.push(...batch.events);
  expectHeld(events, acknowledged);
  expectNothingTwice(events);
  for await (const { breaks } of verify(county.store)) expect(breaks).toEqual([]);
  expect(await county.views.parked()).toEqual([]);
  zero.take(county, events);
  await zero.expectIn(county);
  return events;
};

/** The same where the workload of the rounds was sent and nothing else. */
export const expectIntact = async (...seen: Parameters<typeof expectWhole>): Promise<void> => {
  expectEachEffectOnce(await expectWhole(...seen));
};

const PATIENCE_MS = 240_000;

/** Settles when every projection and policy, wherever it runs, is at the head, and none has moved the head meanwhile. */
const digested = async ({ store, views }: County): Promise<void> => {
  const count = projectors.length + policies.length;
  const until = performance.now() + PATIENCE_MS;
  for (let head = ''; ;) {
    const before = head;
    head = await store.head();
    const standings = await views.standings();
    const arrived = standings.filter(({ state, checkpoint }) => state === 'live' && checkpoint >= head);
    if (arrived.length === count && head === before) return;
    if (performance.now() > until)
      throw new Error(
        `never at ${head}: ${JSON.stringify(standings.filter((one) => !arrived.includes(one)))}`,
      );
    await pause(20);
  }
};

const expectHeld = (events: readonly RecordedEvent[], acknowledged: readonly Acknowledged[]): void => {
  const held = new Map(events.map((event) => [event.position as string, event]));
  const lost = acknowledged.filter(({ stream, revision, position }) => {
    const event = held.get(position);
    return event?.stream !== stream || event.revision !== revision;
  });
  expect(lost).toEqual([]);
};

const expectNothingTwice = (events: readonly RecordedEvent[]): void => {
  const commands = events.map(({ stream, type, metadata }) =>
    JSON.stringify([metadata['commandId'], stream, type]),
  );
  const seen = new Set<string>();
  const again = commands.filter((command) => seen.size === seen.add(command).size);
  expect(again).toEqual([]);
};

/** What the keeper of the bindings must do about each household that has vanished: its one intention is withdrawn. */
const expectEachEffectOnce = (events: readonly RecordedEvent[]): void => {
  const of = (type: string) => events.filter((event) => event.type === type);
  const [causes, effects] = [of('HouseholdVanished'), of('BindingWithdrawn')];
  expect(effects.map(({ metadata }) => metadata['causationId']).sort()).toEqual(
    causes.map(({ id }) => id).sort(),
  );
};
