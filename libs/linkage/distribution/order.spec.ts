import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { handledDistribution } from './aggregate';
import {
  ApproveCorrection,
  ApproveDividends,
  CalculateDividends,
  ConfirmReceipt,
  CorrectDividendLine,
  RejectCorrection,
  RejectPaymentBatch,
  RescheduleDistribution,
  WithdrawDistribution,
} from './commands';
import type { DistributionEvent } from './events';
import {
  approval,
  approved,
  batch,
  boss,
  calculated,
  county,
  declared,
  declaring,
  entitled,
  finance,
  household,
  id,
  imported,
  paid,
  part,
  schemeOf,
  today,
  town,
  withdrawn,
} from './story';

/** Everything of the story is of this day or, where it says so, of the day after. */
const [before, after] = [calendarDate('2025-02-28'), calendarDate('2025-03-02')];
const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: town });

const correctionId = derivedId('correction', 'order');
const proposed: DistributionEvent = {
  type: 'DividendCorrectionProposed',
  data: {
    ...{ correctionId, proposedBy: 'town', proposedAs: 'TOWN_INFORMANT' },
    ...{ householdId: household(1), fromFen: 4_258_250, toFen: 1, on: today },
  },
};
const reschedule = command(RescheduleDistribution, {
  payDate: calendarDate('2025-06-30'),
  consentRef: '同意书',
});
const correct = command(CorrectDividendLine, { householdId: household(1), toFen: 1 });
const reject = command(RejectPaymentBatch, { batchNo: 'B1' });
const receipt = command(ConfirmReceipt, { householdIds: [household(1)], means: 'SMS' });

type Case = readonly [what: string, happened: readonly DistributionEvent[], asked: object, actor: object];

describe('the steps of a distribution', () => {
  const of: readonly Case[] = [
    ['calculated before it was declared', [declared()], command(CalculateDividends, {}), boss],
    ['approved before it was calculated', [declared(), ...calculated()], command(ApproveDividends, {}), town],
    [
      'approved by the second before the first',
      [declared(), ...calculated(), approval(1)],
      command(ApproveDividends, {}),
      county,
    ],
    ['withdrawn before it was declared', [declared()], command(WithdrawDistribution, {}), boss],
    ['declared anew before it was withdrawn', [declared(), withdrawn], declaring(), boss],
    ['rejected by file before that was imported', [...approved(), imported([part(1)])], reject, town],
    ['received before it was paid', [...approved(), imported([part(1)]), paid([part(1)])], receipt, town],
    ['rescheduled before it was calculated', [declared(), ...calculated()], reschedule, county],
    ['corrected before it was calculated', approved(), correct, town],
    [
      'agreed to before that was proposed',
      [...approved(), proposed],
      command(ApproveCorrection, { correctionId }),
      finance,
    ],
    [
      'turned down before that was proposed',
      [...approved(), proposed],
      command(RejectCorrection, { correctionId }),
      finance,
    ],
  ];

  it.each(of)('follow each other on their days: nothing is %s', (_what, happened, asked, actor) => {
    const told = distribution
      .given(...happened)
      .knowing({ ...schemeOf(), ...entitled, actor, reason: '补录', today: after });
    told.knowing({ effectiveDate: before }).when(asked).thenRefused('BEFORE_LAST_CHANGE');
    expect(told.knowing({ effectiveDate: today }).when(asked).events().length).toBeGreaterThan(0);
  });

  it('are paid by the bank when two persons have approved', () => {
    const late = { ...approval(2), data: { ...approval(2).data, on: after } } as DistributionEvent;
    const given = distribution.given(declared(), ...calculated(), approval(1), late);
    const by = { actor: boss, today: after };
    given
      .knowing({ ...by, effectiveDate: today })
      .when(batch([part(1)]))
      .thenRefused('BEFORE_LAST_CHANGE');
    given
      .knowing({ ...by, effectiveDate: before })
      .when(batch([part(1)]))
      .thenRefused('PAYMENT_BEFORE_DECLARATION');
    expect(
      given
        .knowing({ ...by, effectiveDate: after })
        .when(batch([part(1)]))
        .events(),
    ).toHaveLength(1);
  });

  it('begin when the scheme has been adopted', () => {
    const { scheme, ...facts } = schemeOf();
    const given = distribution
      .given()
      .knowing({ ...facts, scheme: { ...scheme, since: after }, actor: boss });
    given.when(declaring()).thenRefused('BEFORE_LAST_CHANGE');
    const next = { today: after, effectiveDate: after };
    expect(given.knowing(next).when(declaring()).events()).toHaveLength(1);
  });

  it('are not reckoned ahead of time', () =>
    distribution
      .given(declared())
      .knowing({ ...entitled, actor: boss, effectiveDate: after })
      .when(command(CalculateDividends, {}))
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE'));
});
