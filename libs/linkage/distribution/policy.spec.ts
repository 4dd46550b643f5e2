import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import { CalculateDividends, MarkOverdue } from './commands';
import { dividendClock } from './policy';
import { calendarDate } from '@kernel/calendar-date';
import {
  approved,
  calculated,
  declared,
  EACH,
  id,
  overdue,
  paid,
  part,
  today,
  told,
  withdrawn,
} from './story';
import type { DistributionEvent } from './events';

const clock = specifyPolicy(dividendClock);
const given = (...events: readonly DistributionEvent[]) => clock.given(...events.map(told));
const mark = (effectiveDate: string) => ({
  ...{ command: new MarkOverdue(), id, effectiveDate },
  reason: '付款日及宽限期已过，仍有未付分红',
});
const rescheduled: DistributionEvent = {
  type: 'DividendRescheduled',
  data: { payDate: calendarDate('2025-06-30'), consentRef: '同意书7', on: calendarDate('2025-04-01') },
};

describe('the dividend clock', () => {
  it('has a declared distribution calculated, of its day', () => {
    const calculate = { command: new CalculateDividends(), id, reason: '分红已宣布，自动计算' };
    given()
      .when(told(declared()))
      .thenSends([{ ...calculate, effectiveDate: today }]);
    given(declared())
      .when(told(calculated()[0] ?? declared()))
      .thenSendsNothing();
  });

  it('has what is unpaid marked overdue on the day after pay date and grace', () => {
    given(...approved())
      .onDay('2025-03-25')
      .thenSendsNothing();
    given(...approved())
      .onDay('2025-03-26')
      .thenSends([mark('2025-03-26')]);
  });

  it('waits on while a part is unpaid, and no longer once all is paid or marked', () => {
    const partly = paid([part(1), part(2), part(3, EACH - 1)]);
    given(...approved(), partly)
      .onDay('2025-04-01')
      .thenSends([mark('2025-03-26')]);
    given(...approved(), partly, paid([part(3, 1)]))
      .onDay('2025-04-01')
      .thenSendsNothing();
    given(...approved(), overdue(12_774_750, 3))
      .onDay('2025-04-01')
      .thenSendsNothing();
  });

  it('waits for nothing that was withdrawn, and again once it is declared anew', () => {
    const wrong = [declared(), ...calculated(), withdrawn];
    given(...wrong)
      .onDay('2025-04-01')
      .thenSendsNothing();
    given(...wrong, ...approved())
      .onDay('2025-04-01')
      .thenSends([mark('2025-03-26')]);
  });

  it('takes up the new day after a postponement', () => {
    given(...approved(), overdue(12_774_750, 3), rescheduled)
      .onDay('2025-07-05')
      .thenSendsNothing();
    given(...approved(), overdue(12_774_750, 3), rescheduled)
      .onDay('2025-07-06')
      .thenSends([mark('2025-07-06')]);
  });
});
