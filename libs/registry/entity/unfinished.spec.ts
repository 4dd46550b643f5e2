import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { evaluationId } from '@kernel/evaluation-id';
import { derivedId } from '@kernel/ids';
import type { Claim } from '@command/lookup';
import { command, specify } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledEntity } from './aggregate';
import { DeregisterEntity, MergeDuplicateEntity } from './commands';
import type { EntityEvent } from './events';
import { agreementOf, rectificationOf } from './facts';
import * as story from './story';
import { active, AGREEMENT, COOP, known, RECTIFICATION, restored, revoked, somebody } from './story';
import type { Unfinished } from './unfinished';

const { given } = specify<EntityEvent>(handledEntity, {
  ...{ ...known, reason: '登记两次', effectiveDate: calendarDate('2026-04-01') },
  ...{ today: calendarDate('2026-04-01') },
  survivor: { phase: 'ACTIVE', kind: 'COOPERATIVE', villageCode: story.VILLAGE },
});
const OTHER = '00000000-0000-5000-8000-0000000000d1';
const deregister = command(DeregisterEntity, { registryDocument: '注销通知书 1' });
const merge = command(MergeDuplicateEntity, { into: OTHER, registryDocument: '查重核实表 1' });
const failedOn = (date: string) => [{ rectificationId: RECTIFICATION, on: calendarDate(date) }];
const still = (more: Partial<Unfinished>) => ({ unfinished: { ...known.unfinished, ...more } });

const everything = still({
  ...{ inForce: [AGREEMENT], beingSigned: [AGREEMENT], orders: [RECTIFICATION] },
  ...{ judgedYears: [2025], openYears: [2025], failed: failedOn('2026-02-15') },
});

describe.each<readonly [string, object, string]>([
  ['deregistered', deregister, 'ENTITY_HAS_AGREEMENTS_IN_FORCE'],
  ['merged into another', merge, 'ENTITY_PAPER_WAITS'],
])('an entity that would be %s', (_what, asked, ofPapers) => {
  it('escapes neither a rectification nor a result nor a revocation (R18)', () =>
    given(...active)
      .knowing(everything)
      .when(asked)
      .thenRefused(
        ...[ofPapers, 'ENTITY_UNDER_RECTIFICATION', 'ENTITY_UNDER_EVALUATION', 'ENTITY_REVOCATION_DUE'],
      ));

  it('has atoned for what failed before it was restored', () => {
    const back = given(...active, revoked, restored);
    const lastOf = (date: string) => back.knowing(still({ failed: failedOn(date) })).when(asked);
    expect(lastOf('2026-03-01').events().at(-1)).toMatchObject({ type: 'EntityDeregistered' });
    lastOf('2026-03-02').thenRefused('ENTITY_REVOCATION_DUE');
  });
});

describe('an agreement that is in force', () => {
  it('is ended first where nobody goes on with it, and passes where somebody does', () => {
    const held = given(...active).knowing(still({ inForce: [AGREEMENT] }));
    held.when(deregister).thenRefused('ENTITY_HAS_AGREEMENTS_IN_FORCE');
    expect(held.when(merge).events()).toHaveLength(2);
  });
});

describe('an evaluation that is only planned', () => {
  it('is done first where it would judge what is another’s by then', () => {
    const held = given(...active).knowing(still({ openYears: [2025] }));
    held.when(merge).thenRefused('ENTITY_UNDER_EVALUATION');
    expect(held.when(deregister).events()).toHaveLength(1);
  });
});

describe('an entity that is revoked', () => {
  it('may be deregistered whatever is open: nothing more is to come', () =>
    given(...active, revoked)
      .knowing(still({ orders: [RECTIFICATION], failed: failedOn('2026-02-15') }))
      .when(deregister)
      .then({
        type: 'EntityDeregistered',
        data: { registryDocument: '注销通知书 1', by: 'clerk', on: calendarDate('2026-04-01') },
      }));
});

describe('what is open of an entity, on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledEntity], Date.parse('2026-04-01T04:00:00.000Z'));
    const founded = active.map(({ type, data }) => ({ stream: `entity-${COOP}`, type, data: data as never }));
    await desk.happened(...founded);
  });
  afterEach(() => desk.close());

  const of = (stream: string, type: string, data: Happening['data'] = {}): Happening => ({
    ...{ stream, type },
    data,
  });
  const paper = (type: string, data: Happening['data'] = {}) => of(`agreement-${AGREEMENT}`, type, data);
  const order = (type: string, data: Happening['data'] = {}) =>
    of(`rectification-${RECTIFICATION}`, type, data);
  const evaluated = (type: string, data: Happening['data'] = {}) =>
    of(`evaluation-${evaluationId(COOP, 2025)}`, type, data);
  const taken = ({ kind, key }: Claim, holder: string): Happening =>
    of(`claim-${derivedId(kind, key)}`, 'KeyClaimed', { kind, key, holder });
  const leave = () => desk.send(deregister, somebody('TOWN_INFORMANT'), { id: COOP });
  const join = () => desk.send(merge, somebody('COUNTY_INFORMANT'), { id: COOP, reason: '登记两次' });
  const stands = of(`entity-${OTHER}`, 'EntityRegistered', {
    ...({ ...story.registered().data, entityId: OTHER } as never as Happening['data']),
  });
  const admitted = of(`entity-${OTHER}`, 'EntityApproved', { decisionNo: '1', on: '2025-03-01' });
  const waits = (code: string, params: object) => ({ unmet: [{ code, params }] });
  const isOpen = waits('ENTITY_UNDER_RECTIFICATION', { rectificationIds: [RECTIFICATION] });
  const inForce = waits('ENTITY_HAS_AGREEMENTS_IN_FORCE', { agreementIds: [AGREEMENT] });

  it('is an agreement from the day it is in force to its end', async () => {
    await desk.happened(taken(agreementOf(COOP), AGREEMENT), paper('AgreementDrafted', { entityId: COOP }));
    await desk.happened(paper('AgreementEnteredIntoForce'));
    await expect(leave()).rejects.toMatchObject(inForce);
    await desk.happened(paper('AgreementTerminated', { cause: 'BY_CONSENT', on: '2026-03-01' }));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it('is not an agreement that is only drafted: that falls with the entity', async () => {
    await desk.happened(taken(agreementOf(COOP), AGREEMENT), paper('AgreementDrafted', { entityId: COOP }));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it('is an order until it is closed, and again when it is reopened', async () => {
    await desk.happened(taken(rectificationOf(COOP), RECTIFICATION), order('RectificationOrdered'));
    await expect(leave()).rejects.toMatchObject(isOpen);
    await desk.happened(order('RectificationClosed'), order('RectificationReopened'));
    await expect(leave()).rejects.toMatchObject(isOpen);
    await desk.happened(order('RectificationClosed'));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it.each(['RectificationWithdrawn', 'RectificationVoided'])(
    'is no order that was taken back (%s), nor the failure of one',
    async (takenBack) => {
      const agreementIds = [AGREEMENT];
      await desk.happened(taken(rectificationOf(COOP), RECTIFICATION), order('RectificationOrdered'));
      await desk.happened(order('RectificationFailed', { agreementIds, on: '2026-02-15' }));
      await desk.happened(order(takenBack, { agreementIds, on: '2026-02-16' }));
      expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
    },
  );

  it('is a failure of agreements, until the entity is revoked for it', async () => {
    const agreementIds = [AGREEMENT];
    await desk.happened(taken(rectificationOf(COOP), RECTIFICATION), order('RectificationOrdered'));
    await desk.happened(order('RectificationFailed', { agreementIds, on: '2026-02-15' }));
    await expect(leave()).rejects.toMatchObject(
      waits('ENTITY_REVOCATION_DUE', { rectificationIds: [RECTIFICATION] }),
    );
    await desk.happened(of(`entity-${COOP}`, 'EligibilityRevoked', { ...revoked.data, on: '2026-03-01' }));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it('is no failure that concerned no agreement, for which nobody can be revoked', async () => {
    await desk.happened(taken(rectificationOf(COOP), RECTIFICATION), order('RectificationOrdered'));
    await desk.happened(order('RectificationFailed', { agreementIds: [], on: '2026-02-15' }));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it('is a score whose result, or what follows from it, is awaited', async () => {
    const awaited = waits('ENTITY_UNDER_EVALUATION', { years: [2025] });
    await desk.happened(evaluated('EvaluationDataFrozen', { agreementIds: [] }), evaluated('ScoreComputed'));
    await expect(leave()).rejects.toMatchObject(awaited);
    await desk.happened(evaluated('EvaluationFinalized', { result: 'NOT_FULFILLED' }));
    await expect(leave()).rejects.toMatchObject(awaited);
    await desk.happened(evaluated('ConsequenceApplied'));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });

  it('is found through the evaluation where the paper was drafted before any took a claim', async () => {
    await desk.happened(evaluated('EvaluationDataFrozen', { agreementIds: [AGREEMENT] }));
    await desk.happened(paper('AgreementDrafted', { entityId: COOP }), paper('AgreementEnteredIntoForce'));
    await expect(leave()).rejects.toMatchObject(inForce);
    const placed = paper('AgreementRectificationOrdered', { rectificationId: RECTIFICATION });
    await desk.happened(order('RectificationOrdered'), placed);
    await desk.happened(paper('AgreementExpired', { on: '2026-03-01' }));
    await expect(leave()).rejects.toMatchObject(isOpen);
  });

  it('is a paper that waits for signatures, until it is signed or withdrawn', async () => {
    await desk.happened(stands, admitted, taken(agreementOf(COOP), AGREEMENT));
    await desk.happened(paper('AgreementDrafted', { entityId: COOP }), paper('AgreementEnteredIntoForce'));
    await desk.happened(paper('AgreementTerminationProposed'));
    await expect(join()).rejects.toMatchObject(waits('ENTITY_PAPER_WAITS', { agreementIds: [AGREEMENT] }));
    await desk.happened(paper('AgreementTerminationWithdrawn'));
    expect((await join()).events).toMatchObject([{ type: 'EntityMerged' }, {}]);
  });

  it('is an evaluation from its plan to its result, the last of which the merger names', async () => {
    await desk.happened(stands, admitted, evaluated('EvaluationPlanned'));
    await expect(join()).rejects.toMatchObject(waits('ENTITY_UNDER_EVALUATION', { years: [2025] }));
    await desk.happened(evaluated('EvaluationFinalized', { ...story.known.trial }));
    expect((await join()).events).toMatchObject([{ data: { into: OTHER, evaluatedThrough: 2025 } }, {}]);
  });

  it('is nothing that has passed to another', async () => {
    await desk.happened(taken(agreementOf(COOP), AGREEMENT), paper('AgreementDrafted', { entityId: COOP }));
    await desk.happened(paper('AgreementEnteredIntoForce'));
    await desk.happened(paper('AgreementEntitySucceeded', { successorId: OTHER }));
    expect((await leave()).events).toMatchObject([{ type: 'EntityDeregistered' }]);
  });
});
