import { describe, it } from '@jest/globals';
import { addDays, calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { handledDistribution } from './aggregate';
import {
  ConfirmPaymentBatch,
  ConfirmReceipt,
  MarkOverdue,
  RejectPaymentBatch,
  RescheduleDistribution,
} from './commands';
import type { DistributionEvent } from './events';
import { approved, batch, boss, calculated, county, declared, EACH, household, id, imported } from './story';
import { finance, overdue, paid, part, payDate, today, town } from './story';

const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: boss });
const given = (...more: DistributionEvent[]) => distribution.given(...approved(), ...more);
const all = [part(1), part(2), part(3)];

describe('importing a payment batch', () => {
  it('takes lines that sum to the bank’s total, to the fen (3.4, 8)', () => {
    given().when(batch(all)).then(imported(all));
    given()
      .when(batch(all, { bankTotalFen: 12_774_749 }))
      .thenRefused('DIVIDEND_SUM_MISMATCH');
    given()
      .when(batch(all, { bankTotalFen: 12_774_751 }))
      .thenRefused('DIVIDEND_SUM_MISMATCH');
  });

  it('is not dated before the declaration', () => {
    given()
      .knowing({ effectiveDate: addDays(today, -1) })
      .when(batch(all))
      .thenRefused('PAYMENT_BEFORE_DECLARATION');
  });

  it('waits for the approval of two persons', () => {
    distribution
      .given(declared(), ...calculated())
      .when(batch(all))
      .thenRefused('DISTRIBUTION_NOT_APPROVED');
  });

  it('never pays a household more than it is due, unconfirmed batches included', () => {
    given()
      .when(batch([part(1, EACH + 1)]))
      .thenRefused('PAYMENT_EXCEEDS_DUE');
    given(imported([part(1)]))
      .when(batch([part(1, 1)], { batchNo: 'B2' }))
      .thenRefused('PAYMENT_EXCEEDS_DUE');
    given(imported([part(1)]), paid([part(1)]))
      .when(batch([part(1, 1)], { batchNo: 'B2' }))
      .thenRefused('PAYMENT_EXCEEDS_DUE');
  });

  it('knows every number once, and only households of the distribution, each once', () => {
    given(imported([part(1)]))
      .when(batch([part(2)]))
      .thenRefused('BATCH_NUMBER_USED');
    given().when(batch([])).thenRefused('BATCH_EMPTY');
    given()
      .when(batch([part(1, 1), part(1, 1)]))
      .thenRefused('HOUSEHOLD_LISTED_TWICE');
    const stranger = { householdId: derivedId('spec', 'stranger'), amountFen: 1 };
    given()
      .when(batch([stranger]))
      .thenRefused('HOUSEHOLD_NOT_IN_DISTRIBUTION');
    given()
      .knowing({ effectiveDate: addDays(today, 1) })
      .when(batch(all))
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });
});

describe('confirming a payment batch', () => {
  const confirm = command(ConfirmPaymentBatch, { batchNo: 'B1' });

  it('is done by neither importer nor approver, nor a deputy of theirs, and pays on the bank’s day', () => {
    const later = { today: payDate, effectiveDate: payDate, actor: finance };
    given(imported(all)).knowing(later).when(confirm).then(paid(all, today));
    given(imported(all)).when(confirm).thenRefused('CONFIRMER_IS_IMPORTER');
    given(imported(all)).knowing({ actor: town }).when(confirm).thenRefused('CONFIRMER_IS_APPROVER');
    const deputy = { ...finance, delegatedBy: town.user };
    given(imported(all)).knowing({ actor: deputy }).when(confirm).thenRefused('CONFIRMER_IS_APPROVER');
  });

  it('tells failed transfers apart; what failed stays due', () => {
    const failed = [{ ...part(2), reason: '账号有误' }];
    const [event] = given()
      .when(batch([part(1)], { failed }))
      .events();
    if (event === undefined) throw new Error('imported');
    const failure: DistributionEvent = { type: 'PaymentsFailed', data: { batchNo: 'B1', failed, on: today } };
    given(event)
      .knowing({ actor: finance })
      .when(confirm)
      .then(paid([part(1)]), failure);
    given(event, paid([part(1)]), failure)
      .when(batch([part(2)], { batchNo: 'B2' }))
      .then(imported([part(2)], 'B2'));
  });

  it('happens once, and only to a batch that is there', () => {
    given(imported(all), paid(all)).knowing({ actor: finance }).when(confirm).thenNothing();
    given().knowing({ actor: finance }).when(confirm).thenRefused('BATCH_UNKNOWN');
    given()
      .knowing({ actor: finance })
      .when(command(ConfirmPaymentBatch, { batchNo: 'constructor' }))
      .thenRefused('BATCH_UNKNOWN');
  });
});

describe('rejecting a payment batch', () => {
  const reject = command(RejectPaymentBatch, { batchNo: 'B1' });
  const why = { actor: town, reason: '金额列错位' };
  const rejected: DistributionEvent = {
    type: 'PaymentBatchRejected',
    data: { batchNo: 'B1', rejectedBy: 'town', on: today },
  };

  it('takes nothing of it into account any more', () => {
    given(imported(all)).knowing(why).when(reject).then(rejected);
    given(imported(all), rejected)
      .when(batch(all, { batchNo: 'B2' }))
      .then(imported(all, 'B2'));
    given(imported(all), rejected)
      .knowing(why)
      .when(command(ConfirmPaymentBatch, { batchNo: 'B1' }))
      .thenRefused('BATCH_REJECTED');
    given(imported(all), rejected).knowing(why).when(reject).thenNothing();
  });

  it('needs a reason and a batch that is not confirmed', () => {
    given(imported(all)).knowing({ actor: town }).when(reject).thenRefused('REASON_REQUIRED');
    given(imported(all), paid(all)).knowing(why).when(reject).thenRefused('BATCH_CONFIRMED');
  });
});

describe('confirming receipt', () => {
  const receipt = (...ns: number[]) =>
    command(ConfirmReceipt, { householdIds: ns.map(household), means: 'SIGNATURE' });
  const received: DistributionEvent = {
    type: 'DividendReceiptConfirmed',
    data: { householdIds: [household(1)], means: 'SIGNATURE', on: today },
  };

  it('is another thing than being paid', () => {
    given(imported(all), paid(all)).knowing({ actor: town }).when(receipt(1)).then(received);
    given(imported(all), paid(all), received).knowing({ actor: town }).when(receipt(1)).thenNothing();
    given().knowing({ actor: town }).when(receipt(1, 2)).thenRefused('NOTHING_PAID');
  });

  it('is a household’s own', () => {
    const actor = { user: 'h1', role: 'HOUSEHOLD', scope: town.scope, subjectId: household(1) };
    given(imported(all), paid(all)).knowing({ actor }).when(receipt(1)).then(received);
    given(imported(all), paid(all)).knowing({ actor }).when(receipt(1, 2)).thenRefused('RECEIPT_OF_ANOTHER');
  });
});

describe('a pay date that has passed', () => {
  const mark = command(MarkOverdue, {});
  const on = (day: string) => ({ today: calendarDate(day), effectiveDate: calendarDate(day) });

  it('makes what is unpaid overdue on the day after the grace', () => {
    given().knowing(on('2025-03-25')).when(mark).thenRefused('DISTRIBUTION_NOT_OVERDUE');
    given().knowing(on('2025-03-26')).when(mark).then(overdue(12_774_750, 3));
  });

  it('keeps the rest of a partial payment due', () => {
    given(
      imported([part(1, 1_000_000)]),
      paid([part(1, 1_000_000)]),
      imported([part(2)], 'B2'),
      paid([part(2)], today, 'B2'),
    )
      .knowing(on('2025-04-01'))
      .when(mark)
      .then(overdue(EACH - 1_000_000 + EACH, 2));
  });

  it('is marked once, and never where all is paid', () => {
    given(overdue(12_774_750, 3)).knowing(on('2025-04-01')).when(mark).thenNothing();
    given(imported(all), paid(all)).knowing(on('2025-04-01')).when(mark).thenNothing();
  });

  it('is put off by the county with the households’ consent, to a later day', () => {
    const later = calendarDate('2025-06-30');
    const put = (day = later) => command(RescheduleDistribution, { payDate: day, consentRef: '同意书7' });
    const told = { ...on('2025-04-01'), actor: county };
    const rescheduled: DistributionEvent = {
      type: 'DividendRescheduled',
      data: { payDate: later, consentRef: '同意书7', on: calendarDate('2025-04-01') },
    };
    given(overdue(12_774_750, 3)).knowing(told).when(put()).then(rescheduled);
    given().knowing(told).when(put(payDate)).thenRefused('PAY_DATE_NOT_LATER');
    given(imported(all), paid(all)).knowing(told).when(put()).thenRefused('NOTHING_UNPAID');
    distribution.given(declared()).knowing(told).when(put()).thenRefused('DISTRIBUTION_NOT_CALCULATED');
    given(overdue(12_774_750, 3), rescheduled)
      .knowing(on('2025-07-05'))
      .when(mark)
      .thenRefused('DISTRIBUTION_NOT_OVERDUE');
  });
});
