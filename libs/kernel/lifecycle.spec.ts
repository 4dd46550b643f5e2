import { describe, expect, it } from '@jest/globals';
import { ANY_STATE, isIdle, isTaken, refusedWith, requireState, stateFault, type Step } from './lifecycle';
import { Refusal } from './refusal';

type Door = 'ABSENT' | 'OPEN' | 'SHUT' | 'LOCKED';

const closing: Step<Door> = {
  in: ['OPEN'],
  idle: ['SHUT'],
  otherwise: 'NO_DOOR',
  unless: { LOCKED: 'DOOR_LOCKED' },
};

const refusalOf = (refuse: () => void): Refusal => {
  try {
    refuse();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
};

describe('a step of a lifecycle', () => {
  it.each<[Door, boolean, boolean, string | null]>([
    ['OPEN', true, false, null],
    ['SHUT', false, true, null],
    ['LOCKED', false, false, 'DOOR_LOCKED'],
    ['ABSENT', false, false, 'NO_DOOR'],
  ])('answers %s in one way', (state, taken, idle, code) => {
    expect(isTaken(closing, state)).toBe(taken);
    expect(isIdle(closing, state)).toBe(idle);
    expect(refusedWith(closing, state)).toBe(code);
  });

  it('is idle in every other state where it is refused in none', () => {
    const airing: Step<Door> = { in: ['OPEN'], otherwise: null };
    expect(isIdle(airing, 'OPEN')).toBe(false);
    expect(isIdle(airing, 'LOCKED')).toBe(true);
  });

  it('may be taken in any state', () => {
    expect([isTaken(ANY_STATE, 'SHUT'), isIdle(ANY_STATE, 'SHUT')]).toEqual([true, false]);
  });

  it('refuses with the state, or with what the text of its code names', () => {
    expect(refusalOf(() => requireState(closing, 'LOCKED')).unmet).toEqual([
      { code: 'DOOR_LOCKED', params: { state: 'LOCKED' } },
    ]);
    expect(stateFault(closing, 'ABSENT', {})).toEqual({ code: 'NO_DOOR', params: {} });
  });

  it('refuses nothing where it is taken or idle', () => {
    expect(stateFault(closing, 'OPEN')).toBe(false);
    expect(() => requireState(closing, 'SHUT')).not.toThrow();
  });
});
