import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OPTIONS } from '@event-store/eventstoredb/eventstoredb-event-store';
import { LEASE_TERMS } from '@projection/leaseholder';
import { blowsOf, kindOf, OURS } from './blows';
import { ALL_ROUNDS, STAGES } from './stages';

const stages = Object.values(STAGES);

describe('whatever the seed, the blows of a run of all tests', () => {
  const everySeed = (holds: (seed: number) => void): void => {
    fc.assert(fc.property(fc.nat(), holds), { numRuns: 50 });
  };

  it('are at least 50, and at least 20 of them kill a process of ours', () =>
    everySeed((seed) => {
      const kills = stages
        .flatMap((stage) => blowsOf(stage, seed))
        .filter(({ target, how }) => how === 'kill' && OURS.includes(kindOf(target)));
      expect(ALL_ROUNDS).toBeGreaterThanOrEqual(50);
      expect(kills.length).toBeGreaterThanOrEqual(20);
    }));

  it.each(stages)('kill and freeze every process and server of the $name county', (stage) => {
    const { apis, projectors, servers } = stage;
    everySeed((seed) => {
      const blows = blowsOf(stage, seed);
      expect(blows).toHaveLength(stage.rounds);
      const struck = new Set(blows.map(({ target, how }) => `${how} ${target}`));
      expect(struck.size).toBe(2 * (apis + projectors + servers.length));
    });
  });

  it('freeze a projector for longer than its lease, and a log server for longer than a call may take', () =>
    everySeed((seed) => {
      const longest = (stage: keyof typeof STAGES, kind: string) =>
        Math.max(
          ...blowsOf(STAGES[stage], seed)
            .filter(({ target }) => kindOf(target) === kind)
            .map(({ frozenMs }) => frozenMs),
        );
      expect(longest('shared', 'projector')).toBeGreaterThan(LEASE_TERMS.forMs);
      expect(longest('standalone', 'projector')).toBeGreaterThan(LEASE_TERMS.forMs);
      expect(longest('onEventStoreDb', 'eventstoredb')).toBeGreaterThan(OPTIONS.callMs);
    }));

  it('are the same again for the same seed, and others for another', () => {
    expect(blowsOf(STAGES.shared, 7)).toEqual(blowsOf(STAGES.shared, 7));
    expect(blowsOf(STAGES.shared, 7)).not.toEqual(blowsOf(STAGES.shared, 8));
  });
});
