import { derivedId } from '@kernel/ids';
import type { EventStore, NewEvent } from '@event-store/event-store';

const VILLAGES = Array.from(
  { length: 77 },
  (_, index) => `5304241${String(1 + (index % 5)).padStart(2, '0')}2${String(index).padStart(2, '0')}`,
);
const COOPERATIVES = 60;
const ENTERPRISES = 24;

type Data = NewEvent['data'];

interface Told {
  readonly type: string;
  readonly data: Data;
}

const metadata = (division: string, on: string) => ({
  ...{
    actor: 'bench',
    role: 'SYSTEM',
    actorScope: null,
    division,
    effectiveDate: on,
    recordedAt: `${on}T02:00:00.000Z`,
  },
  ...{
    reason: null,
    command: 'Bench',
    commandId: derivedId(division, on),
    requestHash: '',
    correlationId: '',
    causationId: null,
    schemaVersion: 1,
  },
});

const write = async (store: EventStore, stream: string, told: readonly Told[]): Promise<void> => {
  const events = told.map(({ type, data }, index): NewEvent => ({
    id: derivedId(stream, index),
    type,
    data,
    metadata: metadata(
      (data['villageCode'] ?? VILLAGES[0]) as string,
      (data['on'] ?? data['from']) as string,
    ),
  }));
  await store.append(stream, 'no-stream', events);
};

const dayOf = (index: number): string =>
  `2024-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`;

const entity = (id: string, kind: string, index: number): readonly Told[] => {
  const on = '2024-01-01';
  const villageCode = VILLAGES[index % VILLAGES.length] as string;
  const leadingLevel = kind === 'COOPERATIVE' ? null : 'COUNTY';
  const registered = {
    entityId: id,
    kind,
    name: `${kind}${String(index)}`,
    uscc: null,
    usccOverrideReason: null,
    growerNo: null,
    villageCode,
    industries: ['FRUIT'],
    tags: [],
    leadingLevel,
    manager: {},
    synthetic: true,
    on,
  };
  return [
    { type: 'EntityRegistered', data: registered },
    { type: 'EntityApproved', data: { decisionNo: '1', on } },
  ];
};

const household = (id: string, index: number): readonly Told[] => {
  const on = dayOf(index);
  const villageCode = VILLAGES[index % VILLAGES.length] as string;
  const registered = {
    householdId: id,
    householdNo: String(1_000_000 + index),
    villageCode,
    group: null,
    populationCount: 3,
    labourCount: 1,
    source: 'VILLAGE',
    head: {},
    documentFingerprint: id,
    synthetic: true,
    on,
  };
  const told: Told[] = [
    { type: 'HouseholdRegistered', data: registered },
    { type: 'AlleviatedRecordSet', data: { alleviatedYear: 2019, enjoysPolicy: true, on } },
    {
      type: 'EligibilityAssessed',
      data: {
        hasDevelopmentConditions: index % 5 !== 0,
        isWilling: true,
        reasonIfNot: null,
        evidence: null,
        on,
      },
    },
  ];
  return told;
};

const binding = (householdId: string, index: number): readonly Told[] => {
  const on = dayOf(index + 5);
  const villageCode = VILLAGES[index % VILLAGES.length] as string;
  const entityId = derivedId('cooperative', index % COOPERATIVES);
  const proposed = {
    term: 1,
    householdId,
    entityId,
    entityKind: 'COOPERATIVE',
    relation: 'HC',
    industry: 'FRUIT',
    villageCode,
    forms: ['ORDER_FARMING'],
    otherForm: null,
    tightness: 'CONTRACT',
    startDate: on,
    endDate: null,
    contribution: null,
    agreementId: null,
    agreementDueBy: null,
    match: 'MATCHED',
    on,
  };
  return [
    { type: 'HouseholdBindingProposed', data: proposed },
    {
      type: 'HouseholdBindingActivated',
      data: { from: on, match: 'MATCHED', matchOverrideReason: null, otherFormAcceptance: null },
    },
  ];
};

/** Events of a county with so many households, as commands would have led to them, for reading only. Answers the household ids. */
export const fillLog = async (store: EventStore, households: number): Promise<readonly string[]> => {
  for (let index = 0; index < ENTERPRISES; index += 1) {
    const id = derivedId('enterprise', index);
    await write(store, `entity-${id}`, entity(id, 'LEADING_ENTERPRISE', index));
  }
  for (let index = 0; index < COOPERATIVES; index += 1) await foundCooperative(store, index);
  const ids = Array.from({ length: households }, (_, index) => derivedId('bench-household', index));
  for (let from = 0; from < ids.length; from += 64)
    await Promise.all(ids.slice(from, from + 64).map((id, offset) => settle(store, id, from + offset)));
  return ids;
};

const foundCooperative = async (store: EventStore, index: number): Promise<void> => {
  const id = derivedId('cooperative', index);
  await write(store, `entity-${id}`, entity(id, 'COOPERATIVE', index));
  if (index % 8 === 0) return;
  const on = '2024-01-02';
  const villageCode = VILLAGES[index % VILLAGES.length] as string;
  const enterpriseId = derivedId('enterprise', index % ENTERPRISES);
  const proposed = {
    term: 1,
    enterpriseId,
    cooperativeId: id,
    villageCode,
    industry: 'FRUIT',
    forms: ['ORDER_FARMING'],
    contractNo: String(index),
    riskBearer: 'ENTERPRISE',
    varietiesProvided: null,
    technicalStandard: null,
    orderAmountFen: null,
    priceRule: null,
    startDate: on,
    endDate: null,
    proposedBy: 'bench',
    on,
  };
  await write(store, `enterpriseBinding-${derivedId('chain', index)}`, [
    { type: 'EnterpriseBindingProposed', data: proposed },
    { type: 'EnterpriseBindingActivated', data: { from: on } },
  ]);
};

const settle = async (store: EventStore, id: string, index: number): Promise<void> => {
  await write(store, `household-${id}`, household(id, index));
  if (index % 4 !== 0)
    await write(store, `householdBinding-${derivedId('bench-binding', index)}`, binding(id, index));
};
