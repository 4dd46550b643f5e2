import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventVersions } from '@county/county';
import type { RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import { expectViewsFromZero } from '../faults/views-from-zero';
import { Stage } from './scenario/stage';
import { tellScenario } from './scenario/tell';

describe('two years in which everything happens', () => {
  let stage: Stage;
  let events: readonly RecordedEvent[] = [];

  beforeAll(async () => {
    stage = await Stage.open();
    await tellScenario(stage.office);
    await stage.rotateLookUpKey();
    await stage.seal();
    events = await stage.events();
  }, 120_000);

  afterAll(() => stage.close());

  it('bring about every event that is declared, and no other', () => {
    const types = new Set(events.map(({ type }) => type));
    expect([...types].sort()).toEqual(Object.keys(eventVersions()).sort());
  });

  it('leave no projection and no policy with an error, a parked stream or a deadline that is refused', async () => {
    const standing = await stage.host.status();
    expect(standing.length).toBeGreaterThan(0);
    const head = await stage.county.store.head();
    for (const { name, phase, checkpoint, error, parked, refusedDeadlines } of standing)
      expect({ name, phase, checkpoint, error, parked, refusedDeadlines }).toEqual({
        ...{ name, phase: 'live', checkpoint: head, error: null, parked: [], refusedDeadlines: [] },
      });
  });

  it('leave views that equal a fold from zero', () => expectViewsFromZero(stage.county, events), 120_000);

  it('leave a chain that verifies', async () => {
    let verified = 0;
    for await (const progress of verify(stage.county.store)) {
      expect(progress.breaks).toEqual([]);
      verified = progress.events;
    }
    expect(verified).toBe(events.length);
  });
});
