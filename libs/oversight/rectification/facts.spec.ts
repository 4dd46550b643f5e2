import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { Forbidden } from '@command/faults';
import { rectificationOf } from '@registry/entity/facts';
import { parameterId } from '@registry/parameter/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledRectification } from './aggregate';
import {
  AcknowledgeOrder,
  DeclareRectificationFailed,
  OrderRectification,
  RecheckRectification,
  VoidRectification,
} from './commands';
import { AGREEMENT, COOP, COUNTY, EVALUATION, failed, HOME, inspected, ORDER, somebody } from './story';

const NOON = Date.UTC(2025, 2, 1, 4);

const registered: Happening = {
  stream: `entity-${COOP}`,
  type: 'EntityRegistered',
  data: { kind: 'COOPERATIVE', villageCode: HOME, industries: ['FRUIT'], leadingLevel: null },
};

const inForce: readonly Happening[] = [
  {
    stream: `agreement-${AGREEMENT}`,
    type: 'AgreementDrafted',
    data: { entityId: COOP, entityVillage: HOME, terms: {}, renews: null },
  },
  { stream: `agreement-${AGREEMENT}`, type: 'AgreementEnteredIntoForce', data: { on: '2024-01-01' } },
];

const thirtyDays: Happening = {
  stream: `parameter-${parameterId('rectification.days')}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: 'p1', key: 'rectification.days', scope: COUNTY, value: 30 },
    ...{ effectiveFrom: '2020-01-01', effectiveTo: null, clause: null },
    ...{ sourceDocument: '县政府办文件', approvedBy: '县政府' },
  },
};

const evaluated = (result: string): Happening => ({
  stream: `evaluation-${EVALUATION}`,
  type: 'EvaluationFinalized',
  data: { entityId: COOP, result, grade: 'POOR' },
});

const planned: Happening = {
  stream: `evaluation-${EVALUATION}`,
  type: 'EvaluationPlanned',
  data: { entityId: COOP, year: 2024, villageCode: HOME, agreementIds: [AGREEMENT], partialPeriod: false },
};

const order = (changed: Partial<OrderRectification> = {}) =>
  command(OrderRectification, {
    ...{ source: 'EVALUATION', sourceId: EVALUATION, entityId: COOP, agreementIds: [AGREEMENT] },
    ...{ problemCode: 'EVALUATION_NOT_FULFILLED', problem: '保底分红未兑现' },
    ...changed,
  });

describe('an order over the log', () => {
  let desk: Desk;
  const bureau = somebody('AGRI_BUREAU');

  let noon = NOON;

  beforeEach(() => {
    noon = NOON;
    desk = new Desk([handledRectification], () => noon);
  });

  afterEach(() => desk.close());

  it('is due thirty days later, and one evaluation has one order', async () => {
    await desk.happened(registered, ...inForce, planned, evaluated('NOT_FULFILLED'), thirtyDays);
    const { id, events } = await desk.send(order(), bureau);
    expect(id).toBe(ORDER);
    const { kind, key } = rectificationOf(COOP);
    const takers = await desk.store.readStream(`claim-${derivedId(kind, key)}`);
    expect(takers.map(({ data }) => data['holder'])).toEqual([ORDER]);
    expect(events).toMatchObject([
      { data: { dueDate: '2025-03-31', villageCode: HOME, agreementIds: [AGREEMENT] } },
    ]);
    await expect(desk.send(order(), bureau)).rejects.toMatchObject({ code: 'RECTIFICATION_EXISTS' });
    expect((await desk.send(order(), somebody('SYSTEM'))).events).toEqual([]);
  });

  it('names what the evaluation judges, whoever orders it and whatever has ended since (R17, R18)', async () => {
    const expired = {
      stream: `agreement-${AGREEMENT}`,
      type: 'AgreementExpired',
      data: { on: '2025-01-01' },
    };
    await desk.happened(registered, ...inForce, expired, planned, evaluated('NOT_FULFILLED'), thirtyDays);
    const { id, events } = await desk.send(order({ agreementIds: [] }), bureau);
    expect(events).toMatchObject([{ data: { agreementIds: [AGREEMENT] } }]);
    const [checked, by] = [command(RecheckRectification, { passed: false, findings: '未回复' }), { id }];
    noon = Date.UTC(2025, 3, 1, 4);
    await desk.send(checked, bureau, by);
    const failed = await desk.send(command(DeclareRectificationFailed, { decisionNo: '7号' }), bureau, by);
    expect(failed.events).toMatchObject([{ data: { agreementIds: [AGREEMENT] } }]);
  });

  it('is told that it names an evaluation of another, before what that judges is looked at', async () => {
    await desk.happened(registered, ...inForce, thirtyDays, {
      ...planned,
      data: { ...planned.data, entityId: AGREEMENT },
    });
    await desk.happened(evaluated('NOT_FULFILLED'));
    await expect(desk.send(order(), bureau)).rejects.toMatchObject({
      unmet: [{ code: 'EVALUATION_NOT_FAILED' }],
    });
  });

  it('needs no parameter where the date is named, and must lie ahead; no stranger is told that nobody decided', async () => {
    await desk.happened(registered, ...inForce);
    const audit = (dueDate: string) => order({ source: 'AUDIT', dueDate: calendarDate(dueDate) });
    await expect(desk.send(order({ source: 'AUDIT' }), bureau)).rejects.toMatchObject({
      code: 'PARAMETER_NOT_CONFIGURED',
    });
    const stranger = { ...bureau, scope: divisionCode('411423000000') };
    await expect(desk.send(order({ source: 'AUDIT' }), stranger)).rejects.toBeInstanceOf(Forbidden);
    await expect(desk.send(audit('2025-03-01'), bureau)).rejects.toMatchObject({
      code: 'DUE_DATE_NOT_LATER',
    });
    expect((await desk.send(audit('2025-03-02'), bureau)).events).toMatchObject([
      { data: { dueDate: '2025-03-02' } },
    ]);
  });

  it('is refused for an entity that is not registered and for an evaluation that was fulfilled', async () => {
    await expect(desk.send(order(), bureau)).rejects.toMatchObject({ code: 'ENTITY_UNKNOWN' });
    await desk.happened(registered, ...inForce, planned, evaluated('FULFILLED'), thirtyDays);
    await expect(desk.send(order(), bureau)).rejects.toMatchObject({ code: 'EVALUATION_NOT_FAILED' });
  });

  it('is voided after its failure as long as nothing was decided for it', async () => {
    const stream = `rectification-${ORDER}`;
    await desk.happened(registered, ...inForce, { stream, ...inspected }, { stream, ...failed });
    noon = Date.UTC(2025, 3, 1, 4);
    const annul = (dryRun: boolean) =>
      desk.send(command(VoidRectification, { decisionNo: '11号' }), somebody('COUNTY_SIGNER'), {
        ...{ id: ORDER, reason: '主体选错', dryRun },
      });
    expect((await annul(true)).events).toMatchObject([{ type: 'RectificationVoided' }]);
    await desk.happened({
      stream: `agreement-${AGREEMENT}`,
      type: 'AgreementTerminated',
      data: { cause: 'RECTIFICATION_FAILED', rectificationId: ORDER, on: '2025-03-29' },
    });
    await expect(annul(false)).rejects.toMatchObject({
      unmet: [{ code: 'CONSEQUENCE_DECIDED', params: { agreementIds: [AGREEMENT] } }],
    });
  });

  it('is answered only by the entity it is for', async () => {
    await desk.happened(registered, ...inForce);
    const { id } = await desk.send(order({ source: 'AUDIT', dueDate: calendarDate('2025-04-01') }), bureau);
    const of = (subjectId: string) => ({ ...somebody('ENTITY_MANAGER'), subjectId });
    await expect(desk.send(new AcknowledgeOrder(), of('another'), { id })).rejects.toMatchObject({
      code: 'NOT_YOUR_SUBJECT',
    });
    expect((await desk.send(new AcknowledgeOrder(), of(COOP), { id })).revision).toBe(1);
  });
});
