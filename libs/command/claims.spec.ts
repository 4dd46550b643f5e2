import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import { WrongExpectedRevision } from '@event-store/event-store';
import { Engines } from '@testing/engines';
import { Claims } from './claims';
import { padlock } from './story';

const NOW = Date.parse('2025-03-02T02:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
const at = (recordedAt: string) => ({ recordedAt, effectiveDate: '2025-03-02', schemaVersion: 1 });
const now = at('2025-03-02T02:00:00.000Z');
const key = padlock('7');
const EAST = '00000000-0000-5000-8000-0000000000e1';
const WEST = '00000000-0000-5000-8000-0000000000e2';

describe('a key that only one may hold', () => {
  let engines: Engines;
  beforeEach(() => {
    engines = Engines.open();
  });
  afterEach(() => engines.close());

  const holderAt = (nowMs: number, claim = key) =>
    new Claims(engines.store, nowMs).holderOf(claim, 'granary');
  const live = (id: string) => engines.happen({ stream: `granary-${id}`, type: 'GranaryBuilt' });
  /** As a command does: looks who holds the key, then takes it. */
  const take = async (holder: string, metadata = now) => {
    const claims = new Claims(engines.store, Date.parse(metadata.recordedAt));
    await claims.holderOf(key, 'granary');
    await claims.take(key, holder, metadata);
  };

  it('is free until somebody takes it, and another key stays free', async () => {
    expect(await holderAt(NOW)).toBeNull();
    await take(EAST);
    expect(await holderAt(NOW)).toBe(EAST);
    expect(await holderAt(NOW, padlock('8'))).toBeNull();
    expect(await holderAt(NOW, { ...key, kind: 'seal' })).toBeNull();
  });

  it('is taken twice by the same holder without a trace', async () => {
    await take(EAST);
    const head = await engines.store.head();
    await take(EAST);
    expect(await engines.store.head()).toBe(head);
  });

  it('is not taken by who did not look who holds it', async () => {
    const blind = new Claims(engines.store, NOW).take(key, EAST, now);
    await expect(blind).rejects.toThrow('nobody asked who holds it');
  });

  it('goes to one of two who take it at once', async () => {
    const settled = await Promise.allSettled([take(EAST), take(WEST)]);
    const lost = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(WrongExpectedRevision);
    const winner = settled[0].status === 'fulfilled' ? EAST : WEST;
    expect(await holderAt(NOW)).toBe(winner);
  });

  it('goes to the faster of two who saw it free', async () => {
    const slow = new Claims(engines.store, NOW);
    expect(await slow.holderOf(key, 'granary')).toBeNull();
    await take(WEST);
    await expect(slow.take(key, EAST, now)).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(await holderAt(NOW)).toBe(WEST);
  });

  it('of a holder that never came to life is free after a day', async () => {
    await take(EAST);
    expect(await holderAt(NOW + DAY_MS - 1)).toBe(EAST);
    expect(await holderAt(NOW + DAY_MS)).toBeNull();
    await take(WEST, at('2025-03-03T02:00:00.000Z'));
    expect(await holderAt(NOW + DAY_MS)).toBe(WEST);
  });

  it('of a living holder stays with it', async () => {
    await take(EAST);
    await live(EAST);
    expect(await holderAt(NOW + 1_000 * DAY_MS)).toBe(EAST);
  });

  it('may come back to an earlier holder', async () => {
    for (const [day, holder] of [EAST, WEST, EAST].entries())
      await take(holder, at(`2025-03-0${day + 2}T02:00:00.000Z`));
    expect(await holderAt(NOW + 2 * DAY_MS)).toBe(EAST);
  });

  it('that is shared is taken by each without a look, once, and leads to all of them', async () => {
    const shared = { ...key, shared: true } as const;
    const claims = new Claims(engines.store, NOW);
    for (const holder of [EAST, WEST, EAST]) await claims.take(shared, holder, now);
    expect(await claims.takersOf(key)).toEqual([EAST, WEST]);
    expect(await claims.takersOf(padlock('8'))).toEqual([]);
    expect(await engines.store.readStream(`claim-${derivedId(key.kind, key.key)}`)).toHaveLength(2);
  });
});
