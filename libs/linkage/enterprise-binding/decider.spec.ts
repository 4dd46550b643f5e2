import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEnterpriseBinding } from './aggregate';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from './commands';
import type { EnterpriseBindingEvent } from './events';
import {
  activated,
  approved,
  COOPERATIVE,
  ended,
  ENTERPRISE,
  proposed,
  sides,
  somebody,
  suspended,
} from './story';

const { given } = specify<EnterpriseBindingEvent>(handledEnterpriseBinding, {
  actor: somebody('COUNTY_INFORMANT'),
  ...sides,
});
const on = calendarDate('2025-03-01');
const active = [proposed, approved, activated];

const propose = (changed: Partial<ProposeEnterpriseBinding> = {}) =>
  command(ProposeEnterpriseBinding, {
    ...{ enterpriseId: ENTERPRISE, cooperativeId: COOPERATIVE, industry: 'FRUIT' },
    ...{ forms: ['TECHNICAL_SERVICE', 'ORDER_FARMING'], contractNo: '华宁产〔2025〕1号' },
    ...{ riskBearer: 'ENTERPRISE', orderAmountFen: 120_000_000, priceRule: '随行就市，不低于保护价' },
    ...{ startDate: calendarDate('2025-01-01'), endDate: calendarDate('2026-12-31') },
    ...changed,
  });

describe('proposing an enterprise binding', () => {
  it('belongs to the village of the cooperative', () =>
    given()
      .knowing({ actor: somebody('TOWN_INFORMANT', 'town') })
      .when(propose())
      .then({ ...proposed, data: { ...proposed.data, on } }));

  it('may not leave the risk to the household (R34)', () => {
    const faults = validateSync(propose({ riskBearer: 'HOUSEHOLD' as never }));
    expect(faults.map(({ property }) => property)).toEqual(['riskBearer']);
    expect(validateSync(propose())).toEqual([]);
  });

  it('is refused where the two are bound in the industry already', () => {
    given(proposed).when(propose()).thenRefused('BINDING_DUPLICATE');
    given(...active)
      .when(propose())
      .thenRefused('BINDING_DUPLICATE');
  });

  it('may be repeated after a return, and begins a new term after an end', () => {
    const returned = { type: 'EnterpriseBindingReturned', data: { reason: '缺合同', on } } as const;
    const [first] = given(proposed, returned).when(propose()).events();
    const [second] = given(...active, ended)
      .when(propose())
      .events();
    expect([first?.data, second?.data]).toMatchObject([{ term: 1 }, { term: 2 }]);
  });

  it('lists all that is wrong at once', () =>
    given()
      .knowing({
        enterprise: { ...sides.enterprise, phase: 'REVOKED', leadingLevel: null },
        cooperative: { ...sides.cooperative, phase: 'CANDIDATE', kind: 'FAMILY_FARM' },
        effectiveDate: calendarDate('2025-03-02'),
      })
      .when(propose({ forms: ['LABOUR_EMPLOYMENT'], endDate: calendarDate('2024-12-31') }))
      .thenRefused(
        'EFFECTIVE_DATE_IN_FUTURE',
        'ENTITY_REVOKED',
        'ENTITY_NOT_ACTIVE',
        'NOT_A_LEADING_ENTERPRISE',
        'NOT_A_COOPERATIVE',
        'FORM_NOT_ALLOWED_FOR_RELATION',
        'TERM_INVALID',
      ));
});

describe('reviewing an enterprise binding', () => {
  const approve = command(ApproveEnterpriseBinding, {});

  it('approves and binds at once, with the level of the enterprise on that day', () =>
    given(proposed)
      .when(approve)
      .then({ ...approved, data: { leadingLevel: 'COUNTY', on } }, { ...activated, data: { from: on } }));

  it('is refused to who proposed it, and outside a review', () => {
    given(proposed)
      .knowing({ actor: somebody('COUNTY_INFORMANT', 'town') })
      .when(approve)
      .thenRefused('REVIEWER_IS_SUBMITTER');
    given(...active)
      .when(approve)
      .thenRefused('BINDING_NOT_IN_REVIEW');
  });

  it('needs both sides as sound as they were', () =>
    given(proposed)
      .knowing({ enterprise: { ...sides.enterprise, phase: 'SUSPENDED' } })
      .when(approve)
      .thenRefused('ENTITY_NOT_ACTIVE'));

  it('begins no term that is over, nor one before the last has ended', () => {
    const over = { ...proposed, data: { ...proposed.data, endDate: calendarDate('2025-02-28') } };
    given(over).when(approve).thenRefused('BINDING_TERM_OVER');
    const until = { ...ended, data: { ...ended.data, on: calendarDate('2025-03-02') } };
    given(...active, until, { ...proposed, data: { ...proposed.data, term: 2 } })
      .when(approve)
      .thenRefused('BEFORE_LAST_CHANGE');
  });

  it('returns it with a reason', () => {
    const sendBack = command(ReturnEnterpriseBinding, {});
    given(proposed).when(sendBack).thenRefused('REASON_REQUIRED');
    given(proposed)
      .knowing({ reason: '缺合同' })
      .when(sendBack)
      .then({ type: 'EnterpriseBindingReturned', data: { reason: '缺合同', on } });
  });
});

describe('withdrawing a proposal', () => {
  const withdraw = command(WithdrawEnterpriseBinding, {});
  const withdrawn = { type: 'EnterpriseBindingWithdrawn', data: { on } } as const;
  const returned = { type: 'EnterpriseBindingReturned', data: { reason: '缺合同', on } } as const;

  it('is for the town as long as nobody has approved it, and leaves room for another', () => {
    given(proposed).when(withdraw).then(withdrawn);
    given(proposed, returned).when(withdraw).then(withdrawn);
    given(proposed, withdrawn).when(withdraw).thenNothing();
    expect(given(proposed, withdrawn).when(propose()).events()).toMatchObject([{ data: { term: 1 } }]);
    given(proposed, withdrawn)
      .when(command(ApproveEnterpriseBinding, {}))
      .thenRefused('BINDING_NOT_IN_REVIEW');
  });

  it('is none of a binding that came into force: that is ended', () =>
    given(...active)
      .when(withdraw)
      .thenRefused('BINDING_NOT_WITHDRAWABLE'));

  it('leaves nothing to end with the register', () =>
    given(proposed, withdrawn)
      .knowing({ actor: somebody('SYSTEM') })
      .when(command(EndEnterpriseBinding, { cause: 'ENTITY_REVOKED' }))
      .thenNothing());
});

describe('suspending and resuming', () => {
  const suspend = command(SuspendEnterpriseBinding, {});
  const resume = command(ResumeEnterpriseBinding, {});

  it('needs a reason, an active binding, and the right order of days', () => {
    given(...active)
      .when(suspend)
      .thenRefused('REASON_REQUIRED');
    given(proposed).when(suspend).thenRefused('BINDING_NOT_ACTIVE');
    given(...active)
      .knowing({ reason: '停产检修', effectiveDate: calendarDate('2025-01-09') })
      .when(suspend)
      .thenRefused('BEFORE_LAST_CHANGE');
    given(...active)
      .knowing({ reason: '停产检修' })
      .when(suspend)
      .then({ ...suspended, data: { reason: '停产检修', on } });
  });

  it('goes on after a suspension, once', () => {
    given(...active, suspended)
      .when(resume)
      .then({ type: 'EnterpriseBindingResumed', data: { on } });
    given(...active)
      .when(resume)
      .thenNothing();
    given(...active)
      .knowing({ effectiveDate: calendarDate('2025-01-09') })
      .when(resume)
      .thenRefused('BEFORE_LAST_CHANGE');
    given(proposed).when(resume).thenRefused('BINDING_NOT_SUSPENDED');
  });
});

describe('ending an enterprise binding', () => {
  const end = (cause: EndEnterpriseBinding['cause']) => command(EndEnterpriseBinding, { cause });
  const system = { actor: somebody('SYSTEM') };

  it('says the first day without it, and twice is once', () => {
    given(...active)
      .when(end('BY_CONSENT'))
      .then({ ...ended, data: { cause: 'BY_CONSENT', note: null, on } });
    given(...active, ended)
      .when(end('BY_CONSENT'))
      .thenNothing();
    const early = given(...active, ended).knowing({ effectiveDate: calendarDate('2025-02-19') });
    early.when(end('BY_CONSENT')).thenRefused('BEFORE_LAST_CHANGE');
    early.knowing(system).when(end('ENTITY_REVOKED')).thenNothing();
  });

  it('leaves the causes of the register to the system', () => {
    given(...active)
      .when(end('ENTITY_REVOKED'))
      .thenRefused('ENDING_ONLY_BY_SYSTEM');
    given(proposed).when(end('BY_CONSENT')).thenRefused('BINDING_NOT_ACTIVE');
  });

  it('sends a proposal back when a side is revoked, and never ends before the last change', () => {
    given(proposed)
      .knowing(system)
      .when(end('ENTITY_REVOKED'))
      .then({ type: 'EnterpriseBindingReturned', data: { reason: 'ENTITY_REVOKED', on } });
    given(...active, suspended)
      .knowing({ ...system, effectiveDate: calendarDate('2025-01-15') })
      .when(end('ENTITY_REVOKED'))
      .then({ ...ended, data: { ...ended.data, on: calendarDate('2025-02-01') } });
  });
});
