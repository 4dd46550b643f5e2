import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { History } from '@command/history';
import { registered } from '@registry/household/story';
import { parameterId } from '@registry/parameter/state';
import { userId } from '@registry/user/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledErasure } from './aggregate';
import { ApproveErasure, CertifyErasure, CarryOutErasure, RequestErasure, WithdrawErasure } from './commands';
import { requireNoErasure, requireRemembered } from './facts';
import { HOUSEHOLD, somebody, VILLAGE } from './story';

const KEY = 'privacy.erasureWaitingDays';
const noWaiting: Happening = {
  stream: `parameter-${parameterId(KEY)}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: 'p1', key: KEY, scope: VILLAGE, value: 0 },
    ...{ effectiveFrom: '2020-01-01', effectiveTo: null, clause: null },
    ...{ sourceDocument: '县政府办文件', approvedBy: '县政府' },
  },
};
const ask = (changed: Partial<RequestErasure> = {}) =>
  command(RequestErasure, {
    ...{ subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, basis: 'CONSENT_WITHDRAWN' },
    ...changed,
  });

describe('an erasure over the log', () => {
  let desk: Desk;
  const clerk = somebody('VILLAGE_INFORMANT');
  const head = { ...somebody('HOUSEHOLD', 'head'), subjectId: HOUSEHOLD };
  const [signer, system] = [somebody('COUNTY_SIGNER'), somebody('SYSTEM')];
  const at = { id: HOUSEHOLD };

  beforeEach(async () => {
    desk = new Desk([handledErasure], Date.UTC(2025, 2, 1, 4));
    await desk.happened({ stream: `household-${HOUSEHOLD}`, ...registered });
    await desk.vault.seal(HOUSEHOLD, { headName: '王示例' });
  });
  afterEach(() => desk.close());

  const carriedOut = async (): Promise<void> => {
    await desk.happened(noWaiting);
    await desk.send(ask(), head);
    await desk.send(new ApproveErasure(), signer, at);
    await desk.send(new CarryOutErasure(), system, at);
  };

  it('is asked for by the household itself and by no other household', async () => {
    const stranger = { ...head, subjectId: derivedId('household', 'another') };
    await expect(desk.send(ask(), stranger)).rejects.toMatchObject({ code: 'NOT_YOUR_SUBJECT' });
    expect((await desk.send(ask(), head)).id).toBe(HOUSEHOLD);
  });

  it('is refused for a household or entity that nobody registered', async () => {
    const unknown = derivedId('household', 'unknown');
    await expect(desk.send(ask({ subjectId: unknown }), clerk)).rejects.toThrow('HOUSEHOLD_UNKNOWN');
    await expect(desk.send(ask({ subjectKind: 'ENTITY' }), clerk)).rejects.toThrow('ENTITY_UNKNOWN');
  });

  it('waits for nobody knows how long where the county has not decided that', async () => {
    await desk.send(ask(), head);
    await expect(desk.send(new ApproveErasure(), signer, at)).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });

  it('stands in the way of whoever would seal something, from the approval to the certificate', async () => {
    const history = new History(desk.store, (event) => event);
    const sealing = () => requireNoErasure(history, HOUSEHOLD);
    await desk.send(ask(), head);
    await sealing();
    await desk.happened(noWaiting);
    await desk.send(new ApproveErasure(), signer, at);
    await expect(sealing()).rejects.toMatchObject({ code: 'ERASURE_UNDER_WAY' });
    await desk.send(new CarryOutErasure(), system, at);
    await expect(sealing()).rejects.toMatchObject({ code: 'ERASURE_UNDER_WAY' });
    await desk.vault.destroy(HOUSEHOLD);
    await desk.send(new CertifyErasure(), system, at);
    await sealing();
  });

  it('is certified when the key is no more', async () => {
    await carriedOut();
    const key = await desk.vault.nameOfKeyOf(HOUSEHOLD);
    const certify = command(CertifyErasure, { keyDestroyed: key });
    await expect(desk.send(certify, system, at)).rejects.toThrow('ERASURE_KEY_STILL_THERE');
    await desk.vault.destroy(HOUSEHOLD);
    const { events } = await desk.send(certify, system, at);
    expect(events).toMatchObject([{ type: 'ErasureCertified', data: { keyDestroyed: key } }]);
  });

  it('may be asked for on a day that has passed', async () => {
    const effectiveDate = calendarDate('2025-02-01');
    expect((await desk.send(ask(), clerk, { effectiveDate })).events).toHaveLength(1);
  });

  it('is of one person of a household, asked for by the household or for it', async () => {
    const person = { subjectKind: 'PERSON', subjectId: registered.data.personId } as const;
    await expect(desk.send(ask(person), clerk)).rejects.toThrow('HOUSEHOLD_OF_PERSON');
    const elsewhere = ask({ ...person, householdId: derivedId('household', 'another') });
    await expect(desk.send(elsewhere, clerk)).rejects.toThrow('PERSON_UNKNOWN');
    const stranger = { ...head, subjectId: derivedId('household', 'another') };
    const theirs = ask({ ...person, householdId: HOUSEHOLD });
    await expect(desk.send(theirs, stranger)).rejects.toMatchObject({ code: 'NOT_YOUR_SUBJECT' });
    expect((await desk.send(theirs, head)).id).toBe(person.subjectId);
    await desk.send(new WithdrawErasure(), head, { id: person.subjectId, reason: '改变主意' });
  });

  it('of a household takes the keys of all its persons', async () => {
    const { personId } = registered.data;
    await desk.vault.seal(personId, { headName: '王示例' });
    await carriedOut();
    await desk.vault.destroy(HOUSEHOLD);
    await expect(desk.send(new CertifyErasure(), system, at)).rejects.toThrow('ERASURE_KEY_STILL_THERE');
    await desk.vault.destroy(personId);
    expect((await desk.send(new CertifyErasure(), system, at)).events).toHaveLength(1);
  });

  it('is of an account that is disabled, and that nobody enables again', async () => {
    const admin = somebody('ADMIN');
    const id = userId('li');
    const stream = `user-${id}`;
    const account = ask({ subjectKind: 'USER', subjectId: id });
    await expect(desk.send(account, admin)).rejects.toThrow('ACCOUNT_UNKNOWN');
    await desk.happened({ stream, type: 'UserRegistered', data: { login: 'li', divisionCode: VILLAGE } });
    await expect(desk.send(account, admin)).rejects.toThrow('ERASURE_OF_ACCOUNT_IN_USE');
    await desk.happened({ stream, type: 'UserDisabled', data: { on: '2025-03-01' } }, noWaiting);
    await desk.send(account, admin);
    const remembered = () => requireRemembered(new History(desk.store, (event) => event), id);
    await remembered();
    await desk.send(new ApproveErasure(), signer, { id });
    await expect(remembered()).rejects.toMatchObject({ code: 'ERASURE_UNDER_WAY' });
    await desk.send(new CarryOutErasure(), system, { id });
    await desk.send(new CertifyErasure(), system, { id });
    await expect(remembered()).rejects.toMatchObject({ code: 'USER_FORGOTTEN' });
  });
});
