import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { parameterId } from '@registry/parameter/state';
import { handledHouseholdBinding } from './aggregate';
import {
  ActivateBinding,
  EndBinding,
  ProposeHouseholdBinding,
  RecordBenefit,
  RehomeHousehold,
  SubmitForReview,
  SuspendBinding,
} from './commands';
import { FRUIT_COOP, GREEN_COOP, PANXI_VILLAGE, somebody, WANG, WANG_FRUIT } from './story';

const entity = (id: string, type: string): Happening => ({
  stream: `entity-${id}`,
  type,
  data: { kind: 'COOPERATIVE', villageCode: PANXI_VILLAGE, industries: ['FRUIT'], leadingLevel: null },
});
const registry: readonly Happening[] = [
  {
    stream: `household-${WANG}`,
    type: 'HouseholdRegistered',
    data: { householdNo: '1', villageCode: PANXI_VILLAGE, populationCount: 3, labourCount: 2, group: null },
  },
  { stream: `household-${WANG}`, type: 'IndustryWillRecorded', data: { industries: ['FRUIT'] } },
  ...[FRUIT_COOP, GREEN_COOP].flatMap((id) => [entity(id, 'EntityRegistered'), entity(id, 'EntityApproved')]),
];
const NOON = Date.parse('2025-03-01T04:00:00.000Z');
const clerk = somebody('VILLAGE_INFORMANT');
const county = { ...somebody('COUNTY_INFORMANT'), scope: divisionCode('530424000000') };
const terms = {
  householdId: WANG,
  industry: 'FRUIT',
  startDate: calendarDate('2025-01-01'),
  agreementDueBy: calendarDate('2025-06-30'),
} as const;
const propose = (more: Partial<ProposeHouseholdBinding> = {}) =>
  command(ProposeHouseholdBinding, { ...terms, entityId: FRUIT_COOP, forms: ['ORDER_FARMING'], ...more });

describe('a household binding on the real write path', () => {
  let desk: Desk;
  const bind = async () => {
    const { id } = await desk.send(propose(), clerk);
    await desk.send(command(SubmitForReview, { consentRef: 'consent-1' }), clerk, { id });
    return desk.send(command(ActivateBinding, {}), county, { id });
  };
  beforeEach(async () => {
    desk = new Desk([handledHouseholdBinding], NOON);
    await desk.happened(...registry);
  });
  afterEach(() => desk.close());

  it('is named by household, entity and industry, and judged by their own records', async () => {
    const { id, events } = await bind();
    expect(id).toBe(WANG_FRUIT);
    expect(events).toMatchObject([{ type: 'HouseholdBindingActivated', data: { match: 'MATCHED' } }]);
  });

  it('is refused a second time in the same industry, and allowed in another or elsewhere (R03)', async () => {
    await bind();
    await expect(desk.send(propose(), clerk)).rejects.toThrow('BINDING_DUPLICATE');
    expect(await desk.send(propose({ industry: 'VEGETABLE' }), clerk)).toMatchObject({ warnings: [] });
    expect(await desk.send(propose({ entityId: GREEN_COOP }), clerk)).toMatchObject({
      warnings: [{ code: 'SAME_INDUSTRY_TWICE', params: { entityIds: [FRUIT_COOP] } }],
    });
  });

  it('is refused with nobody', async () => {
    await expect(desk.send(propose({ householdId: GREEN_COOP }), clerk)).rejects.toThrow('HOUSEHOLD_UNKNOWN');
    await expect(desk.send(propose({ entityId: WANG }), clerk)).rejects.toThrow('ENTITY_UNKNOWN');
  });

  it('gives way to a new one after the entity was revoked', async () => {
    const { id } = await bind();
    const system = somebody('SYSTEM');
    await desk.happened(entity(FRUIT_COOP, 'EligibilityRevoked'));
    await desk.send(command(EndBinding, { cause: 'ENTITY_REVOKED' }), system, { id });
    const rehome = (entityId: string) =>
      command(RehomeHousehold, { ...terms, entityId, forms: ['ORDER_FARMING'], fromBindingId: id });
    await expect(desk.send(rehome(FRUIT_COOP), clerk)).rejects.toThrow('ENTITY_REVOKED');
    const { events } = await desk.send(rehome(GREEN_COOP), clerk);
    expect(events.map(({ type }) => type)).toEqual(['HouseholdBindingProposed', 'HouseholdRehomed']);
  });

  it('lets the manager of its own entity record benefits, and no other', async () => {
    const { id } = await bind();
    const benefit = command(RecordBenefit, {
      ...{ form: 'ORDER_FARMING', mode: 'PRODUCT_PRICE', amountFen: 100, evidence: 'receipt-1' },
    });
    const manager = (subjectId: string) => ({ ...somebody('ENTITY_MANAGER'), subjectId });
    await expect(desk.send(benefit, manager(GREEN_COOP), { id })).rejects.toThrow('not a concern');
    const { events } = await desk.send(benefit, manager(FRUIT_COOP), { id });
    expect(events).toMatchObject([{ type: 'BenefitDelivered', data: { amountFen: 100 } }]);
  });

  it('may rest as long as the place decided, and not before it decided', async () => {
    const { id } = await bind();
    const town = { ...somebody('TOWN_INFORMANT'), scope: divisionCode('530424102000') };
    const suspend = () =>
      desk.send(command(SuspendBinding, { until: calendarDate('2025-09-01') }), town, { id, reason: '外出' });
    const decided = {
      ...{ entryId: 'e1', key: 'binding.suspensionMaxMonths', scope: '530424000000', value: 3 },
      ...{ effectiveFrom: '2025-01-01', effectiveTo: null, sourceDocument: '县规定', clause: null },
      approvedBy: '县政府',
    };
    const stream = `parameter-${parameterId('binding.suspensionMaxMonths')}`;
    await expect(suspend()).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await desk.happened({ stream, type: 'PolicyParameterSet', data: decided });
    await expect(suspend()).rejects.toThrow('SUSPENSION_TERM_INVALID');
    await desk.happened({
      stream,
      type: 'PolicyParameterSuperseded',
      data: { ...decided, entryId: 'e2', value: 6, effectiveFrom: '2025-02-01', replaces: 'e1' },
    });
    const { events } = await suspend();
    expect(events).toMatchObject([{ type: 'BindingSuspended' }]);
  });
});
