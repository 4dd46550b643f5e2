import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionId } from '@registry/division/state';
import { parameterId } from '@registry/parameter/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { Forbidden } from '@command/faults';
import { handledEntity } from './aggregate';
import {
  ApproveEntity,
  ChangeEntityHead,
  CorrectEntityData,
  CorrectEntityHead,
  PrelimReviewEntity,
  RecommendEntity,
  RestoreEligibility,
  RevokeEligibility,
} from './commands';
import { AGREEMENT, COOP, COUNTY, EVALUATION, RECTIFICATION, registering, somebody, VILLAGE } from './story';

const RENEWAL = '00000000-0000-5000-8000-0000000000a2';
const NOON = Date.parse('2027-03-01T04:00:00.000Z');
const town = somebody('TOWN_INFORMANT');
const county = somebody('COUNTY_SIGNER');
const village: Happening = {
  stream: `division-${divisionId(VILLAGE)}`,
  type: 'DivisionRegistered',
  data: { code: VILLAGE, name: '大寨村委会', level: 'VILLAGE', on: '2020-01-01', source: '' },
};
const drafted = { stream: `agreement-${AGREEMENT}`, type: 'AgreementDrafted', data: { entityId: COOP } };
const terminated = (cause: string, rectificationId: string | null): Happening => ({
  ...{ stream: `agreement-${AGREEMENT}`, type: 'AgreementTerminated' },
  data: { cause, rectificationId, on: '2025-02-20' },
});
const entered = { stream: `agreement-${AGREEMENT}`, type: 'AgreementEnteredIntoForce' };
const failedThere: Happening = {
  ...{ stream: `agreement-${AGREEMENT}`, type: 'AgreementRectificationFailed' },
  data: { rectificationId: RECTIFICATION, on: '2025-02-15' },
};
const failed: Happening = {
  ...{ stream: `rectification-${RECTIFICATION}`, type: 'RectificationFailed' },
  data: { agreementIds: [AGREEMENT, RENEWAL], on: '2025-02-15' },
};
const tried = (result: string): Happening => ({
  ...{ stream: `evaluation-${EVALUATION}`, type: 'EvaluationFinalized' },
  data: { entityId: COOP, year: 2025, result, on: '2026-02-10' },
});
const oneYear: Happening = {
  stream: `parameter-${parameterId('revocation.minYears')}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: 'e1', key: 'revocation.minYears', scope: COUNTY, value: 1, effectiveFrom: '2020-01-01' },
    ...{ effectiveTo: null, sourceDocument: '县办法', clause: null, approvedBy: '县政府' },
  },
};

describe('an entity on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledEntity], NOON);
    await desk.happened(village);
  });
  afterEach(() => desk.close());

  const id = COOP;
  const bureau = (user: string) => somebody('REVITALIZATION_BUREAU', user);
  const admitted = async () => {
    const then = { effectiveDate: calendarDate('2024-01-01') };
    await desk.send(registering({ managerPhone: '13800000001' }), town, then);
    await desk.send(command(RecommendEntity, { opinion: '同意' }), bureau('one'), { id, ...then });
    await desk.send(command(PrelimReviewEntity, { opinion: '同意' }), bureau('two'), { id, ...then });
    await desk.send(command(ApproveEntity, { decisionNo: '1' }), county, { id, ...then });
  };
  const revoke = (more: Partial<RevokeEligibility> = {}) =>
    desk.send(command(RevokeEligibility, { decisionNo: '2', agreementId: AGREEMENT, ...more }), county, {
      ...{ id, effectiveDate: calendarDate('2025-03-01') },
    });
  const restore = (date: string) =>
    desk.send(command(RestoreEligibility, { decisionNo: '3', evaluationId: EVALUATION }), county, {
      ...{ id, effectiveDate: calendarDate(date) },
    });

  it('is known by its code, in a village that is registered, with its head sealed', async () => {
    const { events } = await desk.send(registering({ managerPhone: '13800000001' }), town);
    expect(events).toMatchObject([{ type: 'EntityRegistered', data: { entityId: COOP } }]);
    const { manager } = events[0]?.data as { manager: Readonly<Record<string, string>> };
    expect(JSON.stringify(events)).not.toMatch(/王小明|13800000001/);
    expect(await desk.vault.open(COOP, manager)).toEqual({
      managerName: '王小明',
      managerPhone: '13800000001',
    });
    await expect(desk.send(registering(), town)).rejects.toThrow('ENTITY_EXISTS');
  });

  it('is not registered in a village that nobody knows', async () => {
    const nowhere = registering({ villageCode: '530424102299' as typeof VILLAGE });
    await expect(desk.send(nowhere, town)).rejects.toThrow('VILLAGE_NOT_IN_USE');
  });

  it('is spoken for by its own manager only', async () => {
    await desk.send(registering(), town);
    const manager = (subjectId: string) => ({ ...somebody('ENTITY_MANAGER'), subjectId });
    const change = command(ChangeEntityHead, { managerName: '李四' });
    await expect(desk.send(change, manager(AGREEMENT), { id })).rejects.toThrow('not a concern');
    expect((await desk.send(change, manager(COOP), { id })).events).toMatchObject([
      { type: 'EntityHeadChanged' },
    ]);
  });

  it('has the name of its head corrected under the same key, by whoever registers and not by the manager', async () => {
    await desk.send(registering(), town);
    const correct = command(CorrectEntityHead, { managerName: '李四', managerPhone: '13800000000' });
    const sent = await desk.send(correct, town, { id, reason: '姓名录入有误' });
    expect(sent.events).toMatchObject([{ type: 'EntityHeadCorrected' }]);
    const manager = sent.events[0]?.data['manager'] as Readonly<Record<string, string>>;
    expect(JSON.stringify(manager)).not.toContain('李四');
    expect(await desk.vault.open(COOP, manager)).toEqual({
      managerName: '李四',
      managerPhone: '13800000000',
    });
    const own = { ...somebody('ENTITY_MANAGER'), subjectId: COOP };
    await expect(desk.send(correct, own, { id, reason: '本人更正' })).rejects.toBeInstanceOf(Forbidden);
  });

  it('is corrected to a village that is registered, and in its name without one', async () => {
    await desk.send(registering(), town);
    const correct = (fields: Partial<CorrectEntityData>) =>
      desk.send(command(CorrectEntityData, { registryDocument: '营业执照', ...fields }), town, {
        ...{ id, reason: '录入有误' },
      });
    const nowhere = { villageCode: '530424102299' as typeof VILLAGE };
    await expect(correct(nowhere)).rejects.toThrow('VILLAGE_NOT_IN_USE');
    expect((await correct({ name: '盘溪柑橘合作社' })).events).toMatchObject([
      { type: 'EntityDataCorrected', data: { name: '盘溪柑橘合作社', villageCode: VILLAGE } },
    ]);
  });

  it('is revoked for what the agreement and the rectification themselves say, in that order (R18)', async () => {
    await admitted();
    await expect(revoke()).rejects.toThrow('REVOCATION_WITHOUT_TERMINATION');
    await desk.happened(drafted);
    await expect(revoke()).rejects.toThrow('REVOCATION_WITHOUT_TERMINATION');
    await desk.happened(entered, failedThere, terminated('RECTIFICATION_FAILED', RECTIFICATION));
    await expect(revoke()).rejects.toThrow('TERMINATION_WITHOUT_FAILED_RECTIFICATION');
    await desk.happened(failed);
    expect((await revoke()).events).toMatchObject([
      {
        type: 'EligibilityRevoked',
        data: { agreementId: AGREEMENT, rectificationId: RECTIFICATION, on: '2025-03-01' },
      },
    ]);
  });

  it('keeps its eligibility when the agreement ended by consent and no rectification of it has failed', async () => {
    await admitted();
    await desk.happened(drafted, entered, terminated('BY_CONSENT', null), failed);
    await expect(revoke()).rejects.toThrow('TERMINATION_WITHOUT_FAILED_RECTIFICATION');
  });

  it('is revoked for an agreement that has run out when what renews it is terminated for the same', async () => {
    await admitted();
    const renewal = (type: string, data: Happening['data'] = {}): Happening => ({
      ...{ stream: `agreement-${RENEWAL}`, type },
      data,
    });
    const expired = {
      stream: `agreement-${AGREEMENT}`,
      type: 'AgreementExpired',
      data: { on: '2025-01-01' },
    };
    await desk.happened(drafted, entered, expired, failed, failedThere);
    await desk.happened(
      renewal('AgreementDrafted', { entityId: COOP }),
      renewal('AgreementEnteredIntoForce'),
    );
    await expect(revoke()).rejects.toMatchObject({
      unmet: [{ code: 'AGREEMENT_CONCERNED_IN_FORCE', params: { agreementIds: [RENEWAL] } }],
    });
    const { data } = terminated('RECTIFICATION_FAILED', RECTIFICATION);
    await desk.happened(renewal('AgreementTerminated', data));
    await expect(revoke({ rectificationId: EVALUATION })).rejects.toThrow(
      'TERMINATION_WITHOUT_FAILED_RECTIFICATION',
    );
    expect((await revoke()).events).toMatchObject([
      { type: 'EligibilityRevoked', data: { agreementId: AGREEMENT, rectificationId: RECTIFICATION } },
    ]);
  });

  it('is restored after the years that the place has decided and a trial, and not while nobody has', async () => {
    await admitted();
    await desk.happened(drafted, failedThere, terminated('RECTIFICATION_FAILED', RECTIFICATION), failed);
    await revoke();
    await expect(restore('2026-03-01')).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await desk.happened(oneYear);
    await expect(restore('2026-03-01')).rejects.toThrow('RESTORATION_WITHOUT_TRIAL');
    await desk.happened(tried('FULFILLED'));
    await expect(restore('2026-02-28')).rejects.toThrow('RESTORATION_TOO_EARLY');
    expect((await restore('2026-03-01')).events).toMatchObject([{ type: 'EligibilityRestored' }]);
  });
});
