import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { givenEvents } from '@testing/projection';
import { parameterRegister } from './projector';
import { adopted, entry, known, superseded } from './story';

describe('the register of policy parameters', () => {
  it('keeps every value as it was adopted, when it became known, and what it took the place of', () => {
    const july = { value: 15, effectiveFrom: calendarDate('2025-07-01') };
    givenEvents(
      known('2023-01-05', adopted('old')),
      known('2025-06-20', superseded('old', 'new', july)),
      known('2025-06-21', adopted('mode', { key: 'coverage.mode', value: 'DOUBLE' })),
    )
      .project(parameterRegister)
      .then('parameters', 'rectification.days', {
        id: 'rectification.days',
        entries: [
          { ...entry('old'), replaces: null, recordedAt: '2023-01-05T04:00:00.000Z' },
          { ...entry('new', july), replaces: 'old', recordedAt: '2025-06-20T04:00:00.000Z' },
        ],
      })
      .thenPartly('parameters', 'coverage.mode', { id: 'coverage.mode' });
  });
});
