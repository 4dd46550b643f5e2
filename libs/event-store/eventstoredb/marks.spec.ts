import { describe, expect, it } from '@jest/globals';
import { position } from '../event-store';
import { Marks } from './marks';

const at = (n: number) => position(BigInt(n));

describe('how far a server has looked', () => {
  const marks = () => new Marks(at(10), at(100));

  it('is the end that there was before the subscription, once it has caught up and all was taken', () => {
    const told = marks();
    expect(told.caughtUp(2)).toBe(false);
    expect(told.take(at(20))).toBe(false);
    expect(told.upTo).toBe(at(10));
    expect(told.take(at(30))).toBe(true);
    expect(told.upTo).toBe(at(100));
  });

  it('is a checkpoint only when the next one has come', () => {
    const told = marks();
    told.checkpoint(at(40), 0);
    expect(told.upTo).toBe(at(10));
    told.checkpoint(at(60), 0);
    expect(told.upTo).toBe(at(40));
  });

  it('is no checkpoint before the records that had come with the next one were taken', () => {
    const told = marks();
    told.checkpoint(at(40), 0);
    told.checkpoint(at(60), 1);
    expect(told.upTo).toBe(at(10));
    told.take(at(50));
    expect(told.upTo).toBe(at(40));
  });

  it('is never a checkpoint that was sent before a record it is said to be behind', () => {
    const told = marks();
    told.checkpoint(at(40), 0);
    told.checkpoint(at(60), 1);
    told.take(at(40));
    expect(told.upTo).toBe(at(10));
    told.checkpoint(at(80), 0);
    expect(told.upTo).toBe(at(60));
  });

  it.each([
    ['behind the end that there was', position(101n)],
    ['that is no place of a record', position(40n, 41n)],
  ])('is no checkpoint %s', (_, odd) => {
    const told = marks();
    for (const each of [odd, odd, odd]) told.checkpoint(each, 0);
    expect(told.upTo).toBe(at(10));
  });
});
