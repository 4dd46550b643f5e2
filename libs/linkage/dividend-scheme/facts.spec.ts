import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '@kernel/json';
import { Desk } from '@testing/desk';
import { parameterId } from '@registry/parameter/state';
import { handledDividendScheme } from './aggregate';
import type { SchemeTerms } from './events';
import {
  adopting,
  draftOf,
  entityId,
  fiscal,
  guaranteed,
  partOf,
  seventyPercent,
  surplus,
  village,
} from './story';

const noon = Date.parse('2025-03-01T04:00:00.000Z');
const committee = { user: 'committee', role: 'VILLAGE_COMMITTEE', scope: village } as const;
const boss = { user: 'boss', role: 'ENTITY_MANAGER', scope: village, subjectId: entityId } as const;

const entity = [
  { type: 'EntityRegistered', data: { kind: 'COOPERATIVE', villageCode: village, industries: [] } },
  { type: 'EntityApproved', data: {} },
].map((event) => ({ stream: `entity-${entityId}`, ...event }));

const register = ({ beneficiaries }: SchemeTerms) =>
  beneficiaries.map(({ householdId, householdNo, villageCode }) => ({
    stream: `household-${householdId}`,
    type: 'HouseholdRegistered',
    data: { householdId, householdNo, villageCode },
  }));

const decided = (key: string, value: Json, sourceDocument: string) => ({
  stream: `parameter-${parameterId(key)}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: key, key, scope: '530424000000', value, effectiveFrom: '2020-01-01', effectiveTo: null },
    ...{ sourceDocument, clause: null, approvedBy: '县政府' },
  },
});

describe('a dividend scheme on the real write path', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk([handledDividendScheme], noon);
  });
  afterEach(() => desk.close());

  const draft = async (terms: SchemeTerms) => {
    await desk.happened(...entity, ...register(terms));
    return desk.send(draftOf(partOf(terms)), boss);
  };

  it('reads number and village of the households from the register', async () => {
    expect((await draft(guaranteed)).events).toMatchObject([
      { data: { terms: guaranteed, villageCode: village } },
    ]);
  });

  it('names the households that the register does not know', async () => {
    await desk.happened(...entity);
    await expect(desk.send(draftOf(partOf(guaranteed)), boss)).rejects.toThrow('HOUSEHOLD_UNKNOWN');
    await expect(desk.send(draftOf(partOf(guaranteed)), { ...boss, subjectId: village })).rejects.toThrow(
      'concern',
    );
  });

  it('is not drafted for an entity that nobody knows', async () => {
    await expect(desk.send(draftOf(partOf(guaranteed)), committee)).rejects.toThrow('ENTITY_UNKNOWN');
  });

  it('is not adopted before the share of fiscal money is decided, and then keeps its source', async () => {
    const { id } = await draft(fiscal);
    await expect(desk.send(adopting, committee, { id })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    const [share, holder] = seventyPercent.parameters.map(({ source }) => source);
    await desk.happened(
      decided('equity.householdShareOfFiscalFund', seventyPercent.householdShare, share ?? ''),
      decided('equity.residualHolder', seventyPercent.residualHolder, holder ?? ''),
    );
    await expect(desk.send(adopting, committee, { id })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await desk.happened(decided('dividend.minFrequencyPerYear', 1, '县政府〔2025〕2号'));
    const { events } = await desk.send(adopting, committee, { id });
    expect(events).toMatchObject([{ data: { equity: { poolFen: 70_000_000, ...seventyPercent } } }]);
  });

  it('is not adopted before the least patronage refund and frequency are kept', async () => {
    const { id } = await draft(surplus);
    await expect(desk.send(adopting, committee, { id })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    const minimum = { numerator: 75, denominator: 100 };
    await desk.happened(
      decided('cooperative.patronageRefundMin', minimum, '农民专业合作社法 第四十四条'),
      decided('dividend.minFrequencyPerYear', 5, '县政府〔2025〕2号'),
    );
    const refused = desk.send(adopting, committee, { id });
    await expect(refused).rejects.toThrow('PATRONAGE_BELOW_MINIMUM, DISTRIBUTION_TOO_RARE');
  });
});
