import { describe, expect, it } from '@jest/globals';
import { fold, type Event } from './decider';

type Counted = Event<'Counted', { by: number }>;
const counted = (by: number): Counted => ({ type: 'Counted', data: { by } });
const tally = { initial: 0, evolve: (sum: number, { data }: Counted) => sum * 10 + data.by };

describe('folding a stream', () => {
  it('begins at the initial state', () => {
    expect(fold(tally, [])).toBe(0);
  });

  it('takes the events in their order', () => {
    expect(fold(tally, [counted(1), counted(2), counted(3)])).toBe(123);
  });

  it('goes on from a state that was reached before', () => {
    expect(fold(tally, [counted(3)], fold(tally, [counted(1), counted(2)]))).toBe(123);
  });
});
