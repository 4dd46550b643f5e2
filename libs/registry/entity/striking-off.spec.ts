import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { command, specify } from '@testing/decider';
import { Desk } from '@testing/desk';
import { givenEvents } from '@testing/projection';
import { handledEntity } from './aggregate';
import { ApproveEntity, DeregisterEntity, VoidDeregistration } from './commands';
import type { EntityEvent, StandingPhase } from './events';
import { entityRegister } from './projector';
import { entity } from './state';
import {
  active,
  AGREEMENT,
  COOP,
  deregistered,
  registered,
  rejected,
  revoked,
  somebody,
  suspended,
} from './story';

const on = deregistered.data.on;
const stands = (restored: StandingPhase): EntityEvent => ({
  type: 'EntityDeregistrationVoided',
  data: { restored, registryDocument: '登记机关查询单 1', on },
});
const asked = command(VoidDeregistration, { registryDocument: '登记机关查询单 1' });
const { given } = specify<EntityEvent>(handledEntity, {
  ...{ id: COOP, actor: somebody('COUNTY_SIGNER'), reason: '误注销同名主体' },
});
const mistaken = given(...active, deregistered);

describe('an entity that was struck off by mistake', () => {
  it.each<[StandingPhase, readonly EntityEvent[]]>([
    ['CANDIDATE', [registered()]],
    ['ACTIVE', active],
    ['SUSPENDED', [...active, suspended]],
    ['REVOKED', [...active, revoked]],
    ['REJECTED', [registered(), rejected]],
  ])('stands as it stood before (%s), as if it never had been', (phase, events) => {
    given(...events, deregistered)
      .when(asked)
      .then(stands(phase));
    expect(fold(entity, [...events, deregistered, stands(phase)])).toEqual(fold(entity, events));
  });

  it('has a reason, and is told of the day from which it was believed to be', () => {
    mistaken.knowing({ reason: null }).when(asked).thenRefused('REASON_REQUIRED');
    const later = calendarDate('2025-03-05');
    mistaken.knowing({ effectiveDate: later, today: later }).when(asked).thenRefused('VOIDED_FROM_FIRST_DAY');
  });

  it('is the affair of another person than whoever entered it, and of any where nobody wrote that down', () => {
    const actor = somebody('COUNTY_SIGNER', deregistered.data.by);
    mistaken.knowing({ actor }).when(asked).thenRefused('VOIDER_IS_RECORDER');
    const { by: _nobody, ...data } = deregistered.data;
    given(...active, { ...deregistered, data })
      .knowing({ actor })
      .when(asked)
      .then(stands('ACTIVE'));
  });

  it('is none that is in the register, nor one that goes on as another', () => {
    given(...active)
      .when(asked)
      .thenRefused('ENTITY_NOT_IN_PHASE');
    given(...active, { type: 'EntityMerged', data: { into: AGREEMENT, on } }, deregistered)
      .when(asked)
      .thenRefused('DEREGISTERED_BY_MERGER');
  });

  it('is in the register as it was', () => {
    const told = [...active, deregistered, stands('ACTIVE')].map(({ type, data }) => ({
      ...{ stream: `entity-${COOP}`, type, data: data as never },
    }));
    givenEvents(...told)
      .project(entityRegister)
      .thenPartly('entities', COOP, { state: 'ACTIVE' });
  });
});

describe('being struck off, on the real write path', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk([handledEntity], Date.parse('2025-03-01T04:00:00.000Z'));
  });
  afterEach(() => desk.close());

  it('is taken back by the county, and the entity goes on from there', async () => {
    await desk.happened(
      ...active
        .slice(0, 3)
        .map(({ type, data }) => ({ stream: `entity-${COOP}`, type, data: data as never })),
    );
    const leave = command(DeregisterEntity, { registryDocument: '注销通知书 1' });
    await desk.send(leave, somebody('TOWN_INFORMANT'), { id: COOP });
    await desk.send(asked, somebody('COUNTY_SIGNER'), { id: COOP, reason: '误注销同名主体' });
    const admit = command(ApproveEntity, { decisionNo: '华政发〔2025〕3号' });
    expect((await desk.send(admit, somebody('COUNTY_SIGNER'), { id: COOP })).events).toMatchObject([
      { type: 'EntityApproved' },
    ]);
  });
});
