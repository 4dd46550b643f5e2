import { describe, expect, it } from '@jest/globals';
import { readKnownAt } from './known-at';

describe('a moment of knowing', () => {
  it('is a day, an instant in any time zone, a position in the log, or an event of a stream', () => {
    const position = '0'.repeat(30) + 'af';
    expect(readKnownAt('2025-03-01')).toEqual({ day: '2025-03-01' });
    expect(readKnownAt('2025-03-01T09:30:00+08:00')).toEqual({ instant: Date.UTC(2025, 2, 1, 1, 30) });
    expect(readKnownAt('2025-03-01T01:30Z')).toEqual({ instant: Date.UTC(2025, 2, 1, 1, 30) });
    expect(readKnownAt('2025-03-01T01:30:00.005Z')).toEqual({ instant: Date.UTC(2025, 2, 1, 1, 30, 0, 5) });
    expect(readKnownAt(position)).toEqual({ position });
    expect(readKnownAt('evaluation-e1@12')).toEqual({ place: { stream: 'evaluation-e1', revision: 12 } });
  });

  it.each([
    ...['', 'yesterday', '2025-02-30', '2025-02-30T00:00:00Z', '2025-03-01T09:30:00', '2025-03-01 09:30Z'],
    ...['2025-03-01T09:30:00 08:00', '2025-03-01T25:00:00Z', '2025-03-01T09:30:00+99:99', 'AF'.repeat(16)],
    ...[
      'evaluation@1',
      'evaluation-e1@',
      'evaluation-e1@01',
      'evaluation-e 1@1',
      'evaluation-e1@-1',
      '-e1@0',
    ],
    ...[['2025-03-01'], 20_250_301, null],
  ])('is not %j', (text) => {
    expect(readKnownAt(text)).toBeNull();
  });
});
