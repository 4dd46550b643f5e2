import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEntity } from './aggregate';
import {
  ApproveEntity,
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityHead,
  DeregisterEntity,
  GrantDemoLevel,
  PrelimReviewEntity,
  RecommendEntity,
  RejectEntity,
  RestoreEligibility,
  ResumeEntity,
  RevokeEligibility,
  SetLeadingLevel,
  SuspendEntity,
  WithdrawDemoLevel,
} from './commands';
import type { EntityEvent } from './events';
import {
  active,
  AGREEMENT,
  EVALUATION,
  deregistered,
  known,
  registered,
  rejected,
  restored,
  revoked,
  somebody,
  suspended,
  usccOf,
} from './story';

const { given } = specify<EntityEvent>(handledEntity, known);
const on = calendarDate('2025-03-01');
const enterprise = registered({
  ...{ kind: 'LEADING_ENTERPRISE', uscc: usccOf('91530424MA0000001'), leadingLevel: 'CULTIVATED' },
});

const head = command(ChangeEntityHead, { managerName: '李四' });
const corrected = command(CorrectEntityHead, { managerName: '李四' });
const industry = command(ChangeEntityIndustry, { industries: ['VEGETABLE'] });
const level = command(SetLeadingLevel, { level: 'COUNTY', documentNo: '认定 1' });
const demo = command(GrantDemoLevel, { level: 'COUNTY', documentNo: '示范 1' });
const withdraw = command(WithdrawDemoLevel, { documentNo: '撤销 1' });
const suspend = command(SuspendEntity, {});
const resume = command(ResumeEntity, {});
const revoke = command(RevokeEligibility, { decisionNo: revoked.data.decisionNo, agreementId: AGREEMENT });
const restore = command(RestoreEligibility, {
  decisionNo: restored.data.decisionNo,
  evaluationId: EVALUATION,
});
const deregister = command(DeregisterEntity, { registryDocument: deregistered.data.registryDocument });

describe('what changes of an entity that is there', () => {
  it('is its head, sealed', () =>
    given(...active)
      .when(head)
      .then({ type: 'EntityHeadChanged', data: { manager: known.manager, on } }));

  it('is not its head where only the name was written down wrongly: that is corrected, for a reason', () => {
    given(...active)
      .knowing({ reason: '姓名录入有误' })
      .when(corrected)
      .then({ type: 'EntityHeadCorrected', data: { manager: known.manager, on } });
    given(...active)
      .when(corrected)
      .thenRefused('REASON_REQUIRED');
  });

  it('is what it grows', () =>
    given(...active)
      .when(industry)
      .then({ type: 'EntityIndustryChanged', data: { industries: ['VEGETABLE'], on } }));

  it('is the level of a leading enterprise, on presentation of the document', () => {
    given(enterprise)
      .when(level)
      .then({ type: 'LeadingLevelChanged', data: { level: 'COUNTY', documentNo: '认定 1', on } });
    given(enterprise)
      .when(command(SetLeadingLevel, { level: 'CULTIVATED', documentNo: '认定 2' }))
      .thenNothing();
    given(...active)
      .when(level)
      .thenRefused('LEADING_LEVEL_ONLY_FOR_ENTERPRISE');
  });

  it('is the demonstration level of a cooperative, given and taken back', () => {
    const granted = {
      type: 'DemoLevelGranted',
      data: { level: 'COUNTY', documentNo: '示范 1', on },
    } as const;
    given(...active)
      .when(demo)
      .then(granted);
    given(...active, granted)
      .when(demo)
      .thenNothing();
    given(...active, granted)
      .when(withdraw)
      .then({ type: 'DemoLevelWithdrawn', data: { documentNo: '撤销 1', on } });
    given(...active)
      .when(withdraw)
      .thenNothing();
    given(enterprise).when(demo).thenRefused('DEMO_LEVEL_ONLY_FOR_COOPERATIVE');
  });

  it.each([rejected, revoked, deregistered])('is nothing after $type', (ended) => {
    for (const asked of [head, industry, level, demo, withdraw, suspend])
      given(...active, ended)
        .when(asked)
        .thenRefused('ENTITY_NOT_IN_PHASE');
  });
});

describe('a level that was given or taken earlier than it is told', () => {
  const [early, later] = [calendarDate('2025-02-01'), calendarDate('2025-02-20')];
  const changed = { type: 'LeadingLevelChanged', data: { level: 'COUNTY', documentNo: '认定 1' } } as const;
  const granted = { type: 'DemoLevelGranted', data: { level: 'COUNTY', documentNo: '示范 1' } } as const;
  const withdrawn = { type: 'DemoLevelWithdrawn', data: { documentNo: '撤销 1' } } as const;
  const dated = (event: { readonly type: string; readonly data: object }, day: string): EntityEvent =>
    ({ ...event, data: { ...event.data, on: day } }) as EntityEvent;

  it.each<[string, readonly EntityEvent[], object, Parameters<typeof dated>[0]]>([
    ['of a leading enterprise', [enterprise], level, changed],
    ['of a cooperative', active, demo, granted],
    ['of one that lost it', [...active, dated(granted, '2025-01-15')], withdraw, withdrawn],
  ])('is written from that day on: %s', (_whose, events, asked, event) => {
    const known = given(...events, dated(event, on));
    known.when(asked).thenNothing();
    for (const day of [later, early])
      known.knowing({ effectiveDate: day }).when(asked).then(dated(event, day));
    given(...events, dated(event, on), dated(event, early))
      .knowing({ effectiveDate: later })
      .when(asked)
      .thenNothing();
  });

  it('is refused where another was given since, which it would undo', () => {
    const since = { ...changed, data: { ...changed.data, level: 'PROVINCIAL', on } } as EntityEvent;
    given(enterprise, since).knowing({ effectiveDate: early }).when(level).thenRefused('BEFORE_LAST_CHANGE');
  });
});

describe('a suspension', () => {
  const because = { reason: '经营异常' };

  it('has a reason, and so has its end', () => {
    given(...active)
      .knowing(because)
      .when(suspend)
      .then(suspended);
    given(...active, suspended)
      .knowing(because)
      .when(resume)
      .then({ type: 'EntityResumed', data: { ...because, on } });
    given(...active)
      .when(suspend)
      .thenRefused('REASON_REQUIRED');
    given(...active, suspended)
      .when(resume)
      .thenRefused('REASON_REQUIRED');
  });

  it('is of an approved entity only; asking twice is not an offence', () => {
    given(registered()).knowing(because).when(suspend).thenRefused('ENTITY_NOT_IN_PHASE');
    given(registered()).knowing(because).when(resume).thenRefused('ENTITY_NOT_IN_PHASE');
    given(...active, suspended)
      .when(suspend)
      .thenNothing();
    given(...active)
      .when(resume)
      .thenNothing();
  });
});

describe('revoking the eligibility (R18)', () => {
  it('follows a termination after a failed rectification, and names both', () => {
    given(...active)
      .when(revoke)
      .then(revoked);
    given(...active, suspended)
      .when(revoke)
      .then(revoked);
  });

  it.each([
    ['no such agreement', { agreementOf: null, ending: null }],
    ['an agreement that runs', { ending: null }],
    ['an agreement of somebody else', { agreementOf: 'another entity' }],
    ['a termination of a later day', { ending: { ...known.ending, on: calendarDate('2025-03-02') } }],
  ])('is refused for %s', (_what, facts) =>
    given(...active)
      .knowing(facts)
      .when(revoke)
      .thenRefused('REVOCATION_WITHOUT_TERMINATION'),
  );

  const ranOut = { cause: 'EXPIRED', rectificationId: null, on: calendarDate('2025-01-01') };

  it.each(['EXPIRED', 'BY_CONSENT', 'FORCE_MAJEURE'])(
    'needs no termination of an agreement that was over when its rectification failed, be it %s',
    (cause) =>
      given(...active)
        .knowing({ ending: { ...ranOut, cause } })
        .when(revoke)
        .then(revoked),
  );

  it('waits for the termination of what the same rectification concerns and is in force', () => {
    const refusal = given(...active)
      .knowing({ ending: ranOut, running: ['renewal'] })
      .when(revoke)
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'AGREEMENT_CONCERNED_IN_FORCE', params: { agreementIds: ['renewal'] } },
    ]);
    given(...active)
      .knowing({ running: ['another that the county leaves to end with the entity'] })
      .when(revoke)
      .then(revoked);
  });

  it.each([
    ['ran out', ranOut],
    ['was terminated by consent', { ...ranOut, cause: 'BY_CONSENT' }],
    ['was terminated for a rectification', known.ending],
  ])('is refused where the agreement %s and no rectification of it has failed', (_what, ending) => {
    const refusal = given(...active)
      .knowing({ ending, failure: null })
      .when(revoke)
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'TERMINATION_WITHOUT_FAILED_RECTIFICATION', pointer: '/agreementId' },
    ]);
  });

  it('is not dated back before the rectification failed', () =>
    given(...active)
      .knowing({ ending: ranOut, failure: { ...known.failure, on: calendarDate('2025-03-02') } })
      .when(revoke)
      .thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION'));

  it('asks for the termination before it asks for the rectification', () =>
    given(...active)
      .knowing({ agreementOf: null, ending: null, failure: null })
      .when(revoke)
      .thenRefused('REVOCATION_WITHOUT_TERMINATION'));

  it('is of an approved entity only, and once', () => {
    given(registered()).when(revoke).thenRefused('ENTITY_NOT_IN_PHASE');
    given(...active, revoked)
      .when(revoke)
      .thenRefused('ENTITY_NOT_IN_PHASE');
  });

  it('follows what has failed since the entity was restored: before that it was atoned for', () => {
    const again = given(...active, revoked, restored).knowing({
      ...{ today: calendarDate('2026-06-01'), effectiveDate: calendarDate('2026-06-01') },
    });
    again.when(revoke).thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION');
    const failedOn = (date: string) => ({ failure: { ...known.failure, on: calendarDate(date) } });
    again
      .knowing(failedOn('2026-03-01'))
      .when(revoke)
      .thenRefused('TERMINATION_WITHOUT_FAILED_RECTIFICATION');
    expect(again.knowing(failedOn('2026-03-02')).when(revoke).events()).toHaveLength(1);
  });
});

describe('restoring the eligibility', () => {
  const day = (date: string) => ({ today: calendarDate('2026-12-31'), effectiveDate: calendarDate(date) });

  it('comes when the years are full that the parameter asks, to the day', () => {
    given(...active, revoked)
      .knowing(day('2026-03-01'))
      .when(restore)
      .then(restored);
    const refusal = given(...active, revoked)
      .knowing(day('2026-02-28'))
      .when(restore)
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'RESTORATION_TOO_EARLY', params: { years: 1, earliest: '2026-03-01' } },
    ]);
  });

  it.each([
    ['does not exist or has no result', null],
    ['is of another entity', { ...known.trial, entityId: AGREEMENT }],
    ['ended NOT_FULFILLED', { ...known.trial, result: 'NOT_FULFILLED' }],
    ['was of a year that was over before the revocation', { ...known.trial, year: 2024 }],
    ['has its result only later', { ...known.trial, on: calendarDate('2026-03-02') }],
  ])('is refused where the trial that is named %s', (_what, trial) => {
    const refusal = given(...active, revoked)
      .knowing({ ...day('2026-03-01'), trial })
      .when(restore)
      .refusal();
    expect(refusal.unmet).toMatchObject([{ code: 'RESTORATION_WITHOUT_TRIAL', pointer: '/evaluationId' }]);
  });

  it('tells of the years and of the trial at once', () =>
    given(...active, revoked)
      .knowing({ ...day('2026-02-28'), trial: null })
      .when(restore)
      .thenRefused('RESTORATION_TOO_EARLY', 'RESTORATION_WITHOUT_TRIAL'));

  it('takes as long as the place has decided', () => {
    given(...active, revoked)
      .knowing({ ...day('2026-12-31'), minYears: 2 })
      .when(restore)
      .thenRefused('RESTORATION_TOO_EARLY');
    expect(
      given(...active, revoked)
        .knowing({ ...day('2026-02-28'), minYears: 0 })
        .when(restore)
        .events(),
    ).toHaveLength(1);
  });

  it('makes the entity what it was before, for another chance or another end', () => {
    expect(given(...active, revoked, restored).state()).toMatchObject({ phase: 'ACTIVE', revokedOn: null });
    given(...active)
      .when(restore)
      .thenRefused('ENTITY_NOT_IN_PHASE');
  });
});

describe('the days of the steps', () => {
  const before = (date: string) => ({
    ...{ today: calendarDate('2027-01-01'), effectiveDate: calendarDate(date), reason: '补录' },
    actor: somebody('COUNTY_SIGNER', 'somebody else'),
  });
  const resumed = { type: 'EntityResumed', data: { reason: '整改完成', on } } as const;

  it.each<[string, readonly EntityEvent[], object]>([
    ['recommended before it was registered', [registered()], command(RecommendEntity, { opinion: '可' })],
    [
      'reviewed before it was recommended',
      active.slice(0, 2),
      command(PrelimReviewEntity, { opinion: '可' }),
    ],
    ['approved before it was reviewed', active.slice(0, 3), command(ApproveEntity, { decisionNo: '1' })],
    ['rejected before it was reviewed', active.slice(0, 3), command(RejectEntity, { because: '无' })],
    ['suspended before it was approved', active, suspend],
    ['resumed before it was suspended', [...active, suspended], resume],
    ['suspended again before it was resumed', [...active, suspended, resumed], suspend],
    ['revoked before it was approved', active, revoke],
    ['deregistered before it was revoked', [...active, revoked], deregister],
    ['suspended earlier than it was', [...active, suspended], suspend],
    ['resumed earlier than it was', [...active, suspended, resumed], resume],
    ['deregistered earlier than it was', [...active, deregistered], deregister],
  ])('follow each other: nothing is %s', (_what, events, asked) =>
    given(...events)
      .knowing(before('2025-02-28'))
      .when(asked)
      .thenRefused('BEFORE_LAST_CHANGE'),
  );

  it('are of no concern to a process that asks for what has happened', () =>
    given(...active, deregistered)
      .knowing({ ...before('2025-02-28'), actor: somebody('SYSTEM') })
      .when(deregister)
      .thenNothing());

  it('are not those of what it grows or who heads it, which may be told late', () => {
    const early = calendarDate('2025-02-20');
    expect(
      given(...active)
        .knowing({ effectiveDate: early })
        .when(industry)
        .events(),
    ).toMatchObject([{ data: { on: early } }]);
  });
});

describe('deregistering', () => {
  it('ends an entity in whatever state it is', () => {
    for (const events of [[registered()], active, [...active, suspended], [...active, revoked]])
      given(...events)
        .when(deregister)
        .then(deregistered);
    given(registered(), rejected).when(deregister).then(deregistered);
  });

  it('twice is nothing, and before the entity was there is refused', () => {
    given(...active, deregistered)
      .when(deregister)
      .thenNothing();
    given().when(deregister).thenRefused('ENTITY_NOT_IN_PHASE');
  });
});
