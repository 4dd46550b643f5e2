import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { guaranteed, households, surplus } from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import { ApproveDividends, MarkOverdue, WithdrawDistribution } from './commands';
import type { DistributionEvent } from './events';
import { wholeMonths } from './period';
import {
  approval,
  approved,
  boss,
  calculated,
  county,
  declared,
  declaring,
  from,
  id,
  payDate,
} from './story';
import { schemeOf, to, today, town, withdrawn } from './story';

const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: boss });

describe('a period', () => {
  it('is one to twelve whole months', () => {
    expect(wholeMonths(from, to)).toBe(3);
    expect(wholeMonths(calendarDate('2024-01-01'), calendarDate('2024-12-31'))).toBe(12);
    expect(wholeMonths(calendarDate('2024-01-31'), calendarDate('2024-02-28'))).toBe(1);
    expect(wholeMonths(from, addDays(to, -1))).toBeNull();
    expect(wholeMonths(calendarDate('2024-01-01'), calendarDate('2025-01-31'))).toBeNull();
  });
});

describe('declaring a distribution', () => {
  const declare = (asked = declaring(), told: object = {}) =>
    distribution
      .given()
      .knowing({ ...schemeOf(), ...told })
      .when(asked);

  it('keeps the terms as adopted, the months and the grace, so that it can be reckoned from its own stream', () => {
    declare().then(declared());
  });

  it('happens once for each scheme and period', () => {
    distribution
      .given(declared())
      .knowing(schemeOf())
      .when(declaring())
      .thenRefused('DISTRIBUTION_ALREADY_DECLARED');
  });

  it('never pays for a month twice: January to June leaves no room for the whole year', () => {
    const [january, june] = [calendarDate('2024-01-01'), calendarDate('2024-06-30')];
    const year = declaring({ periodFrom: january, periodTo: calendarDate('2024-12-31') });
    const half = { periodFrom: january, periodTo: june };
    declare(year, { others: [half] }).thenRefused('DISTRIBUTION_PERIOD_OVERLAPS');
    const oneDay = { periodFrom: from, periodTo: from };
    declare(declaring(), { others: [oneDay] }).thenRefused('DISTRIBUTION_PERIOD_OVERLAPS');
    declare(declaring(), { others: [half] }).then(declared());
  });

  it('is of a period that began in the life of the agreement, also when that is over', () => {
    const lived = { phase: 'EXPIRED', inForceFrom: calendarDate('2023-03-01'), terms: { endDate: from } };
    const under = (more: object) => declare(declaring(), { agreement: { ...lived, ...more } });
    under({ endedOn: addDays(from, 1) }).then(declared());
    under({ endedOn: null, phase: 'IN_FORCE' }).then(declared());
    under({ endedOn: from, phase: 'TERMINATED' }).thenRefused('PERIOD_AFTER_AGREEMENT');
    const shorter = { terms: { endDate: addDays(from, -1) } };
    under({ ...shorter, endedOn: null, phase: 'IN_FORCE' }).thenRefused('PERIOD_AFTER_AGREEMENT');
    under({ ...shorter, endedOn: today, phase: 'TERMINATED' }).thenRefused('PERIOD_AFTER_AGREEMENT');
    under({ endedOn: today, phase: 'TERMINATED', inForceFrom: null }).thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  it('is of no day before the agreement is in force (R14 「按约定」)', () => {
    const term = { startDate: addDays(from, 2), endDate: to };
    const under = (more: object) =>
      declare(declaring(), { agreement: { phase: 'IN_FORCE', endedOn: null, terms: term, ...more } });
    under({ inForceFrom: from }).then(declared());
    under({ inForceFrom: addDays(from, 1) }).thenRefused('PERIOD_BEFORE_AGREEMENT');
    under({ inForceFrom: null, phase: 'CONCLUDED' }).thenRefused('PERIOD_BEFORE_AGREEMENT');
    const begun = { terms: { ...term, startDate: from } };
    under({ inForceFrom: null, phase: 'CONCLUDED', ...begun }).then(declared());
  });

  it('happens no more often in a year than the village adopted', () => {
    const quarters = ['01', '04', '07'].map((month) => {
      const periodFrom = calendarDate(`2024-${month}-01`);
      return { periodFrom, periodTo: addDays(addMonths(periodFrom, 3), -1) };
    });
    declare(declaring(), { others: quarters }).then(declared());
    const yearly = schemeOf({ ...guaranteed, timesPerYear: 3 });
    declare(declaring(), { ...yearly, others: quarters }).thenRefused('DISTRIBUTION_TOO_FREQUENT');
  });

  it('waits for another distribution of the scheme whose period is not known yet', () => {
    declare(declaring(), { isPending: true }).thenRefused('SCHEME_DECLARATION_PENDING');
  });

  it('needs a scheme of the entity that is adopted', () => {
    const { scheme } = schemeOf();
    declare(declaring(), { scheme: { ...scheme, villageCode: null, phase: 'ABSENT' } }).thenRefused(
      'SCHEME_UNKNOWN',
    );
    declare(declaring(), { scheme: { ...scheme, phase: 'DRAFT' } }).thenRefused('SCHEME_NOT_ADOPTED');
    declare(declaring(), { scheme: { ...scheme, entityId: 'other' } }).thenRefused(
      'SCHEME_OF_ANOTHER_ENTITY',
    );
  });

  it('names every fault of its dates at once', () => {
    const asked = declaring({ periodTo: addDays(to, 1), payDate: addDays(today, -1) });
    declare(asked).thenRefused('PERIOD_NOT_WHOLE_MONTHS', 'PAY_DATE_BEFORE_DECLARATION');
    declare(declaring(), { effectiveDate: addDays(today, 1) }).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('pays by the day of the year that the scheme names, counted from the end of the period or the declaration', () => {
    const by = (day: string, more: object = {}) =>
      declare(declaring({ payDate: calendarDate(day), ...more }));
    by('2025-12-20').then({
      ...declared(),
      data: { ...declared().data, payDate: calendarDate('2025-12-20') },
    } as DistributionEvent);
    by('2025-12-21').thenRefused('PAY_DATE_AFTER_AGREED');
    const longAgo = { periodFrom: calendarDate('2022-01-01'), periodTo: calendarDate('2022-12-31') };
    by('2025-12-21', longAgo).thenRefused('PAY_DATE_AFTER_AGREED');
    const last = { periodFrom: calendarDate('9999-10-01'), periodTo: calendarDate('9999-12-31') };
    expect(by('9999-12-31', last).events()).toHaveLength(1);
  });

  it('needs the profit of a period that is over, with evidence, where profit is shared', () => {
    const poolShare = { numerator: 29, denominator: 100 };
    const facts = schemeOf({ ...guaranteed, mode: 'SHARE_BASED', poolShare });
    declare(declaring(), facts).thenRefused('PROFIT_MISSING', 'PROFIT_EVIDENCE_MISSING');
    const early = declaring({
      periodTo: calendarDate('2025-03-31'),
      profitFen: 1,
      profitEvidence: '审计报告',
    });
    declare(early, facts).thenRefused('PERIOD_NOT_OVER');
    const [event] = declare(declaring({ profitFen: -1, profitEvidence: '审计报告' }), facts).events();
    expect(event?.data).toMatchObject({ profitFen: -1, profitEvidence: '审计报告' });
  });

  it('needs a surplus statement that accounts for every member of the pool and no other', () => {
    const facts = schemeOf(surplus);
    const profitEvidence = '盈余分配表';
    declare(declaring({ profitEvidence }), facts).thenRefused('SURPLUS_STATEMENT_MISSING');
    const [a, b, stranger] = households(3).map(({ householdId }) => ({
      householdId,
      volume: 5,
      capitalFen: 5,
    }));
    if (a === undefined || b === undefined || stranger === undefined) throw new Error('three households');
    const sums = { surplusFen: 100, pastLossFen: 0, reserveFen: 0, totalVolume: 10, totalCapitalFen: 10 };
    const saying = (members: (typeof a)[]) => declaring({ profitEvidence, surplus: { ...sums, members } });
    declare(saying([a, a]), facts).thenRefused('HOUSEHOLD_LISTED_TWICE', 'MEMBER_ACCOUNT_MISSING');
    declare(saying([a, b, stranger]), facts).thenRefused(
      'HOUSEHOLD_NOT_IN_SCHEME',
      'MEMBERS_EXCEED_TOTAL',
      'MEMBERS_EXCEED_TOTAL',
    );
    expect(declare(saying([a, b]), facts).events()).toHaveLength(1);
  });
});

describe('approving dividends', () => {
  const approve = command(ApproveDividends, {});
  const given = (...more: DistributionEvent[]) => distribution.given(declared(), ...calculated(), ...more);

  it('takes two persons: the town first, then the county', () => {
    given().knowing({ actor: town }).when(approve).then(approval(1));
    given(approval(1)).knowing({ actor: county }).when(approve).then(approval(2));
    given().knowing({ actor: county }).when(approve).thenRefused('APPROVAL_OUT_OF_ORDER');
    given(approval(1))
      .knowing({ actor: { ...town, user: 'another' } })
      .when(approve)
      .thenRefused('APPROVAL_OUT_OF_ORDER');
  });

  it('is refused to the declarer and to whoever has approved already', () => {
    given()
      .knowing({ actor: { ...town, user: 'boss' } })
      .when(approve)
      .thenRefused('APPROVER_IS_DECLARER');
    given(approval(1))
      .knowing({ actor: { ...county, user: 'town' } })
      .when(approve)
      .thenRefused('APPROVER_TWICE');
  });

  it('comes after the calculation and is over after the second', () => {
    distribution
      .given(declared())
      .knowing({ actor: town })
      .when(approve)
      .thenRefused('DISTRIBUTION_NOT_CALCULATED');
    distribution
      .given(...approved())
      .knowing({ actor: { ...county, user: 'third' } })
      .when(approve)
      .thenRefused('DISTRIBUTION_ALREADY_APPROVED');
  });

  it('is dated no later than today', () => {
    const told = { actor: town, effectiveDate: payDate };
    given().knowing(told).when(approve).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });
});

describe('withdrawing a distribution', () => {
  const reason = '期间有误';
  const withdraw = new WithdrawDistribution();

  it('is possible until two persons have approved it, with a reason', () => {
    const wrong = distribution.given(declared(), ...calculated(), approval(1)).knowing({ reason });
    wrong.when(withdraw).then(withdrawn);
    wrong.knowing({ reason: null }).when(withdraw).thenRefused('REASON_REQUIRED');
    distribution
      .given(...approved())
      .knowing({ reason })
      .when(withdraw)
      .thenRefused('DISTRIBUTION_ALREADY_APPROVED');
  });

  it('leaves nothing due that could become overdue, and nothing to approve', () => {
    const gone = distribution.given(declared(), ...calculated(), withdrawn).knowing({ reason });
    gone
      .knowing({ today: addDays(payDate, 60) })
      .when(new MarkOverdue())
      .thenNothing();
    gone.knowing({ actor: town }).when(new ApproveDividends()).thenRefused('DISTRIBUTION_NOT_CALCULATED');
    gone.when(withdraw).thenRefused('DISTRIBUTION_ALREADY_WITHDRAWN');
  });

  it('lets the period be declared anew', () => {
    distribution
      .given(declared(), ...calculated(), approval(1), withdrawn)
      .knowing(schemeOf())
      .when(declaring())
      .then(declared());
  });
});
