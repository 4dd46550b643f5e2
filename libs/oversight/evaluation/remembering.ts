import { yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import type { AgreementEvent } from '@linkage/agreement/events';
import type { DistributionEvent } from '@linkage/distribution/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { IncomeEvent } from '@linkage/income/events';
import type { Documents, Key } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { rememberAgreement, type AgreementMemory } from './agreement-memory';
import { rememberBinding, type BindingMemory } from './binding-memory';
import { rememberDistribution, type DistributionMemory } from './distribution-memory';
import {
  entityNamedBy,
  nothingOf,
  STREAMS,
  withAbsorbed,
  withStream,
  type EntityMemory,
  type Streams,
} from './entity-memory';
import { incomeMemoryId, rememberIncome, rememberSplit, type IncomeMemory } from './income-memory';
import { ENTITIES, INCOMES, keysOf, TARGETS } from './review-needs';
import { rememberTarget, saysOfTargets, type TargetMemory } from './target-memory';

/** An event, of which stream it is, and the day it was recorded. */
export interface Told {
  readonly event: RecordedEvent;
  readonly category: string;
  /** Of the stream. */
  readonly id: string;
  readonly recordedOn: CalendarDate;
}

export interface Seen extends Told {
  readonly documents: Documents;
}

const put = (collection: string, doc: Document): Write => ({ collection, id: doc.id, doc });

const incomeKey = ({ event: { type, data }, id }: Told): string =>
  type === 'HouseholdSplit'
    ? incomeMemoryId(id, yearOf(data['on'] as CalendarDate))
    : incomeMemoryId(data['householdId'] as string, data['year'] as number);

/** What says what a household earned, or that fewer people earn it from then on. */
const isIncome = ({ event: { type } }: Told): boolean =>
  ['IncomeRecorded', 'IncomeCorrected', 'IncomeVoided', 'HouseholdSplit'].includes(type);

const remembered = ({ event, id, documents }: Seen, collection: Streams): Document | undefined => {
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

const entityWrites = ({ event, id, documents }: Seen, collection: Streams): readonly Write[] => {
  const entityId = entityNamedBy(event);
  if (entityId === null) return [];
  const entity = documents.get<EntityMemory>(ENTITIES, entityId) ?? nothingOf(entityId);
  return [put(ENTITIES, withStream(entity, collection, id))];
};

type Merged = Extract<EntityEvent, { readonly type: 'EntityMerged' }>['data'];

/** Nothing passed in a merger of before it was told for which years the entity was evaluated. */
const mergedIn = ({ event: { type, data } }: Told): Required<Merged> | null => {
  const { evaluatedThrough, ...merged } = data as unknown as Merged;
  return type !== 'EntityMerged' || evaluatedThrough === undefined ? null : { ...merged, evaluatedThrough };
};

const mergerWrites = (seen: Seen): readonly Write[] => {
  const merged = mergedIn(seen);
  if (merged === null) return [];
  const { into, evaluatedThrough } = merged;
  const entity = seen.documents.get<EntityMemory>(ENTITIES, into) ?? nothingOf(into);
  const judgedFrom = evaluatedThrough === null ? null : evaluatedThrough + 1;
  return [put(ENTITIES, withAbsorbed(entity, { entityId: seen.id, judgedFrom }))];
};

const incomeWrites = (seen: Seen): readonly Write[] => {
  if (!isIncome(seen)) return [];
  const { event, recordedOn, documents } = seen;
  const id = incomeKey(seen);
  const before = documents.get<IncomeMemory>(INCOMES, id);
  if (event.type === 'HouseholdSplit')
    return [put(INCOMES, rememberSplit(id, before, event.data['on'] as CalendarDate))];
  const after = rememberIncome(before, event as unknown as IncomeEvent, recordedOn);
  return after === undefined ? [] : [put(INCOMES, after)];
};

const targetWrites = ({ event, id, documents }: Seen): readonly Write[] => {
  if (!saysOfTargets(event.type)) return [];
  const before = documents.get<TargetMemory>(TARGETS, id);
  return [put(TARGETS, rememberTarget(id, before, event as unknown as HouseholdEvent))];
};

/** The documents that an event is remembered in. */
export const rememberedIn = (told: Told): readonly Key[] => {
  const { event, category, id } = told;
  if (isIncome(told)) return keysOf(INCOMES, [incomeKey(told)]);
  if (saysOfTargets(event.type)) return keysOf(TARGETS, [id]);
  const merged = mergedIn(told);
  if (merged !== null) return keysOf(ENTITIES, [merged.into]);
  const collection = STREAMS[category];
  if (collection === undefined) return [];
  const entityId = entityNamedBy(event);
  const own = keysOf(collection, [id]);
  return entityId === null ? own : [...own, ...keysOf(ENTITIES, [entityId])];
};

/** What of it is remembered. */
export const remembering = (seen: Seen): readonly Write[] => {
  const collection = STREAMS[seen.category];
  if (collection === undefined) return [...incomeWrites(seen), ...targetWrites(seen), ...mergerWrites(seen)];
  const doc = remembered(seen, collection);
  const writes = doc === undefined ? [] : [put(collection, doc)];
  return [...writes, ...entityWrites(seen, collection)];
};
