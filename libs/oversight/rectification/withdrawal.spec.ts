import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledRectification } from './aggregate';
import { CorrectDueDate, VoidRectification, WithdrawRectification } from './commands';
import type { RectificationEvent } from './events';
import {
  acknowledged,
  AGREEMENT,
  closed,
  corrected,
  extended,
  failed,
  inspected,
  known,
  ORDER,
  ordered,
  passed,
  recheckFailed,
  replied,
  somebody,
  voided,
  withdrawn,
} from './story';

const on = (date: string) => ({ today: calendarDate(date), effectiveDate: calendarDate(date) });
const { given } = specify<RectificationEvent>(handledRectification, {
  ...known,
  ...{ id: ORDER, actor: somebody('AGRI_BUREAU'), reason: '主体选错' },
  ...{ terminated: [], isRevoked: false, restoredOn: null, ...on('2025-04-02') },
});
const by = (role: Parameters<typeof somebody>[0], user?: string) => ({ actor: somebody(role, user) });
const toFailure = [inspected, acknowledged, replied, recheckFailed, failed];

describe('correcting the due date of an order', () => {
  const to = (dueDate: string) => command(CorrectDueDate, { dueDate: calendarDate(dueDate) });
  const mistyped = given(inspected).knowing(on('2025-03-02'));

  it('is for who set it, while nobody has acknowledged it', () => {
    mistyped.when(to('2025-05-31')).then(corrected);
    mistyped.knowing(by('SUPERVISOR')).when(to('2025-05-31')).thenRefused('DUE_DATE_SET_BY_ANOTHER');
    given(inspected, acknowledged).when(to('2025-05-31')).thenRefused('RECTIFICATION_ACKNOWLEDGED');
    given(inspected, passed, closed).when(to('2025-05-31')).thenRefused('RECTIFICATION_OVER');
  });

  it('is for who extended it, once it is that date which runs', () => {
    const superior = given(inspected, recheckFailed, extended);
    superior.when(to('2025-06-30')).thenRefused('DUE_DATE_SET_BY_ANOTHER');
    superior
      .knowing(by('COUNTY_SIGNER'))
      .when(to('2025-06-30'))
      .then({
        type: 'RectificationDueDateCorrected',
        data: {
          dueDate: calendarDate('2025-06-30'),
          correctedBy: 'COUNTY_SIGNER',
          on: calendarDate('2025-04-02'),
        },
      });
  });

  it('gives no more time to who has let the day pass', () =>
    given(inspected).when(to('2025-05-31')).thenRefused('DUE_DATE_PASSED'));

  it('is for a day ahead, told with a reason, and nothing where it is the same', () => {
    mistyped
      .knowing({ reason: null })
      .when(to('2025-03-02'))
      .thenRefused('REASON_REQUIRED', 'DUE_DATE_NOT_LATER');
    mistyped.when(to('2025-03-31')).thenNothing();
  });

  it('is taken of the order of an evaluation too', () =>
    given(ordered).knowing(on('2025-03-02')).when(to('2025-05-31')).then(corrected));
});

describe('withdrawing an order', () => {
  const withdraw = new WithdrawRectification();

  it('is for whoever gave it, at any step before it is over', () => {
    given(inspected).knowing(on('2025-03-05')).when(withdraw).then(withdrawn);
    for (const steps of [[], [acknowledged], [acknowledged, replied], [recheckFailed], [passed]])
      given(inspected, ...steps)
        .when(withdraw)
        .then({ ...withdrawn, data: { ...withdrawn.data, on: calendarDate('2025-04-02') } });
    given(inspected, passed, closed).when(withdraw).thenRefused('RECTIFICATION_OVER');
    given(...toFailure)
      .when(withdraw)
      .thenRefused('RECTIFICATION_OVER');
  });

  it('is refused to anybody else, and without a reason', () =>
    given(inspected)
      .knowing({ ...by('AGRI_BUREAU', 'another'), reason: null })
      .when(withdraw)
      .thenRefused('RECTIFICATION_WITHDRAWN_BY_ANOTHER', 'REASON_REQUIRED'));

  it('is for a deputy of who gave it', () => {
    const deputy = { actor: { ...somebody('AGRI_BUREAU', 'deputy'), delegatedBy: 'AGRI_BUREAU' } };
    given(inspected)
      .knowing({ ...deputy, ...on('2025-03-05') })
      .when(withdraw)
      .then({ ...withdrawn, data: { ...withdrawn.data, withdrawnBy: 'deputy' } });
  });

  it('spares nobody what an evaluation has led to (R18)', () =>
    given(ordered).when(withdraw).thenRefused('RECTIFICATION_OF_EVALUATION'));

  it('is told no earlier than the last step, and once', () => {
    given(inspected, acknowledged, replied)
      .knowing({ effectiveDate: calendarDate('2025-03-19') })
      .when(withdraw)
      .thenRefused('BEFORE_LAST_CHANGE');
    given(inspected, withdrawn).when(withdraw).thenNothing();
  });
});

describe('voiding an order', () => {
  const annul = command(VoidRectification, { decisionNo: voided.data.decisionNo });
  const signer = by('COUNTY_SIGNER');
  const afterFailure = given(...toFailure).knowing(signer);

  it('is decided by the county, also after it failed', () => {
    afterFailure.when(annul).then(voided);
    given(inspected, acknowledged).knowing(signer).when(annul).then(voided);
    given(inspected, passed, closed).knowing(signer).when(annul).thenRefused('RECTIFICATION_OVER');
    given(...toFailure, voided)
      .knowing(signer)
      .when(annul)
      .thenNothing();
  });

  it('is refused to whoever ordered it', () =>
    afterFailure.knowing(by('COUNTY_SIGNER', 'AGRI_BUREAU')).when(annul).thenRefused('VOIDER_IS_ORDERER'));

  it('is refused once an agreement was terminated for it, or the entity revoked, be it restored since', () => {
    for (const decided of [
      { terminated: [AGREEMENT] },
      { isRevoked: true },
      { restoredOn: calendarDate('2025-03-28') },
    ])
      afterFailure.knowing(decided).when(annul).thenRefused('CONSEQUENCE_DECIDED');
    afterFailure
      .knowing({ restoredOn: calendarDate('2025-03-27') })
      .when(annul)
      .then(voided);
  });

  it('asks for nothing of what was decided before it failed', () =>
    given(inspected)
      .knowing({ ...signer, isRevoked: true })
      .when(annul)
      .then(voided));

  it('spares nobody what an evaluation has led to (R18)', () =>
    given(ordered, recheckFailed, failed)
      .knowing(signer)
      .when(annul)
      .thenRefused('RECTIFICATION_OF_EVALUATION'));
});
