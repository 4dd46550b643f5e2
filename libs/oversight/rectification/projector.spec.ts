import { describe, it } from '@jest/globals';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import type { RectificationEvent } from './events';
import { rectificationBoard } from './projector';
import {
  acknowledged,
  AGREEMENT,
  closed,
  COOP,
  corrected,
  extended,
  failed,
  HOME,
  ORDER,
  ordered,
  overdue,
  passed,
  recheckFailed,
  reopened,
  replied,
  voided,
  withdrawn,
} from './story';

const board = (...events: readonly RectificationEvent[]) =>
  givenEvents(
    ...events.map(({ type, data }): Happening => ({ stream: `rectification-${ORDER}`, type, data })),
  ).project(rectificationBoard);

describe('the rectification board', () => {
  it('opens a line with the order', () => {
    board(ordered).thenPartly('rectifications', ORDER, {
      division: HOME,
      entityId: COOP,
      agreementIds: [AGREEMENT],
      source: 'EVALUATION',
      state: 'OPEN',
      dueDate: '2025-03-31',
      isOverdue: false,
    });
  });

  it('is overdue until there is a reply, and remembers that it was', () => {
    board(ordered, overdue).thenPartly('rectifications', ORDER, { state: 'OPEN', isOverdue: true });
    board(ordered, acknowledged, overdue, replied).thenPartly('rectifications', ORDER, {
      state: 'REPLIED',
      isOverdue: false,
      timesOverdue: 1,
      evidence: ['photo-1'],
      evidenceCount: 1,
    });
  });

  it('shows the findings and the pass that closes it', () => {
    board(ordered, acknowledged, replied, passed, closed).thenPartly('rectifications', ORDER, {
      state: 'CLOSED',
      findings: '分红到户',
      checkedOn: '2025-03-25',
      endedOn: '2025-03-28',
      failedRechecks: 0,
    });
  });

  it('counts failed re-checks over an extension to the end', () => {
    board(ordered, recheckFailed, extended).thenPartly('rectifications', ORDER, {
      ...{ state: 'OPEN', dueDate: '2025-04-30', isExtended: true, failedRechecks: 1 },
    });
    board(ordered, recheckFailed, extended, recheckFailed, failed).thenPartly('rectifications', ORDER, {
      ...{ state: 'FAILED', failedRechecks: 2, decisionNo: '华政发〔2025〕9号', endedOn: '2025-03-28' },
    });
  });

  it('shows the date that was meant', () => {
    board(ordered, corrected).thenPartly('rectifications', ORDER, { state: 'OPEN', dueDate: '2025-05-31' });
  });

  it('awaits nothing of an order that was taken back', () => {
    board(ordered, overdue, withdrawn).thenPartly('rectifications', ORDER, {
      ...{ state: 'WITHDRAWN', isOverdue: false, endedOn: '2025-03-05', decisionNo: null },
    });
    board(ordered, recheckFailed, failed, voided).thenPartly('rectifications', ORDER, {
      ...{ state: 'WITHDRAWN', endedOn: '2025-04-02', decisionNo: '华政发〔2025〕11号' },
    });
  });

  it('runs again after reopening', () => {
    board(ordered, passed, closed, reopened).thenPartly('rectifications', ORDER, {
      ...{ state: 'OPEN', dueDate: '2025-06-30', endedOn: null },
    });
  });
});
