import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledErasure } from './aggregate';
import {
  ApproveErasure,
  CarryOutErasure,
  CertifyErasure,
  DestroyedKeyPart,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from './commands';
import { ERASURE_BASES, type ErasureEvent } from './events';
import {
  approved,
  carriedOut,
  certified,
  HOUSEHOLD,
  known,
  refused,
  requested,
  somebody,
  withdrawn,
} from './story';

const PERSON = '00000000-0000-5000-8000-0000000000d1';
const { given } = specify<ErasureEvent>(handledErasure, { ...known, id: HOUSEHOLD });
const on = (date: string) => ({ today: calendarDate(date), effectiveDate: calendarDate(date) });
const by = (role: Parameters<typeof somebody>[0], user?: string) => ({ actor: somebody(role, user) });
const ask = (changed: Partial<RequestErasure> = {}) =>
  command(RequestErasure, {
    ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, basis: 'CONSENT_WITHDRAWN' },
    ...changed,
  });
const signer = { ...on('2025-03-03'), ...by('COUNTY_SIGNER') };

describe('asking for an erasure', () => {
  it('names its basis', () => given().knowing(by('HOUSEHOLD')).when(ask()).then(requested));

  it('names law and clause where the basis is another law, and nowhere else', () => {
    for (const basis of ERASURE_BASES) {
      const [plain, claused] = [ask({ basis }), ask({ basis, lawClause: '档案法 第三条' })];
      const isOther = basis === 'OTHER_LAW';
      expect(
        given()
          .when(isOther ? claused : plain)
          .events(),
      ).toHaveLength(1);
      given()
        .when(isOther ? plain : claused)
        .thenRefused('ERASURE_CLAUSE_WITH_OTHER_LAW');
    }
  });

  it('is by the administrator for an account, which is disabled, and for nobody else', () => {
    const account = ask({ subjectKind: 'USER' });
    const admin = given().knowing(by('ADMIN'));
    expect(admin.when(account).events()).toHaveLength(1);
    admin.when(ask()).thenRefused('ERASURE_NOT_OF_ROLE');
    given().knowing(by('VILLAGE_INFORMANT')).when(account).thenRefused('ERASURE_NOT_OF_ROLE');
    admin.knowing({ isInUse: true }).when(account).thenRefused('ERASURE_OF_ACCOUNT_IN_USE');
  });

  it('waits while another is open, and may come again after it', () => {
    for (const open of [[requested], [requested, approved], [requested, approved, carriedOut]])
      given(...open)
        .when(ask())
        .thenRefused('ERASURE_NOT_AT_THIS_STEP');
    const ended = [[refused], [withdrawn], [approved, carriedOut, certified]];
    for (const end of ended)
      expect(
        given(requested, ...end)
          .when(ask())
          .events(),
      ).toHaveLength(1);
  });

  it('is dated today or before', () =>
    given()
      .knowing({ effectiveDate: calendarDate('2025-03-02') })
      .when(ask())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE'));
});

describe('deciding on an erasure', () => {
  const refuse = (changed: Partial<RefuseErasure> = {}) =>
    command(RefuseErasure, { ground: 'RETENTION_DUTY', lawClause: '会计法 第二十三条', ...changed });

  it('begins the waiting period on the day of the approval', () =>
    given(requested).knowing(signer).when(new ApproveErasure()).then(approved));

  it('begins it today, whatever day the paper bears', () => {
    const old = { ...signer, effectiveDate: calendarDate('2025-03-01') };
    const [event] = given(requested).knowing(old).when(new ApproveErasure()).events();
    expect(event).toMatchObject({ data: { on: '2025-03-01', dueOn: '2025-03-18' } });
  });

  it('is for another person than who asked, in whatever role', () => {
    const same = { ...on('2025-03-03'), ...by('COUNTY_SIGNER', 'HOUSEHOLD') };
    given(requested).knowing(same).when(new ApproveErasure()).thenRefused('ERASURE_DECIDED_BY_REQUESTER');
    given(requested).knowing(same).when(refuse()).thenRefused('ERASURE_DECIDED_BY_REQUESTER');
  });

  it('refuses with a ground, a retention duty with its clause; also during the waiting period', () => {
    const bureau = { ...on('2025-03-05'), ...by('REVITALIZATION_BUREAU') };
    given(requested).knowing(bureau).when(refuse()).then(refused);
    given(requested, approved).knowing(bureau).when(refuse()).then(refused);
    const bare = command(RefuseErasure, { ground: 'RETENTION_DUTY' });
    given(requested).knowing(bureau).when(bare).thenRefused('RETENTION_CLAUSE_REQUIRED');
    const stranger = command(RefuseErasure, { ground: 'NOT_THE_PERSON' });
    expect(given(requested).knowing(bureau).when(stranger).events()).toHaveLength(1);
  });

  it('comes once, and never after the end', () => {
    for (const past of [[approved], [refused], [withdrawn], [approved, carriedOut]])
      given(requested, ...past)
        .knowing(signer)
        .when(new ApproveErasure())
        .thenRefused('ERASURE_NOT_AT_THIS_STEP');
    given(requested, approved, carriedOut).when(refuse()).thenRefused('ERASURE_NOT_AT_THIS_STEP');
  });
});

describe('withdrawing', () => {
  const household = { ...on('2025-03-06'), ...by('HOUSEHOLD'), reason: '改变主意' };
  const withdraw = new WithdrawErasure();

  it('is for who asked, and for the household itself, with a reason', () => {
    const clerk = { ...household, ...by('VILLAGE_INFORMANT', 'clerk') };
    given(requested).knowing(clerk).when(withdraw).thenRefused('ERASURE_WITHDRAWN_BY_ANOTHER');
    const asked = { ...requested, data: { ...requested.data, requestedBy: 'clerk' } };
    expect(given(asked).knowing(clerk).when(withdraw).events()).toHaveLength(1);
    const head = { ...household, actor: { ...somebody('HOUSEHOLD', 'head'), subjectId: HOUSEHOLD } };
    expect(given(asked).knowing(head).when(withdraw).events()).toHaveLength(1);
    given(requested)
      .knowing({ ...household, reason: null })
      .when(withdraw)
      .thenRefused('REASON_REQUIRED');
  });

  it('is possible until the key is destroyed', () => {
    given(requested).knowing(household).when(withdraw).then(withdrawn);
    given(requested, approved).knowing(household).when(withdraw).then(withdrawn);
    given(requested, approved, carriedOut).when(withdraw).thenRefused('ERASURE_NOT_AT_THIS_STEP');
  });
});

describe('carrying out', () => {
  const carryOut = new CarryOutErasure();

  it('waits until the waiting period is over', () => {
    given(requested, approved).knowing(on('2025-03-17')).when(carryOut).thenRefused('ERASURE_NOT_DUE');
    given(requested, approved).knowing(on('2025-03-18')).when(carryOut).then(carriedOut);
  });

  it('does nothing where it was withdrawn or refused meanwhile, or is done', () => {
    for (const end of [withdrawn, refused, carriedOut])
      given(requested, approved, end).knowing(on('2025-03-18')).when(carryOut).thenNothing();
  });
});

describe('certifying', () => {
  const certify = (keyDestroyed: string | null) => command(CertifyErasure, { keyDestroyed });
  const standing = (dataKey: string, subject = HOUSEHOLD) => ({ keys: [{ subject, dataKey }] });
  const done = given(requested, approved, carriedOut).knowing(on('2025-03-18'));

  it('names the key that is no more', () => {
    done.when(certify('key-1')).then(certified);
    done.knowing(standing('the key of a later head')).when(certify('key-1')).then(certified);
  });

  it('is refused while the key is there', () => {
    done.knowing(standing('key-1')).when(certify('key-1')).thenRefused('ERASURE_KEY_STILL_THERE');
    done.knowing(standing('key-1')).when(certify(null)).thenRefused('ERASURE_KEY_STILL_THERE');
  });

  it('names those of all persons of a household, and is refused while one of them is there', () => {
    const keysDestroyed = [Object.assign(new DestroyedKeyPart(), { subject: PERSON, key: 'key-2' })];
    const all = command(CertifyErasure, { keyDestroyed: null, keysDestroyed });
    const [event] = done.when(all).events();
    expect(event).toMatchObject({ data: { keyDestroyed: null, keysDestroyed } });
    done.knowing(standing('key-2', PERSON)).when(all).thenRefused('ERASURE_KEY_STILL_THERE');
    done.knowing(standing('key-2', PERSON)).when(certify('key-1')).thenRefused('ERASURE_KEY_STILL_THERE');
  });

  it('certifies that there was none', () => {
    const [event] = done.when(certify(null)).events();
    expect(event).toMatchObject({ data: { keyDestroyed: null } });
  });

  it('comes once, and not before it was carried out', () => {
    given(requested, approved, carriedOut, certified).when(certify('key-1')).thenNothing();
    given(requested, approved).when(certify(null)).thenRefused('ERASURE_NOT_AT_THIS_STEP');
  });
});
