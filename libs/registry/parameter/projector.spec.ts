import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { givenEvents } from '@testing/projection';
import { PARAMETERS, parameterRegister, PROPOSALS } from './projector';
import { adopted, COUNTY, entry, known, proposed, superseded } from './story';

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

  it('tells of a proposal what became of it; it is no value before it is approved', () => {
    const of = { entryId: 'two', key: 'rectification.days', scope: COUNTY };
    const waiting = givenEvents(known('2025-06-01', proposed('one'))).project(parameterRegister);
    waiting.thenPartly(PROPOSALS, 'one', { state: 'DRAFT', proposedOn: '2025-06-01', decidedBy: null });
    expect(waiting.all(PARAMETERS)).toEqual([]);
    givenEvents(
      known('2025-06-01', proposed('one')),
      known('2025-06-01', proposed('two', {}, '录入错误')),
      known('2025-06-02', adopted('one', { approvedBy: 'signer' })),
      known('2025-06-03', { type: 'PolicyParameterProposalRefused', data: { ...of, refusedBy: 'signer' } }),
    )
      .project(parameterRegister)
      .thenPartly(PROPOSALS, 'one', { state: 'APPROVED', decidedBy: 'signer', decidedOn: '2025-06-02' })
      .thenPartly(PROPOSALS, 'two', { state: 'REFUSED', division: COUNTY, reason: '录入错误' });
  });
});
