import { describe, expect, it } from '@jest/globals';
import { position } from '../event-store';
import { Quiet, belongsTo } from './quiet';

const at = (n: number) => position(BigInt(n));
const mine = { stream: 'household-1' };
const other = { stream: 'householder-1' };

describe('how far a quiet reader has come', () => {
  const after = (from: number) => new Quiet(at(from), belongsTo(['household']));

  it('is where the last event of others stands', () => {
    const quiet = after(10);
    for (const n of [11, 14, 19]) quiet.note({ ...other, position: at(n) });
    expect(quiet.reached(at(10))).toBe(at(19));
  });

  it('is no further than it was handed over while an event of its own is on the way', () => {
    const quiet = after(10);
    quiet.note({ ...other, position: at(11) });
    quiet.note({ ...mine, position: at(12) });
    quiet.note({ ...other, position: at(13) });
    expect(quiet.reached(at(10))).toBe(at(10));
    expect(quiet.reached(at(12))).toBe(at(13));
  });

  it('is not known to one who has not come as far as the notes begin', () => {
    const quiet = after(10);
    quiet.note({ ...other, position: at(11) });
    expect(quiet.reached(at(9))).toBe(at(9));
  });

  it('never goes back', () => {
    const quiet = after(10);
    quiet.note({ ...other, position: at(11) });
    expect(quiet.reached(at(30))).toBe(at(30));
  });
});
