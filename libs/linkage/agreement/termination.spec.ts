import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import {
  AcceptRectification,
  EndWithEntity,
  FailRectification,
  PlaceUnderRectification,
  ReleaseFromRectification,
  TerminateAgreement,
} from './commands';
import type { AgreementEvent } from './events';
import { AGREEMENT, concluded, drafted, entered, failed, inForce } from './story';
import { ordered, somebody, submitted, WANG_BINDING } from './story';

const { given } = specify<AgreementEvent>(handledAgreement, {
  id: AGREEMENT,
  actor: somebody('COUNTY_SIGNER'),
  owedFen: 34_000,
});
const on = calendarDate('2025-03-01');
const place = (rectificationId: string) => command(PlaceUnderRectification, { rectificationId });
const accept = (rectificationId: string) => command(AcceptRectification, { rectificationId });
const fail = (rectificationId: string) => command(FailRectification, { rectificationId });
const release = (rectificationId: string) => command(ReleaseFromRectification, { rectificationId });
const released = { type: 'AgreementRectificationWithdrawn', data: { rectificationId: 'r1', on } } as const;
const accepted = { type: 'AgreementRectificationAccepted', data: { rectificationId: 'r1', on } } as const;
const phaseAfter = (...events: readonly AgreementEvent[]) =>
  (given(...inForce, ...events).state() as { phase: string }).phase;

describe('an agreement under rectification', () => {
  it('is placed there once for each order', () => {
    given(...inForce)
      .when(place('r1'))
      .then({ ...ordered, data: { rectificationId: 'r1', on } });
    given(...inForce, ordered)
      .when(place('r1'))
      .thenNothing();
    given(drafted).when(place('r1')).thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  it('returns when all orders are accepted, not before', () => {
    const second = { ...ordered, data: { ...ordered.data, rectificationId: 'r2' } };
    expect(phaseAfter(ordered, accepted)).toBe('IN_FORCE');
    expect(phaseAfter(ordered, second, accepted)).toBe('RECTIFYING');
    expect(phaseAfter(ordered, failed)).toBe('RECTIFYING');
    expect(phaseAfter(ordered, second, failed, accepted)).toBe('RECTIFYING');
  });

  it('is released from an order that was taken back, also after its failure, and from that alone', () => {
    const second = { ...ordered, data: { ...ordered.data, rectificationId: 'r2' } };
    for (const before of [[ordered], [ordered, failed]]) {
      given(...inForce, ...before)
        .when(release('r1'))
        .then(released);
      expect(phaseAfter(...before, released)).toBe('IN_FORCE');
      expect(phaseAfter(...before, second, released)).toBe('RECTIFYING');
    }
    given(...inForce, second)
      .when(release('r1'))
      .thenNothing();
  });

  it('cannot be terminated for an order that was taken back', () =>
    given(...inForce, ordered, failed, released)
      .when(command(TerminateAgreement, { decisionNo: '3号', settlement: '无', rectificationId: 'r1' }))
      .thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION'));

  it('takes each result once', () => {
    given(...inForce, ordered)
      .when(accept('r1'))
      .then(accepted);
    given(...inForce, ordered, accepted)
      .when(accept('r1'))
      .thenNothing();
    given(...inForce, ordered)
      .when(fail('r1'))
      .then({ ...failed, data: { rectificationId: 'r1', on } });
    given(...inForce, ordered, failed)
      .when(fail('r1'))
      .thenNothing();
  });
});

describe('terminating after a failed rectification (R18)', () => {
  const paper = { decisionNo: '华政发〔2025〕3号', settlement: '欠付分红限期补付', unpaidFen: 34_000 };
  const terminate = command(TerminateAgreement, paper);
  const terminated = {
    type: 'AgreementTerminated',
    data: {
      ...paper,
      cause: 'RECTIFICATION_FAILED',
      rectificationId: 'r1',
      bindingIds: [WANG_BINDING],
      on,
    },
  } as const;

  it('names the failed order, what is owed, and the bindings that end', () =>
    given(...inForce, ordered, failed)
      .when(terminate)
      .then(terminated));

  it('takes what is owed from the distributions, and no paper that says something else', () => {
    const silent = { decisionNo: paper.decisionNo, settlement: paper.settlement };
    given(...inForce, ordered, failed)
      .when(command(TerminateAgreement, silent))
      .then(terminated);
    const refusal = given(...inForce, ordered, failed)
      .when(command(TerminateAgreement, { ...paper, unpaidFen: 0 }))
      .refusal();
    expect(refusal.unmet).toEqual([
      { code: 'SETTLEMENT_DIFFERS', params: { unpaidFen: 0, owedFen: 34_000 }, pointer: '/unpaidFen' },
    ]);
  });

  it.each([
    ['none was ordered', []],
    ['one is open still', [ordered]],
    ['it was accepted', [ordered, accepted]],
  ])('is refused where %s', (_what, events) =>
    given(...inForce, ...events)
      .when(terminate)
      .thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION'),
  );

  it('is refused on an order that did not fail', () =>
    given(...inForce, ordered, failed)
      .when(command(TerminateAgreement, { ...paper, rectificationId: 'r2' }))
      .thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION'));

  it('follows the failure on its day too: nobody ends an agreement before it is known to have failed', () => {
    const day = (date: string) =>
      given(...inForce, ordered, failed).knowing({ effectiveDate: calendarDate(date) });
    day('2025-02-19').when(terminate).thenRefused('BEFORE_LAST_CHANGE');
    expect(day('2025-02-20').when(terminate).events()).toHaveLength(1);
  });

  it('does not come before the agreement was in force, of whatever day the order is', () => {
    const early = calendarDate('2024-12-20');
    const before = { ...failed, data: { ...failed.data, on: early } };
    given(...inForce, { ...ordered, data: { ...ordered.data, on: early } }, before)
      .knowing({ effectiveDate: calendarDate('2024-12-31') })
      .when(terminate)
      .thenRefused('BEFORE_LAST_CHANGE');
  });

  it('is refused twice, for the second decision would say something else', () =>
    given(...inForce, ordered, failed, terminated)
      .when(terminate)
      .thenRefused('AGREEMENT_NOT_IN_FORCE'));

  it('leaves nothing for a later order to put right', () => {
    const over = given(...inForce, ordered, failed, terminated);
    over.when(place('r3')).thenNothing();
    over.when(accept('r1')).thenNothing();
    over.when(fail('r1')).thenNothing();
  });
});

/** R18: what was judged of a year is to be put right, also where the agreement has run out since. */
describe('an agreement that was over when its rectification failed', () => {
  const expired = { type: 'AgreementExpired', data: { bindingIds: [], on } } as const;
  const failedLate = { ...failed, data: { rectificationId: 'r1', on } };

  it('tells of it once, and stays over', () => {
    given(...inForce, expired)
      .when(fail('r1'))
      .then(failedLate);
    given(...inForce, expired, failedLate)
      .when(fail('r1'))
      .thenNothing();
    expect(given(...inForce, expired, failedLate).state()).toMatchObject({
      ...{ phase: 'EXPIRED', endedOn: on, openRectifications: [], failedRectifications: ['r1'] },
    });
  });

  it('is not terminated a second time', () =>
    given(...inForce, expired, failedLate)
      .when(command(TerminateAgreement, { decisionNo: '3号', settlement: '限期补付' }))
      .thenRefused('AGREEMENT_NOT_IN_FORCE'));

  it('does not tell of one that it was never under while it is in force', () =>
    given(...inForce)
      .when(fail('r1'))
      .thenNothing());
});

describe('the agreement of an entity that is out of the register', () => {
  const decided = { cause: 'ENTITY_REVOKED', decisionNo: '华政〔2025〕9号' } as const;
  const end = command(EndWithEntity, decided);
  const told = { actor: somebody('SYSTEM') };
  const ended = (day = on): AgreementEvent => ({
    type: 'AgreementTerminated',
    data: {
      ...{ ...decided, rectificationId: null, unpaidFen: 34_000, settlement: '随主体终止，欠付仍应支付' },
      ...{ bindingIds: [WANG_BINDING], on: day },
    },
  });

  it.each<[string, readonly AgreementEvent[]]>([
    ['concluded', [drafted, submitted, concluded]],
    ['in force', inForce],
    ['under rectification', [...inForce, ordered]],
  ])('ends while it is %s, and owes what it owed (R18, R42)', (_stage, events) =>
    given(...events)
      .knowing(told)
      .when(end)
      .then(ended()),
  );

  it.each<[string, readonly AgreementEvent[]]>([
    ['a draft', [drafted]],
    ['waiting for signatures', [drafted, submitted]],
  ])('falls while it is %s', (_stage, events) =>
    given(...events)
      .knowing(told)
      .when(end)
      .then({ type: 'AgreementDraftWithdrawn', data: { cause: 'ENTITY_REVOKED', on } }),
  );

  it('ends no earlier than it came into force, and once', () => {
    given(...inForce)
      .knowing({ ...told, effectiveDate: calendarDate('2024-11-01') })
      .when(end)
      .then(ended(entered.data.on));
    given(...inForce, ended())
      .knowing(told)
      .when(end)
      .thenNothing();
  });
});
