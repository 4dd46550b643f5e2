import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledRectification } from './aggregate';
import {
  AcknowledgeOrder,
  CloseRectification,
  DeclareRectificationFailed,
  ExtendDueDate,
  MarkRectificationOverdue,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
} from './commands';
import type { RectificationEvent } from './events';
import {
  acknowledged,
  AGREEMENT,
  closed,
  COOP,
  EVALUATION,
  extended,
  failed,
  known,
  ORDER,
  ordered,
  overdue,
  passed,
  recheckFailed,
  reopened,
  replied,
  somebody,
} from './story';

const { given } = specify<RectificationEvent>(handledRectification, {
  ...known,
  id: ORDER,
  actor: somebody('AGRI_BUREAU'),
});
const on = (date: string) => ({ today: calendarDate(date), effectiveDate: calendarDate(date) });
const by = (role: Parameters<typeof somebody>[0], user?: string) => ({ actor: somebody(role, user) });

describe('ordering a rectification', () => {
  const order = (changed: Partial<OrderRectification> = {}) =>
    command(OrderRectification, {
      source: 'EVALUATION',
      sourceId: EVALUATION,
      entityId: COOP,
      agreementIds: [AGREEMENT],
      problemCode: 'EVALUATION_NOT_FULFILLED',
      problem: '保底分红未兑现',
      ...changed,
    });
  const inspection = order({ source: 'INSPECTION' });

  it('opens it with the due date and who ordered it', () => given().when(order()).then(ordered));

  it('is refused on an evaluation that was fulfilled, or is not final, or is of another entity', () => {
    const { evaluation: failing } = known;
    for (const evaluation of [
      { ...failing, result: 'FULFILLED' },
      { ...failing, result: null },
      { ...failing, entityId: 'another' },
      null,
    ])
      given().knowing({ evaluation }).when(order()).thenRefused('EVALUATION_NOT_FAILED');
  });

  it('needs no evaluation where it comes from elsewhere', () => {
    const [event] = given().knowing({ evaluation: null }).when(inspection).events();
    expect(event).toMatchObject({ type: 'RectificationOrdered', data: { source: 'INSPECTION' } });
  });

  it('is refused for an agreement with another entity', () =>
    given()
      .knowing({ agreements: [{ id: AGREEMENT, entityId: 'another', phase: 'IN_FORCE' }] })
      .when(inspection)
      .thenRefused('AGREEMENT_OF_ANOTHER_ENTITY'));

  it.each(['ABSENT', 'DRAFT', 'CONCLUDED', 'TERMINATED', 'EXPIRED'])(
    'is refused for an agreement that is %s',
    (phase) =>
      given()
        .knowing({ agreements: [{ id: AGREEMENT, entityId: COOP, phase }] })
        .when(inspection)
        .thenRefused('AGREEMENT_NOT_IN_FORCE'),
  );

  it.each(['EXPIRED', 'TERMINATED', 'RECTIFYING'])(
    'names what was judged, though it is %s since the year that was evaluated (R17)',
    (phase) =>
      given()
        .knowing({ agreements: [{ id: AGREEMENT, entityId: COOP, phase }] })
        .when(order({ agreementIds: [] }))
        .then(ordered),
  );

  it('names what renews it once that is in force, and nothing else that is over', () => {
    const renewal = (id: string, phase: string) => ({ id, entityId: COOP, phase });
    const agreements = [
      ...known.agreements,
      ...[renewal('signed', 'CONCLUDED'), renewal('begun', 'IN_FORCE'), renewal('dropped', 'WITHDRAWN')],
      renewal('over before', 'EXPIRED'),
    ];
    const [event] = given().knowing({ agreements }).when(order()).events();
    expect(event?.data).toMatchObject({ agreementIds: [AGREEMENT, 'begun'] });
  });

  it('lists all that is wrong at once', () =>
    given()
      .knowing({
        effectiveDate: calendarDate('2025-03-02'),
        dueDate: calendarDate('2025-03-01'),
        evaluation: null,
      })
      .when(order())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE', 'EVALUATION_NOT_FAILED', 'DUE_DATE_NOT_LATER'));

  it('is refused to a person the second time and ignored from the process', () => {
    given(ordered).when(order()).thenRefused('RECTIFICATION_EXISTS');
    given(ordered).knowing(by('SYSTEM')).when(order()).thenNothing();
  });
});

describe('acknowledging and replying', () => {
  const acknowledge = new AcknowledgeOrder();
  const reply = (evidence: string[]) => command(ReplyRectification, { measures: '已补发分红', evidence });

  it('follow each other', () => {
    given(ordered).knowing(on('2025-03-02')).when(acknowledge).then(acknowledged);
    given(ordered, acknowledged)
      .knowing({ ...on('2025-03-20'), ...by('ENTITY_MANAGER') })
      .when(reply(['photo-1']))
      .then(replied);
  });

  it('an order that is acknowledged stays so', () => {
    given(ordered, acknowledged).when(acknowledge).thenNothing();
    given(ordered, acknowledged, replied).when(acknowledge).thenNothing();
  });

  it('a reply needs evidence', () =>
    given(ordered, acknowledged).knowing(on('2025-03-02')).when(reply([])).thenRefused('EVIDENCE_REQUIRED'));

  it('a reply needs the acknowledgement, and is given once', () => {
    given(ordered)
      .when(reply(['photo-1']))
      .thenRefused('RECTIFICATION_NOT_ACKNOWLEDGED');
    given(ordered, acknowledged, replied)
      .when(reply(['p']))
      .thenRefused('RECTIFICATION_NOT_ACKNOWLEDGED');
  });

  it('are over with the order', () => {
    given(ordered, closed).when(acknowledge).thenRefused('RECTIFICATION_OVER');
    given(ordered, failed)
      .when(reply(['p']))
      .thenRefused('RECTIFICATION_OVER');
  });
});

describe('re-checking', () => {
  const recheck = (holds: boolean) =>
    command(RecheckRectification, { passed: holds, findings: holds ? '分红到户' : '仍欠三户' });
  const supervisor = { ...on('2025-03-25'), ...by('SUPERVISOR') };

  it('passes or fails', () => {
    const answered = given(ordered, acknowledged, replied).knowing(supervisor);
    answered.when(recheck(true)).then(passed);
    answered.when(recheck(false)).then(recheckFailed);
  });

  it('is refused to anybody who replied, also the time before', () => {
    const replier = { ...on('2025-04-25'), ...by('TOWN_INFORMANT', 'ENTITY_MANAGER') };
    const another = { ...replied, data: { ...replied.data, repliedBy: 'TOWN_INFORMANT' } };
    given(ordered, acknowledged, replied)
      .knowing(replier)
      .when(recheck(true))
      .thenRefused('RECHECKER_IS_REPLIER');
    given(ordered, acknowledged, replied, recheckFailed, extended, acknowledged, another)
      .knowing(replier)
      .when(recheck(true))
      .thenRefused('RECHECKER_IS_REPLIER');
  });

  it('waits for the reply until the due date', () =>
    given(ordered, acknowledged)
      .knowing({ ...on('2025-03-31'), ...by('SUPERVISOR') })
      .when(recheck(false))
      .thenRefused('RECTIFICATION_NOT_REPLIED'));

  it('after the due date silence may fail and never pass', () => {
    const late = given(ordered, overdue).knowing({ ...on('2025-04-01'), ...by('SUPERVISOR') });
    expect(late.when(recheck(false)).events()).toMatchObject([{ type: 'RectificationRecheckFailed' }]);
    late.when(recheck(true)).thenRefused('RECTIFICATION_NOT_REPLIED');
  });
});

describe('extending the due date', () => {
  const extend = (dueDate: string) => command(ExtendDueDate, { dueDate: calendarDate(dueDate) });
  const superior = { ...on('2025-03-26'), ...by('COUNTY_SIGNER') };
  const once = given(ordered, acknowledged, replied, recheckFailed);

  it('opens the order again', () => {
    once.knowing(superior).when(extend('2025-04-30')).then(extended);
    const again = given(ordered, acknowledged, replied, recheckFailed, extended);
    expect(again.state()).toMatchObject({ phase: 'OPEN', dueDate: '2025-04-30', isExtended: true });
  });

  it('is for the superior of who ordered', () =>
    once
      .knowing({ ...superior, ...by('COUNTY_SIGNER', 'AGRI_BUREAU') })
      .when(extend('2025-04-30'))
      .thenRefused('EXTENDER_IS_ORDERER'));

  it('is refused without a failed re-check', () =>
    given(ordered, acknowledged, replied)
      .knowing(superior)
      .when(extend('2025-04-30'))
      .thenRefused('NO_FAILED_RECHECK'));

  it('is refused the second time', () =>
    given(ordered, acknowledged, replied, recheckFailed, extended, acknowledged, replied, recheckFailed)
      .knowing(superior)
      .when(extend('2025-05-31'))
      .thenRefused('DUE_DATE_EXTENDED_ALREADY'));

  it('goes beyond today and beyond the old date', () => {
    once.knowing(superior).when(extend('2025-03-31')).thenRefused('DUE_DATE_NOT_LATER');
    once
      .knowing({ ...superior, ...on('2025-05-02') })
      .when(extend('2025-05-02'))
      .thenRefused('DUE_DATE_NOT_LATER');
  });
});

/** R18: each step has its place; out of order it is refused. */
describe('the order of the steps', () => {
  const dated = on('2025-03-28');
  const close = new CloseRectification();
  const fail = command(DeclareRectificationFailed, { decisionNo: '华政发〔2025〕9号' });

  it('closes after a pass and fails after a failed re-check', () => {
    given(ordered, acknowledged, replied, passed).knowing(dated).when(close).then(closed);
    given(ordered, acknowledged, replied, recheckFailed).knowing(dated).when(fail).then(failed);
  });

  it.each<[string, RectificationEvent[], string, string]>([
    ['OPEN', [ordered], 'RECHECK_NOT_PASSED', 'NO_FAILED_RECHECK'],
    ['OVERDUE', [ordered, overdue], 'RECHECK_NOT_PASSED', 'NO_FAILED_RECHECK'],
    ['ACKNOWLEDGED', [ordered, acknowledged], 'RECHECK_NOT_PASSED', 'NO_FAILED_RECHECK'],
    ['REPLIED', [ordered, acknowledged, replied], 'RECHECK_NOT_PASSED', 'NO_FAILED_RECHECK'],
    ['EXTENDED', [ordered, recheckFailed, extended], 'RECHECK_NOT_PASSED', 'NO_FAILED_RECHECK'],
    ['FAILED', [ordered, recheckFailed, failed], 'RECTIFICATION_OVER', 'RECTIFICATION_OVER'],
  ])('neither closes nor fails while it is %s', (_state, events, onClosing, onFailing) => {
    given(...events)
      .when(close)
      .thenRefused(onClosing);
    given(...events)
      .when(fail)
      .thenRefused(onFailing);
  });

  it('fails for all that was judged, also where the order was given for less', () => {
    const before = { ...ordered, data: { ...ordered.data, agreementIds: [] } };
    given(before, acknowledged, replied, recheckFailed).knowing(dated).when(fail).then(failed);
    expect(given(before, recheckFailed, failed).state()).toMatchObject({
      ...{ evaluationId: EVALUATION, agreementIds: [AGREEMENT] },
    });
    const elsewhere = { ...ordered, data: { ...ordered.data, source: 'AUDIT' } } as const;
    expect(given(elsewhere).state()).toMatchObject({ evaluationId: null });
  });

  it('does not fail what has passed, nor close what has failed the re-check', () => {
    given(ordered, acknowledged, replied, passed).when(fail).thenRefused('NO_FAILED_RECHECK');
    given(ordered, acknowledged, replied, recheckFailed).when(close).thenRefused('RECHECK_NOT_PASSED');
    given(ordered, passed, closed).when(fail).thenRefused('RECTIFICATION_OVER');
  });

  it('closes once', () => given(ordered, passed, closed).when(close).thenNothing());

  const evidence = command(ReplyRectification, { measures: '已补发分红', evidence: ['photo-1'] });
  const recheck = command(RecheckRectification, { passed: false, findings: '仍欠三户' });
  const extend = command(ExtendDueDate, { dueDate: calendarDate('2025-06-30') });
  const reopen = command(ReopenRectification, { dueDate: calendarDate('2025-06-30') });

  it.each<[string, RectificationEvent[], object, string]>([
    ['acknowledged before it was ordered', [ordered], new AcknowledgeOrder(), '2025-02-28'],
    ['replied to before it was acknowledged', [ordered, acknowledged], evidence, '2025-03-01'],
    ['re-checked before the reply', [ordered, acknowledged, replied], recheck, '2025-03-19'],
    ['extended before the re-check', [ordered, replied, recheckFailed], extend, '2025-03-24'],
    ['closed before it passed', [ordered, replied, passed], close, '2025-03-24'],
    ['failed before the re-check', [ordered, replied, recheckFailed], fail, '2025-03-24'],
    ['reopened before it was closed', [ordered, passed, closed], reopen, '2025-03-27'],
  ])('is the order of their days: nothing is %s', (_what, events, asked, day) =>
    given(...events)
      .knowing({ ...by('COUNTY_SIGNER'), reason: '补录' })
      .knowing({ today: calendarDate('2025-05-10'), effectiveDate: calendarDate(day) })
      .when(asked)
      .thenRefused('BEFORE_LAST_CHANGE'),
  );

  it('does not count the mark of the clock: a reply of the due date may be told late', () => {
    const late = { ...on('2025-03-31'), today: calendarDate('2025-04-03') };
    expect(given(ordered, acknowledged, overdue).knowing(late).when(evidence).events()).toHaveLength(1);
  });
});

describe('reopening', () => {
  const reopen = command(ReopenRectification, { dueDate: calendarDate('2025-06-30') });
  const auditor = { ...on('2025-05-10'), ...by('AUDITOR'), reason: '回访发现分红再次拖欠' };

  it('starts a closed order anew, and what was extended stays extended', () => {
    given(ordered, passed, closed).knowing(auditor).when(reopen).then(reopened);
    expect(given(ordered, recheckFailed, extended, passed, closed, reopened).state()).toMatchObject({
      phase: 'OPEN',
      dueDate: '2025-06-30',
      isExtended: true,
    });
  });

  it('is ordered anew of the entity that stays, where its own was merged into that', () =>
    given(ordered, passed, closed)
      .knowing({ ...auditor, mergedInto: 'other' })
      .when(reopen)
      .thenRefused('ENTITY_MERGED'));

  it('needs a reason', () =>
    given(ordered, passed, closed)
      .knowing({ ...auditor, reason: null })
      .when(reopen)
      .thenRefused('REASON_REQUIRED'));

  it('is refused for an order that runs or has failed', () => {
    given(ordered).knowing(auditor).when(reopen).thenRefused('RECTIFICATION_NOT_CLOSED');
    given(ordered, failed).knowing(auditor).when(reopen).thenRefused('RECTIFICATION_NOT_CLOSED');
  });
});

describe('the clock', () => {
  const mark = new MarkRectificationOverdue();

  it('marks an order on the day after its due date', () => {
    given(ordered).knowing(on('2025-03-31')).when(mark).thenRefused('RECTIFICATION_NOT_DUE');
    given(ordered).knowing(on('2025-04-01')).when(mark).then(overdue);
    given(ordered, acknowledged).knowing(on('2025-04-01')).when(mark).then(overdue);
  });

  it('marks each due date once and leaves alone what is replied to', () => {
    const late = on('2025-05-20');
    given(ordered, overdue).knowing(late).when(mark).thenNothing();
    given(ordered, acknowledged, replied).knowing(late).when(mark).thenNothing();
    const again = { type: 'RectificationOverdue', data: { dueDate: calendarDate('2025-04-30') } };
    expect(given(ordered, overdue, recheckFailed, extended).knowing(late).when(mark).events()).toMatchObject([
      again,
    ]);
  });
});
