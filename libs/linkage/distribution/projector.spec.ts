import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { givenEvents } from '@testing/projection';
import { entityId, village } from '../dividend-scheme/story';
import { lineId } from './dividend-row';
import type { DistributionEvent } from './events';
import { dividendRegister } from './projector';
import {
  approved,
  calculated,
  calculatedWithout,
  declared,
  EACH,
  household,
  id,
  imported,
  overdue,
  paid,
  part,
  payDate,
  stream,
  to,
  today,
  told,
  withdrawn,
} from './story';

const project = (...events: readonly DistributionEvent[]) =>
  givenEvents(...events.map(told)).project(dividendRegister);
const line = (n: number) => lineId(id, household(n));
const failed: DistributionEvent = {
  type: 'PaymentsFailed',
  data: { batchNo: 'B1', failed: [{ ...part(3), reason: '账号有误' }], on: today },
};
const received: DistributionEvent = {
  type: 'DividendReceiptConfirmed',
  data: { householdIds: [household(1)], means: 'SMS', on: today },
};

describe('the book of dividends', () => {
  it('shows a distribution as declared', () => {
    project(declared()).thenPartly('distribution', id, {
      ...{ division: village, entityId, state: 'DECLARED', mode: 'GUARANTEED', payDate, dueFen: 0 },
      ...{ approvals: 0, isOverdue: false, revision: 0 },
    });
  });

  it('sums what its lines are due, in the household’s own village', () => {
    project(...approved())
      .thenPartly('distribution', id, {
        ...{ state: 'APPROVED', approvals: 2, householdCount: 3, dueFen: 12_774_750 },
        ...{ unpaidFen: 12_774_750, unpaidCount: 3 },
      })
      .thenPartly('dividend-line', line(1), {
        ...{ householdId: household(1), entityId, division: village, state: 'DUE', dueFen: EACH, shares: 1 },
        calculated: { amountFen: EACH, guaranteedFen: EACH, profitFen: 0, patronageFen: 0 },
      });
  });

  it('shows what is withheld beside what is due, and both sum to what was calculated', () => {
    const withheld = [declared(), ...calculatedWithout({ [household(3)]: 'BINDING_ENDED' })];
    project(...withheld)
      .thenPartly('distribution', id, {
        ...{ recordDate: to, dueFen: 2 * EACH, withheldFen: EACH, withheldCount: 1, unpaidFen: 2 * EACH },
        ...{ householdCount: 3, unpaidCount: 2 },
      })
      .thenPartly('dividend-line', line(3), {
        ...{ state: 'WITHHELD', withheldFor: 'BINDING_ENDED', withheldFen: EACH, dueFen: 0, unpaidFen: 0 },
      });
    const june = calendarDate('2025-06-02');
    const data = { householdId: household(3), amountFen: EACH, payDate: june, secondPerson: 'f', on: june };
    project(...withheld, overdue(2 * EACH, 2), paid([part(1), part(2)]), { type: 'WithheldReleased', data })
      .thenPartly('distribution', id, {
        ...{ dueFen: 3 * EACH, withheldFen: 0, withheldCount: 0, unpaidFen: EACH },
        ...{ payDate: june, isOverdue: false, overdueFrom: null },
      })
      .thenPartly('dividend-line', line(3), {
        ...{ state: 'DUE', withheldFor: 'BINDING_ENDED', withheldFen: 0, dueFen: EACH, payDate: june },
      });
  });

  it('tells paid, partly paid, failed and received apart', () => {
    project(...approved(), paid([part(1), part(2, 1_000_000)]), failed, received)
      .thenPartly('dividend-line', line(1), { state: 'CONFIRMED', paidFen: EACH, confirmedFen: EACH })
      .thenPartly('dividend-line', line(2), {
        state: 'PARTIAL',
        unpaidFen: EACH - 1_000_000,
        confirmedFen: 0,
      })
      .thenPartly('dividend-line', line(3), { state: 'FAILED', failure: '账号有误', unpaidFen: EACH })
      .thenPartly('distribution', id, {
        ...{ paidFen: EACH + 1_000_000, confirmedFen: EACH, unpaidCount: 2 },
        unpaidFen: 2 * EACH - 1_000_000,
      });
  });

  it('shows what is overdue until it is paid or put off', () => {
    const late = [...approved(), paid([part(1)]), overdue(2 * EACH, 2)];
    project(...late)
      .thenPartly('distribution', id, { isOverdue: true, overdueFrom: '2025-03-26' })
      .thenPartly('dividend-line', line(1), { state: 'PAID' })
      .thenPartly('dividend-line', line(2), { state: 'OVERDUE' });
    project(...late, paid([part(2)]))
      .thenPartly('dividend-line', line(2), { state: 'PAID', isOverdue: false, wasOverdue: true })
      .thenPartly('dividend-line', line(1), { isOverdue: false, wasOverdue: false })
      .thenPartly('distribution', id, { isOverdue: true, unpaidFen: EACH });
    project(...late, paid([part(2), part(3)])).thenPartly('distribution', id, {
      ...{ isOverdue: false, wasOverdue: true, unpaidFen: 0 },
    });
    const later = calendarDate('2025-06-30');
    const data = { payDate: later, consentRef: '同意书7', on: today };
    project(...late, { type: 'DividendRescheduled', data })
      .thenPartly('distribution', id, {
        ...{ isOverdue: false, wasOverdue: true, overdueFrom: null, payDate: later },
      })
      .thenPartly('dividend-line', line(2), { state: 'DUE', payDate: later, wasOverdue: true });
  });

  it('shows what was paid as overdue again where a correction raises it', () => {
    const late = [...approved(), overdue(3 * EACH, 3), paid([part(1), part(2), part(3)])];
    const raised = { fromFen: EACH, toFen: EACH + 1, secondPerson: 'finance', on: today };
    project(...late, { type: 'DividendLineCorrected', data: { householdId: household(1), ...raised } })
      .thenPartly('dividend-line', line(1), { state: 'OVERDUE', unpaidFen: 1 })
      .thenPartly('distribution', id, { isOverdue: true, unpaidFen: 1 });
  });

  it('keeps what a line was before its correction, and why', () => {
    const on = today;
    const correction = { fromFen: EACH, toFen: 4_000_000, secondPerson: 'finance', on };
    const corrected = told({
      type: 'DividendLineCorrected',
      data: { householdId: household(1), ...correction },
    });
    const reclaimed = told({
      type: 'OverpaymentReclaimed',
      data: { householdId: household(1), amountFen: 258_250, secondPerson: 'finance', on },
    });
    const all = [...approved(), paid([part(1)])].map(told);
    givenEvents(...all, { ...corrected, metadata: { reason: '股份登记有误' } }, reclaimed)
      .project(dividendRegister)
      .thenPartly('dividend-line', line(1), {
        ...{ dueFen: 4_000_000, paidFen: 4_000_000, state: 'PAID', reclaimedFen: 258_250 },
        corrections: [{ ...correction, reason: '股份登记有误' }],
      });
  });

  it('names both who proposed a correction and who agreed', () => {
    const both = { proposedBy: 'town', secondPerson: 'finance', fromFen: EACH, toFen: 1, on: today };
    project(...approved(), {
      type: 'DividendLineCorrected',
      data: { householdId: household(1), correctionId: 'c1', ...both },
    }).thenPartly('dividend-line', line(1), { corrections: [{ ...both, reason: null }] });
  });

  it('shows a bank file until another person has confirmed it or sent it back', () => {
    const waiting = {
      batchNo: 'B2',
      importedBy: 'boss',
      bankTotalFen: EACH,
      householdCount: 1,
      failedCount: 0,
    };
    const both = [...approved(), imported([part(1), part(2)]), imported([part(3)], 'B2')];
    project(...both, paid([part(1), part(2)])).thenPartly('distribution', id, {
      ...{ awaitsSecondPerson: true, pendingBatches: [{ ...waiting, on: today }] },
    });
    const rejected: DistributionEvent = {
      type: 'PaymentBatchRejected',
      data: { batchNo: 'B2', rejectedBy: 'town', on: today },
    };
    project(...both, paid([part(1), part(2)]), rejected).thenPartly('distribution', id, {
      ...{ awaitsSecondPerson: false, pendingBatches: [] },
    });
  });

  it('shows what was proposed, by whom and why, until another person has decided it', () => {
    const about = {
      householdId: household(1),
      proposedBy: 'town',
      proposedAs: 'TOWN_INFORMANT',
      on: today,
    } as const;
    const correction = { ...about, correctionId: 'c1', fromFen: EACH, toFen: 4_000_000 };
    const reclaim = { ...about, correctionId: 'c2', amountFen: 258_250 };
    const line: DistributionEvent = { type: 'DividendCorrectionProposed', data: correction };
    const money: DistributionEvent = { type: 'OverpaymentReclaimProposed', data: reclaim };
    const all = [
      ...approved().map(told),
      { ...told(line), metadata: { reason: '股份登记有误' } },
      told(money),
    ];
    const householdNo = '53042400001';
    const corrected = { ...correction, kind: 'LINE', householdNo, reason: '股份登记有误' };
    const reclaimed = { ...reclaim, kind: 'RECLAIM', householdNo, reason: null };
    givenEvents(...all)
      .project(dividendRegister)
      .thenPartly('distribution', id, {
        awaitsSecondPerson: true,
        pendingCorrections: [corrected, reclaimed],
      })
      .thenPartly('dividend-line', lineId(id, household(1)), { dueFen: EACH, corrections: [] });
    const { householdId } = about;
    const agreed: DistributionEvent = {
      type: 'DividendLineCorrected',
      data: {
        householdId,
        fromFen: EACH,
        toFen: 4_000_000,
        correctionId: 'c1',
        secondPerson: 'finance',
        on: today,
      },
    };
    const rejected: DistributionEvent = {
      type: 'DividendCorrectionRejected',
      data: { correctionId: 'c2', rejectedBy: 'finance', on: today },
    };
    givenEvents(...all, told(agreed))
      .project(dividendRegister)
      .thenPartly('distribution', id, { awaitsSecondPerson: true, pendingCorrections: [reclaimed] });
    givenEvents(...all, told(agreed), told(rejected))
      .project(dividendRegister)
      .thenPartly('distribution', id, { awaitsSecondPerson: false, pendingCorrections: [] });
  });

  it('lets nothing wait of what was withdrawn', () => {
    const data = { householdId: household(1), correctionId: 'c1', fromFen: EACH, toFen: 1, on: today };
    const proposed: DistributionEvent = {
      type: 'DividendCorrectionProposed',
      data: { ...data, proposedBy: 'town', proposedAs: 'TOWN_INFORMANT' },
    };
    project(declared(), ...calculated(), proposed, withdrawn).thenPartly('distribution', id, {
      ...{ awaitsSecondPerson: false, pendingCorrections: [] },
    });
  });

  it('takes the lines of what was withdrawn away, and begins anew where it is declared again', () => {
    project(declared(), ...calculated(), withdrawn)
      .thenPartly('distribution', id, { state: 'WITHDRAWN', dueFen: 0, householdCount: 0, unpaidCount: 0 })
      .then('dividend-line', line(1), null);
    project(declared(), ...calculated(), withdrawn, declared(), ...calculated())
      .thenPartly('distribution', id, { state: 'CALCULATED', dueFen: 12_774_750, householdCount: 3 })
      .thenPartly('dividend-line', line(1), { dueFen: EACH });
  });

  it('makes nothing of events whose distribution it has not seen', () => {
    givenEvents({ ...told(paid([part(1)])), stream })
      .project(dividendRegister)
      .then('distribution', id, null)
      .then('dividend-line', line(1), null);
  });
});
