import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { handledDistribution } from './aggregate';
import { ApproveCorrection, CorrectDividendLine, ReclaimOverpayment, RejectCorrection } from './commands';
import type { DistributionEvent } from './events';
import { approved, EACH, finance, household, id, imported, paid, part, today, town } from './story';

const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: town });
const given = (...more: DistributionEvent[]) => distribution.given(...approved(), ...more);
const all = [part(1), part(2), part(3)];

const reason = '股份登记有误';
const commandId = '00000000-0000-5000-8000-00000000c001';
const correctionId = derivedId('correction', commandId);
const to = (toFen: number, householdId = household(1)) =>
  command(CorrectDividendLine, { householdId, toFen });
const back = (amountFen: number) => command(ReclaimOverpayment, { householdId: household(1), amountFen });
const approve = command(ApproveCorrection, { correctionId });
const reject = command(RejectCorrection, { correctionId });

const lower = 4_000_000;
const by = { proposedBy: 'town', proposedAs: 'TOWN_INFORMANT' } as const;
const proposed: DistributionEvent = {
  type: 'DividendCorrectionProposed',
  data: { correctionId, ...by, householdId: household(1), fromFen: EACH, toFen: lower, on: today },
};
const checked = { secondPerson: 'finance', correctionId, proposedBy: 'town' };
const corrected: DistributionEvent = {
  type: 'DividendLineCorrected',
  data: { householdId: household(1), fromFen: EACH, toFen: lower, ...checked, on: today },
};
/** As such events stood in the log before proposals were recorded. */
const correctedOfOld: DistributionEvent = {
  type: 'DividendLineCorrected',
  data: { householdId: household(1), fromFen: EACH, toFen: lower, secondPerson: 'finance', on: today },
};
const reclaimProposed: DistributionEvent = {
  type: 'OverpaymentReclaimProposed',
  data: { correctionId, ...by, householdId: household(1), amountFen: 258_250, on: today },
};
const reclaimed: DistributionEvent = {
  type: 'OverpaymentReclaimed',
  data: { householdId: household(1), amountFen: 258_250, ...checked, on: today },
};

describe('proposing to put a line right', () => {
  it('changes nothing by itself and says why', () => {
    given().knowing({ reason }).when(to(lower)).then(proposed);
    given().when(to(lower)).thenRefused('REASON_REQUIRED');
    given().knowing({ reason }).when(to(EACH)).thenRefused('LINE_UNCHANGED');
    given()
      .knowing({ reason })
      .when(to(1, derivedId('x')))
      .thenRefused('HOUSEHOLD_NOT_IN_DISTRIBUTION');
  });

  it('waits for a payment that is on its way', () => {
    given(imported([part(1)]))
      .knowing({ reason })
      .when(to(1))
      .thenRefused('LINE_IN_UNCONFIRMED_BATCH');
  });

  it('lets what was overpaid be reclaimed, and no more', () => {
    const overpaid = given(imported(all), paid(all), correctedOfOld).knowing({ reason });
    overpaid.when(back(258_250)).then(reclaimProposed);
    overpaid.when(back(258_251)).thenRefused('RECLAIM_EXCEEDS_OVERPAYMENT');
    given(imported(all), paid(all), correctedOfOld, reclaimProposed, reclaimed)
      .knowing({ reason })
      .when(back(1))
      .thenRefused('RECLAIM_EXCEEDS_OVERPAYMENT');
  });
});

describe('deciding on a correction', () => {
  const proposal = given(proposed);

  it('is done by another person, of the other of the two offices (4.5)', () => {
    proposal.knowing({ actor: finance }).when(approve).then(corrected);
    proposal
      .knowing({ actor: town })
      .when(approve)
      .thenRefused('APPROVER_IS_PROPOSER', 'CORRECTION_NEEDS_OTHER_OFFICE');
    proposal
      .knowing({ actor: { ...town, user: 'another' } })
      .when(approve)
      .thenRefused('CORRECTION_NEEDS_OTHER_OFFICE');
    proposal
      .knowing({ actor: { ...finance, delegatedBy: 'town' } })
      .when(approve)
      .thenRefused('APPROVER_IS_PROPOSER');
  });

  it('takes back what was overpaid', () => {
    given(imported(all), paid(all), correctedOfOld, reclaimProposed)
      .knowing({ actor: finance })
      .when(approve)
      .then(reclaimed);
  });

  it('is about the line as it was when it was proposed', () => {
    given(proposed, correctedOfOld)
      .knowing({ actor: finance })
      .when(approve)
      .thenRefused('LINE_CHANGED_SINCE');
    given(proposed, imported([part(1)]))
      .knowing({ actor: finance })
      .when(approve)
      .thenRefused('LINE_IN_UNCONFIRMED_BATCH');
    given(imported(all), paid(all), correctedOfOld, reclaimProposed, reclaimed, {
      ...reclaimProposed,
      data: { ...reclaimProposed.data, correctionId: derivedId('second') },
    })
      .knowing({ actor: finance })
      .when(command(ApproveCorrection, { correctionId: derivedId('second') }))
      .thenRefused('RECLAIM_EXCEEDS_OVERPAYMENT');
  });

  it('happens once, and only on what was proposed', () => {
    const decided = given(proposed, corrected).knowing({ actor: finance, reason });
    decided.when(approve).thenRefused('CORRECTION_DECIDED');
    decided.when(reject).thenRefused('CORRECTION_DECIDED');
    given().knowing({ actor: finance }).when(approve).thenRefused('CORRECTION_UNKNOWN');
  });

  it('may also say no, with a reason', () => {
    const rejected: DistributionEvent = {
      type: 'DividendCorrectionRejected',
      data: { correctionId, rejectedBy: 'finance', on: today },
    };
    proposal.knowing({ actor: finance, reason }).when(reject).then(rejected);
    proposal.knowing({ actor: finance }).when(reject).thenRefused('REASON_REQUIRED');
    given(proposed, rejected).knowing({ actor: finance }).when(approve).thenRefused('CORRECTION_DECIDED');
  });

  it('is not dated into the future', () => {
    proposal
      .knowing({ actor: finance, effectiveDate: calendarDate('2025-03-02') })
      .when(approve)
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });
});
