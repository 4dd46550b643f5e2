import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledParameter } from './aggregate';
import {
  ApprovePolicyParameter,
  ProposePolicyParameter,
  RefusePolicyParameter,
  WithdrawPolicyParameter,
} from './commands';
import type { ParameterEvent } from './events';
import { resolve, type Parameter } from './state';
import {
  admin,
  adopted,
  COUNTY,
  entry,
  proposed,
  PROVINCE,
  signer,
  superseded,
  TOWN,
  VILLAGE,
} from './story';

const { given } = specify<ParameterEvent>(handledParameter, { commandId: 'new', actor: admin });
const january = calendarDate('2023-01-01');
const july = calendarDate('2025-07-01');
const endOfJune = calendarDate('2025-06-30');
const december = calendarDate('2025-12-31');

const propose = (changed: Partial<ProposePolicyParameter> = {}) =>
  command(ProposePolicyParameter, {
    ...{ key: 'rectification.days', scope: COUNTY, value: 30, effectiveFrom: january },
    ...{ sourceDocument: '华政办发〔2023〕1号', clause: '第三条' },
    ...changed,
  });
const named = { key: 'rectification.days', entryId: 'new' };
const approve = command(ApprovePolicyParameter, named);
const refuse = command(RefusePolicyParameter, named);
const withdraw = command(WithdrawPolicyParameter, named);

describe('proposing a policy parameter', () => {
  it('puts forward a value for a place from a day on, with its source; nothing holds yet', () => {
    given().when(propose()).then(proposed('new'));
    expect((given(proposed('new')).state() as Parameter).entries).toEqual([]);
  });

  it('may name the last day and need name no clause', () =>
    given()
      .when(
        command(ProposePolicyParameter, {
          ...{ key: 'coverage.mode', scope: TOWN, value: 'SINGLE', effectiveFrom: january },
          ...{ effectiveTo: december, sourceDocument: '镇办公会纪要' },
        }),
      )
      .then(
        proposed('new', {
          ...{ key: 'coverage.mode', scope: TOWN, value: 'SINGLE', effectiveTo: december },
          ...{ sourceDocument: '镇办公会纪要', clause: null },
        }),
      ));

  it('may fill the time before a later value, up to the day before it', () => {
    const before = given(adopted('later', { effectiveFrom: july }));
    before.when(propose({ effectiveTo: endOfJune })).then(proposed('new', { effectiveTo: endOfJune }));
    before.when(propose({ effectiveTo: july })).thenRefused('PARAMETER_OVERLAPS_LATER');
    before.when(propose()).thenRefused('PARAMETER_OVERLAPS_LATER');
  });

  it('corrects a value from its very first day only with a reason', () => {
    const wrong = given(adopted('wrong', { value: 3 }));
    wrong.when(propose()).thenRefused('REASON_REQUIRED');
    const reason = '录入错误';
    wrong
      .knowing({ reason })
      .when(propose())
      .then(proposed('new', {}, reason));
  });

  it('is refused for a key that nobody catalogued', () =>
    given()
      .when(propose({ key: 'coverage.magic' }))
      .thenRefused('PARAMETER_UNKNOWN'));

  it('is refused with a value of another kind and an interval that ends before it begins, both at once', () =>
    given()
      .when(propose({ value: '30', effectiveFrom: july, effectiveTo: endOfJune }))
      .thenRefused('PARAMETER_VALUE_INVALID', 'PARAMETER_INTERVAL_INVALID'));

  it('says which values the key takes', () => {
    const refusal = given()
      .when(propose({ value: 0 }))
      .refusal();
    expect(refusal.unmet).toEqual([
      {
        code: 'PARAMETER_VALUE_INVALID',
        params: { key: 'rectification.days', expected: { zh: '1 至 365 的整数', en: 'integer 1..365' } },
        pointer: '/value',
      },
    ]);
  });
});

describe('deciding on a proposal', () => {
  const waiting = given(proposed('new')).knowing({ actor: signer });

  it('lets the value hold from its day on', () =>
    waiting.when(approve).then(adopted('new', { approvedBy: signer.user })));

  it('supersedes what holds there on that day and edits nothing', () =>
    given(adopted('old'), proposed('new', { value: 15, effectiveFrom: july }))
      .knowing({ actor: signer })
      .when(approve)
      .then(superseded('old', 'new', { value: 15, effectiveFrom: july, approvedBy: signer.user })));

  it('leaves what other places decided alone', () =>
    given(adopted('county'), proposed('new', { scope: TOWN, effectiveFrom: july }))
      .knowing({ actor: signer })
      .when(approve)
      .then(adopted('new', { scope: TOWN, effectiveFrom: july, approvedBy: signer.user })));

  it('is not for who proposed it, nor for a deputy or through one, whatever the post', () => {
    for (const actor of [
      { ...signer, user: admin.user },
      { ...signer, delegatedBy: admin.user },
    ])
      for (const decision of [approve, refuse])
        given(proposed('new'))
          .knowing({ actor, reason: '不宜' })
          .when(decision)
          .thenRefused('PARAMETER_DECIDED_BY_PROPOSER');
    const stoodInFor = new Map([[admin.user, [signer.user]]]);
    waiting.knowing({ stoodInFor }).when(approve).thenRefused('PARAMETER_DECIDED_BY_PROPOSER');
  });

  it('refuses it with a reason', () => {
    waiting.when(refuse).thenRefused('REASON_REQUIRED');
    waiting
      .knowing({ reason: '三十日已够' })
      .when(refuse)
      .then({
        type: 'PolicyParameterProposalRefused',
        data: { ...named, scope: COUNTY, refusedBy: signer.user },
      });
  });

  it('asks anew what keeps the value from holding: another may hold there by now', () => {
    const deciding = (between: ParameterEvent) =>
      given(proposed('new'), proposed('other'), between).knowing({ actor: signer }).when(approve);
    deciding(adopted('other', { effectiveFrom: july })).thenRefused('PARAMETER_OVERLAPS_LATER');
    deciding(adopted('other', { value: 3 })).thenRefused('REASON_REQUIRED');
    given(adopted('wrong', { value: 3 }), proposed('new', {}, '录入错误'))
      .knowing({ actor: signer })
      .when(approve)
      .then(superseded('wrong', 'new', { approvedBy: signer.user }));
  });

  it('is done once, of what was proposed', () => {
    const withdrawn: ParameterEvent = {
      type: 'PolicyParameterProposalWithdrawn',
      data: { ...named, scope: COUNTY, withdrawnBy: admin.user },
    };
    for (const end of [adopted('new'), withdrawn])
      for (const decision of [approve, refuse, withdraw])
        given(proposed('new'), end)
          .knowing({ actor: signer, reason: '再议' })
          .when(decision)
          .thenRefused('PARAMETER_PROPOSAL_DECIDED');
    given(proposed('another'))
      .knowing({ actor: signer })
      .when(approve)
      .thenRefused('PARAMETER_PROPOSAL_UNKNOWN');
  });
});

describe('withdrawing a proposal', () => {
  it('is for who made it, with a reason', () => {
    const mine = given(proposed('new'));
    mine.when(withdraw).thenRefused('REASON_REQUIRED');
    const reason = '文件未发';
    mine
      .knowing({ reason })
      .when(withdraw)
      .then({
        type: 'PolicyParameterProposalWithdrawn',
        data: { ...named, scope: COUNTY, withdrawnBy: admin.user },
      });
    const another = { ...admin, user: 'another' };
    mine.knowing({ actor: another, reason }).when(withdraw).thenRefused('PARAMETER_WITHDRAWN_BY_ANOTHER');
  });
});

describe('the value in force', () => {
  const on = (events: readonly ParameterEvent[], place: DivisionCode, date: string) =>
    resolve((given(...events).state() as Parameter).entries, place, calendarDate(date))?.value ?? null;

  it('keeps the old value for the second quarter when it changes on 1 July (3.4.10)', () => {
    const history = [adopted('old'), superseded('old', 'new', { value: 15, effectiveFrom: july })];
    expect([on(history, COUNTY, '2025-06-30'), on(history, COUNTY, '2025-07-01')]).toEqual([30, 15]);
  });

  it('is that of the most specific place, else of the places above it', () => {
    const history = [adopted('province', { scope: PROVINCE, value: 60 }), adopted('town', { scope: TOWN })];
    expect(on(history, VILLAGE, '2025-01-01')).toBe(30);
    expect(on(history, COUNTY, '2025-01-01')).toBe(60);
    expect(on([...history, adopted('village', { scope: VILLAGE, value: 7 })], VILLAGE, '2025-01-01')).toBe(7);
  });

  it('falls back to the place above where the own interval is over', () => {
    const history = [
      adopted('county', { value: 60 }),
      adopted('town', { scope: TOWN, effectiveTo: december }),
    ];
    expect([on(history, TOWN, '2025-12-31'), on(history, TOWN, '2026-01-01')]).toEqual([30, 60]);
  });

  it('is nobody’s default: none before the first decision or in another province', () => {
    expect(on([adopted('county')], COUNTY, '2022-12-31')).toBeNull();
    expect(on([adopted('county')], PROVINCE, '2025-01-01')).toBeNull();
  });

  it('is the corrected one on every day of a value that was corrected from its first day', () => {
    const history = [adopted('wrong', { value: 3 }), superseded('wrong', 'right')];
    expect(on(history, COUNTY, '2023-01-01')).toBe(30);
    expect((given(...history).state() as Parameter).entries).toEqual([
      entry('wrong', { value: 3, effectiveTo: calendarDate('2022-12-31') }),
      entry('right'),
    ]);
  });
});
