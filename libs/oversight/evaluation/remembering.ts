import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { AgreementEvent } from '@linkage/agreement/events';
import type { DistributionEvent } from '@linkage/distribution/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { IncomeEvent } from '@linkage/income/events';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Key } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { HouseholdEvent } from '@registry/household/events';
import { rememberAgreement, type AgreementMemory } from './agreement-memory';
import { rememberBinding, type BindingMemory } from './binding-memory';
import { rememberDistribution, type DistributionMemory } from './distribution-memory';
import {
  entityNamedBy,
  nothingOf,
  STREAMS,
  withStream,
  type EntityMemory,
  type Streams,
} from './entity-memory';
import { incomeMemoryId, rememberIncome, rememberSplit, type IncomeMemory } from './income-memory';
import { ENTITIES, INCOMES, keysOf, TARGETS } from './review-needs';
import { rememberTarget, saysOfTargets, type TargetMemory } from './target-memory';

export interface Seen {
  readonly event: RecordedEvent;
  readonly documents: Documents;
}

const incomeKey = ({ type, stream, data }: RecordedEvent): string =>
  type === 'HouseholdSplit'
    ? incomeMemoryId(idOf(stream), yearOf(data['on'] as CalendarDate))
    : incomeMemoryId(data['householdId'] as string, data['year'] as number);

/** What says what a household earned, or that fewer people earn it from then on. */
const isIncome = ({ type }: RecordedEvent): boolean =>
  ['IncomeRecorded', 'IncomeCorrected', 'IncomeVoided', 'HouseholdSplit'].includes(type);

const remembered = ({ event, documents }: Seen, collection: Streams): Document | undefined => {
  const id = idOf(event.stream);
  const told: unknown = event;
  switch (collection) {
    case 'agreements':
      return rememberAgreement(id, documents.get<AgreementMemory>(collection, id), told as AgreementEvent);
    case 'bindings':
      return rememberBinding(id, documents.get<BindingMemory>(collection, id), told as HouseholdBindingEvent);
    case 'distributions': {
      const before = documents.get<DistributionMemory>(collection, id);
      return rememberDistribution(id, before, told as DistributionEvent);
    }
  }
};

const entityWrites = ({ event, documents }: Seen, collection: Streams): readonly Write[] => {
  const entityId = entityNamedBy(event);
  if (entityId === null) return [];
  const entity = documents.get<EntityMemory>(ENTITIES, entityId) ?? nothingOf(entityId);
  return [put(ENTITIES, withStream(entity, collection, idOf(event.stream)))];
};

const incomeWrites = ({ event, documents }: Seen): readonly Write[] => {
  if (!isIncome(event)) return [];
  const id = incomeKey(event);
  const before = documents.get<IncomeMemory>(INCOMES, id);
  if (event.type === 'HouseholdSplit')
    return [put(INCOMES, rememberSplit(id, before, event.data['on'] as CalendarDate))];
  const after = rememberIncome(before, event as unknown as Recorded<IncomeEvent>);
  return after === undefined ? [] : [put(INCOMES, after)];
};

const targetWrites = ({ event, documents }: Seen): readonly Write[] => {
  if (!saysOfTargets(event.type)) return [];
  const id = idOf(event.stream);
  const before = documents.get<TargetMemory>(TARGETS, id);
  return [put(TARGETS, rememberTarget(id, before, event as unknown as Recorded<HouseholdEvent>))];
};

/** The documents that an event is remembered in. */
export const rememberedIn = (event: RecordedEvent): readonly Key[] => {
  if (isIncome(event)) return keysOf(INCOMES, [incomeKey(event)]);
  if (saysOfTargets(event.type)) return keysOf(TARGETS, [idOf(event.stream)]);
  const collection = STREAMS[categoryOf(event.stream)];
  if (collection === undefined) return [];
  const entityId = entityNamedBy(event);
  const own = keysOf(collection, [idOf(event.stream)]);
  return entityId === null ? own : [...own, ...keysOf(ENTITIES, [entityId])];
};

/** What of it is remembered. */
export const remembering = (seen: Seen): readonly Write[] => {
  const collection = STREAMS[categoryOf(seen.event.stream)];
  if (collection === undefined) return [...incomeWrites(seen), ...targetWrites(seen)];
  const doc = remembered(seen, collection);
  const writes = doc === undefined ? [] : [put(collection, doc)];
  return [...writes, ...entityWrites(seen, collection)];
};
