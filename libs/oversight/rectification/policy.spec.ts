import { describe, it } from '@jest/globals';
import {
  AcceptRectification,
  FailRectification,
  PlaceUnderRectification,
  ReleaseFromRectification,
} from '@linkage/agreement/commands';
import { command } from '@testing/decider';
import type { Happening } from '@testing/events';
import { specifyPolicy } from '@testing/policy';
import { MarkRectificationOverdue } from './commands';
import type { RectificationEvent } from './events';
import { rectificationClock, rectificationToAgreement } from './policy';
import {
  acknowledged,
  AGREEMENT,
  closed,
  corrected,
  extended,
  failed,
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

const told = ({ type, data }: RectificationEvent): Happening => ({
  stream: `rectification-${ORDER}`,
  type,
  data,
});

describe('the clock of rectifications', () => {
  const after = (...events: readonly RectificationEvent[]) =>
    specifyPolicy(rectificationClock).given(...events.map(told));
  const marked = (effectiveDate: string) => ({
    command: new MarkRectificationOverdue(),
    ...{ id: ORDER, effectiveDate, reason: '整改期限已过，未见回复' },
  });

  it('asks on the day after the due date, not on the due date', () => {
    after(ordered, acknowledged).onDay('2025-03-31').thenSendsNothing();
    after(ordered, acknowledged)
      .onDay('2025-04-01')
      .thenSends([marked('2025-04-01')]);
  });

  it('does not ask once there is a reply, a re-check, or the mark', () => {
    after(ordered, acknowledged, replied).onDay('2026-01-01').thenSendsNothing();
    after(ordered, recheckFailed).onDay('2026-01-01').thenSendsNothing();
    after(ordered, overdue).onDay('2026-01-01').thenSendsNothing();
  });

  it('waits for the date that was meant, and for none of an order that was taken back', () => {
    after(ordered, corrected).onDay('2025-05-31').thenSendsNothing();
    after(ordered, corrected)
      .onDay('2025-06-01')
      .thenSends([marked('2025-06-01')]);
    for (const end of [withdrawn, voided])
      after(ordered, acknowledged, end).onDay('2026-01-01').thenSendsNothing();
  });

  it('waits for the new date after an extension and after reopening', () => {
    after(ordered, recheckFailed, extended).onDay('2025-04-30').thenSendsNothing();
    after(ordered, recheckFailed, extended)
      .onDay('2025-05-01')
      .thenSends([marked('2025-05-01')]);
    after(ordered, acknowledged, replied, passed, closed, reopened)
      .onDay('2025-07-01')
      .thenSends([marked('2025-07-01')]);
  });
});

describe('what an order means for its agreements', () => {
  const policy = specifyPolicy(rectificationToAgreement);
  const of = { rectificationId: ORDER };

  it.each([
    [ordered, PlaceUnderRectification, '下达整改，协议列入整改'],
    [reopened, PlaceUnderRectification, '整改重启，协议重新列入整改'],
    [closed, AcceptRectification, '整改销号，协议恢复履行'],
    [failed, FailRectification, '整改不到位'],
    [withdrawn, ReleaseFromRectification, '整改撤回，协议不再列入整改'],
    [voided, ReleaseFromRectification, '整改撤销，协议不再列入整改'],
  ] as const)('%j is told to each', (event, type, reason) => {
    policy
      .given()
      .when(told(event))
      .thenSends([{ command: command(type, of), id: AGREEMENT, effectiveDate: event.data.on, reason }]);
  });

  it('is told to every one of several', () => {
    const two = { ...ordered, data: { ...ordered.data, agreementIds: [AGREEMENT, 'second'] } };
    const sent = { effectiveDate: '2025-03-01', reason: '下达整改，协议列入整改' };
    policy
      .given()
      .when(told(two))
      .thenSends(
        [AGREEMENT, 'second'].map((id) => ({ command: command(PlaceUnderRectification, of), id, ...sent })),
      );
  });

  it('nothing follows for them from a re-check alone', () => {
    for (const event of [acknowledged, replied, passed, recheckFailed, extended, corrected, overdue])
      policy.given(told(ordered)).when(told(event)).thenSendsNothing();
  });
});
