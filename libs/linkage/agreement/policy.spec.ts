import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import type { AgreementEvent } from './events';
import { EnterAgreementIntoForce, EnterAmendmentIntoForce, ExpireAgreement } from './commands';
import { agreementClock } from './policy';
import { AMENDMENT, amendmentConcluded, concluded, drafted, entered, submitted, terms } from './story';

const told = (...events: readonly AgreementEvent[]) =>
  specifyPolicy(agreementClock).given(
    ...events.map(({ type, data }) => ({ stream: 'agreement-a1', type, data: data as never })),
  );
const enter = (effectiveDate: string) => ({
  command: new EnterAgreementIntoForce(),
  ...{ id: 'a1', effectiveDate, reason: '协议起始日期已到' },
});
const expire = (effectiveDate: string) => ({
  command: new ExpireAgreement(),
  ...{ id: 'a1', effectiveDate, reason: '协议期限届满' },
});
const signed = [drafted, submitted, concluded];

describe('the clock of agreements', () => {
  it('lets a concluded one into force on its first day', () => {
    told(...signed)
      .onDay('2024-12-31')
      .thenSendsNothing();
    told(...signed)
      .onDay('2025-01-01')
      .thenSends([enter('2025-01-01')]);
  });

  it('lets one that was concluded late into force on that day', () => {
    const late = { ...concluded, data: { ...concluded.data, on: '2025-02-03' as never } };
    told(drafted, submitted, late)
      .onDay('2025-03-01')
      .thenSends([enter('2025-02-03')]);
  });

  it('waits for no day while signatures are missing', () =>
    told(drafted, submitted).onDay('2030-01-01').thenSendsNothing());

  it('lets one in force expire on the day after its last', () => {
    told(...signed, entered)
      .onDay('2027-12-31')
      .thenSendsNothing();
    told(...signed, entered)
      .onDay('2028-01-01')
      .thenSends([expire('2028-01-01')]);
  });

  it('never lets one expire that has no end but the calendar’s', () => {
    const endless = {
      ...drafted,
      data: { ...drafted.data, terms: { ...terms, endDate: '9999-12-31' as never } },
    };
    told(endless, submitted, concluded, entered).onDay('2100-01-01').thenSendsNothing();
  });

  it('follows an amendment of the last day, and a revision of the draft', () => {
    const longer = { ...terms, endDate: '2028-06-30' as never };
    const amended = {
      type: 'AgreementAmended',
      data: {
        version: 2,
        terms: longer,
        requiredLevel: 'TOWN',
        signedLevel: 'TOWN',
        scan: 's',
        explanation: submitted.data.explanation,
        on: entered.data.on,
      },
    } as const;
    told(...signed, entered, amended)
      .onDay('2028-06-30')
      .thenSendsNothing();
    told(...signed, entered, amended)
      .onDay('2028-07-01')
      .thenSends([expire('2028-07-01')]);
    const later = { ...terms, startDate: '2025-05-01' as never };
    const revised = { type: 'AgreementDraftRevised', data: { terms: later, on: entered.data.on } } as const;
    told(drafted, revised, submitted, concluded)
      .onDay('2025-05-01')
      .thenSends([enter('2025-05-01')]);
  });

  it('lets an amendment that all have signed into force on its day, and then watches the end again', () => {
    const from = '2025-06-01' as never;
    const later = { ...amendmentConcluded, data: { ...amendmentConcluded.data, from } };
    const command = Object.assign(new EnterAmendmentIntoForce(), { amendmentId: AMENDMENT });
    told(...signed, entered, later)
      .onDay('2025-05-31')
      .thenSendsNothing();
    told(...signed, entered, later)
      .onDay('2025-06-01')
      .thenSends([{ command, id: 'a1', effectiveDate: '2025-06-01', reason: '变更协议生效日期已到' }]);
  });

  it('forgets one that is over', () => {
    const over = { type: 'AgreementExpired', data: { bindingIds: [], on: entered.data.on } } as const;
    told(...signed, entered, over)
      .onDay('2030-01-01')
      .thenSendsNothing();
  });
});
