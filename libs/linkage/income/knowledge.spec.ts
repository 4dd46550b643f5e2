import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asOf } from '@kernel/as-of';
import { addDays, calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { targetGroups } from '@registry/household/facts';
import type { HouseholdEvent } from '@registry/household/events';
import { household } from '@registry/household/state';
import { factsOf, type Happened } from './household-facts';
import { groupsOn, isGoneOn, knownAt, targetGroupsIn, villageOn } from './knowledge';
import { otherVillage, village } from './story';

const day = (n: number): CalendarDate => addDays(calendarDate('2024-01-01'), n);
const told = (type: string, on: CalendarDate, more: object = {}) =>
  ({ type, data: { on, ...more } }) as unknown as HouseholdEvent;

/** In the order recorded, whatever the days they are true from. */
const knownOf = (events: readonly HouseholdEvent[]) =>
  knownAt(
    {
      facts: events.flatMap((event) =>
        factsOf({ ...event, metadata: { recordedAt: '2026-01-20T04:00:00.000Z' } } as unknown as Happened),
      ),
    },
    null,
  );

const registered = told('HouseholdRegistered', day(0), { villageCode: village, householdNo: 'H1' });

describe('what a household was on a day', () => {
  it('is what was said last of that day or one before: a back-dated end leaves nothing after it', () => {
    const set = told('LowIncomeSet', day(60), { kind: 'MINIMUM_LIVING' });
    const known = knownOf([registered, set, told('LowIncomeCleared', day(30))]);
    expect([29, 30, 60, 90].map((n) => groupsOn(known, day(n)))).toEqual([[], [], [], []]);
  });

  it('is the village that was said last, where a move is told late', () => {
    const moves = [
      told('HouseholdMoved', day(60), { to: otherVillage }),
      told('HouseholdMoved', day(30), { to: village }),
    ];
    expect(villageOn(knownOf([registered, ...moves]), day(90))).toBe(village);
  });

  const fact = fc
    .record({
      type: fc.constantFrom(
        'HouseholdMoved',
        'AlleviatedRecordSet',
        'AlleviatedRecordVoided',
        'MonitoringIdentified',
        'RiskEliminated',
        'MonitoringReopened',
        'MonitoringVoided',
        'HouseholdVanished',
        'HouseholdVanishingVoided',
        'LowIncomeSet',
        'LowIncomeCleared',
      ),
      on: fc.integer({ min: 0, max: 40 }),
      isHere: fc.boolean(),
    })
    .map(({ type, on, isHere }) =>
      told(type, day(on), {
        ...{ to: isHere ? village : otherVillage, kind: 'MINIMUM_LIVING', records: [day(on)] },
        restored: isHere ? null : { category: 'MARGINAL', riskEliminated: on % 2 === 0, since: day(on) },
        category: 'MARGINAL',
      }),
    );

  it('is what a replay of its stream as of that day says, however late each fact was told', () => {
    const property = fc.property(fc.array(fact, { maxLength: 12 }), fc.nat(45), (facts, n) => {
      const events = [registered, ...facts];
      const known = knownOf(events);
      const replayed = fold(asOf(household, day(n)), events);
      for (const withEliminated of [true, false]) {
        const groups = targetGroupsIn(groupsOn(known, day(n)), withEliminated);
        expect(groups.length === 0 ? ['GENERAL'] : groups).toEqual(targetGroups(replayed, withEliminated));
      }
      expect(villageOn(known, day(n))).toBe(replayed.villageCode);
      expect(isGoneOn(known, day(n))).toBe(replayed.phase === 'VANISHED');
    });
    fc.assert(property, { numRuns: 300 });
  });
});
