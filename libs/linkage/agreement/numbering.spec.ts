import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import type { AgreementEvent } from './events';
import { CorrectAgreementNo } from './number-commands';
import { holdsNumber } from './numbering';
import type { Agreement } from './state';
import { AGREEMENT, concluded, drafted, entered, LI, signedBy, somebody, submitted } from './story';

const signed = [drafted, submitted, signedBy.GOVERNMENT] as const;
const numbered = [...signed, concluded, entered] as const;

const on = calendarDate('2025-03-01');
const { given } = specify<AgreementEvent>(handledAgreement, {
  ...{ id: AGREEMENT, actor: somebody('TOWN_INFORMANT'), reason: '录错', effectiveDate: on },
  ...{ numberHolder: null, numberClaim: null },
});
const correct = (agreementNo = '盘溪〔2024〕8号') =>
  command(CorrectAgreementNo, { agreementNo, scan: 'scan-9' });
const corrected: AgreementEvent = {
  type: 'AgreementNoCorrected',
  data: {
    ...{ agreementNo: '盘溪〔2024〕8号', formerNo: '盘溪〔2024〕7号', scan: 'scan-9' },
    ...{ correctedBy: 'TOWN_INFORMANT', on },
  },
};
const stateAfter = (...events: readonly AgreementEvent[]) =>
  given(...numbered, ...events).state() as Agreement;

describe('correcting the number of an agreement', () => {
  it('says which one it was, and shows the paper', () =>
    given(...numbered)
      .when(correct())
      .then(corrected));

  it('is taken before all have signed too, and is the number that it is concluded under', () => {
    given(...signed)
      .when(correct())
      .then(corrected);
    const { agreementNo } = given(...signed, corrected).state() as Agreement;
    expect(agreementNo).toBe('盘溪〔2024〕8号');
  });

  it('is refused while nobody has given one', () =>
    given(drafted, submitted).when(correct()).thenRefused('AGREEMENT_NOT_NUMBERED'));

  it('is refused for a number that another agreement has, and without a reason', () => {
    const told = given(...numbered).knowing({ numberHolder: LI, reason: null });
    told.when(correct()).thenRefused('REASON_REQUIRED', 'AGREEMENT_NO_TAKEN');
    given(...numbered)
      .knowing({ numberHolder: AGREEMENT })
      .when(correct())
      .then(corrected);
  });

  it('is nothing new where it is the same', () =>
    given(...numbered)
      .when(correct('盘溪〔2024〕7号'))
      .thenNothing());

  it('may be corrected again, also back', () => {
    const back = correct('盘溪〔2024〕7号');
    const [event] = given(...numbered, corrected)
      .when(back)
      .events();
    expect(event?.data).toMatchObject({ agreementNo: '盘溪〔2024〕7号', formerNo: '盘溪〔2024〕8号' });
  });

  it('leaves the former number to others, and no number that it may just be given', () => {
    expect(holdsNumber(stateAfter(), '盘溪〔2024〕7号')).toBe(true);
    expect(holdsNumber(stateAfter(), '盘溪〔2024〕9号')).toBe(true);
    expect(holdsNumber(stateAfter(corrected), '盘溪〔2024〕7号')).toBe(false);
    expect(holdsNumber(stateAfter(corrected), '盘溪〔2024〕8号')).toBe(true);
  });

  it('does not undo that it was concluded', () => {
    const { concludedOn, agreementNo } = given(...numbered, corrected).state() as Agreement;
    expect([concludedOn, agreementNo]).toEqual([concluded.data.on, '盘溪〔2024〕8号']);
  });
});
