import type { CalendarDate } from '@kernel/calendar-date';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EnterpriseBindingEvent } from '@linkage/enterprise-binding/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';
import type { EntityEvent } from '@registry/entity/events';

const LIST = 'cooperatives-to-bind';
const COOPERATIVES = 're-binding-cooperatives';
const CHAINS = 're-binding-chains';
const BOUND = 're-binding-households';

/**
 * A cooperative of the register that no enterprise is bound to any more, or not yet again: its households have lost double coverage.
 * One that is revoked or struck off itself is bound to nobody (R42).
 */
export type CooperativeRow = Document & {
  readonly division: string;
  readonly cooperativeId: string;
  /** The last enterprise it was bound to. */
  readonly enterpriseId: string;
  readonly cause: string;
  /** First day without an enterprise. */
  readonly since: CalendarDate;
  /** Households bound to it, each once. */
  readonly householdCount: number;
};

/** What is in force with a cooperative. */
type Cooperative = Document & {
  readonly chains: readonly string[];
  /** Household by binding. */
  readonly bound: { readonly [bindingId: string]: string };
  /** How it lost its last enterprise; null while it has one or never had any. */
  readonly lost: Lost | null;
  readonly isOut: boolean;
};
type Lost = Pick<CooperativeRow, 'division' | 'enterpriseId' | 'cause' | 'since'>;
type Chain = Document & Pick<CooperativeRow, 'cooperativeId' | 'enterpriseId' | 'division'>;
type Bound = Document & { readonly cooperativeId: string; readonly householdId: string };

type OfEnterprise = Recorded<EnterpriseBindingEvent>;
type OfHousehold = Recorded<HouseholdBindingEvent>;
type OfEntity = Recorded<EntityEvent>;

const MEMORIES: { readonly [category: string]: string } = {
  enterpriseBinding: CHAINS,
  householdBinding: BOUND,
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const collection = MEMORIES[categoryOf(event.stream)];
  if (collection === undefined) return [{ collection: COOPERATIVES, id }];
  const known = documents.known<Chain | Bound>(collection, id);
  const ofCooperative = known === undefined ? [] : [{ collection: COOPERATIVES, id: known.cooperativeId }];
  return [{ collection, id }, ...ofCooperative];
};

const cooperativeIn = (documents: Documents, id: string): Cooperative =>
  documents.get<Cooperative>(COOPERATIVES, id) ?? { id, chains: [], bound: {}, lost: null, isOut: false };

/** What is remembered, and the line of the list that follows from it. */
const after = (cooperative: Cooperative): readonly Write[] => {
  const { id, bound, lost, isOut } = cooperative;
  if (lost === null || isOut) return [put(COOPERATIVES, cooperative), remove(LIST, id)];
  const householdCount = new Set(Object.values(bound)).size;
  return [put(COOPERATIVES, cooperative), put(LIST, { id, cooperativeId: id, ...lost, householdCount })];
};

const chained = (event: OfEnterprise, documents: Documents): readonly Write[] => {
  const id = idOf(event.stream);
  if (event.type === 'EnterpriseBindingProposed') {
    const { cooperativeId, enterpriseId, villageCode: division } = event.data;
    return [put(CHAINS, { id, cooperativeId, enterpriseId, division })];
  }
  const chain = documents.get<Chain>(CHAINS, id);
  if (chain === undefined) return [];
  const before = cooperativeIn(documents, chain.cooperativeId);
  const others = before.chains.filter((other) => other !== id);
  if (event.type === 'EnterpriseBindingActivated')
    return after({ ...before, chains: [...others, id], lost: null });
  if (event.type !== 'EnterpriseBindingEnded' || !before.chains.includes(id)) return [];
  const { cause, on: since } = event.data;
  const { enterpriseId, division } = chain;
  const lost = others.length > 0 ? null : { division, enterpriseId, cause, since };
  return after({ ...before, chains: others, lost });
};

const bound = (event: OfHousehold, documents: Documents): readonly Write[] => {
  const id = idOf(event.stream);
  if (event.type === 'HouseholdBindingProposed') {
    const { relation, entityId: cooperativeId, householdId } = event.data;
    return relation === 'HC' ? [put(BOUND, { id, cooperativeId, householdId })] : [];
  }
  const own = documents.get<Bound>(BOUND, id);
  if (own === undefined) return [];
  const before = cooperativeIn(documents, own.cooperativeId);
  const others = Object.fromEntries(Object.entries(before.bound).filter(([other]) => other !== id));
  if (event.type === 'HouseholdBindingActivated')
    return after({ ...before, bound: { ...others, [id]: own.householdId } });
  return event.type === 'HouseholdBindingEnded' ? after({ ...before, bound: others }) : [];
};

/** A merger strikes the duplicate off with the next event. */
const OUT: { readonly [Type in OfEntity['type']]?: boolean } = {
  EligibilityRevoked: true,
  EntityDeregistered: true,
  EligibilityRestored: false,
};

/** Undefined where the event says nothing of it. */
const isOutAfter = (event: OfEntity): boolean | undefined =>
  event.type === 'EntityDeregistrationVoided' ? event.data.restored === 'REVOKED' : OUT[event.type];

const stood = (event: OfEntity, documents: Documents): readonly Write[] => {
  const isOut = isOutAfter(event);
  return isOut === undefined ? [] : after({ ...cooperativeIn(documents, idOf(event.stream)), isOut });
};

const project = (event: RecordedEvent, documents: Documents): readonly Write[] => {
  const category = categoryOf(event.stream);
  if (category === 'entity') return stood(event as OfEntity, documents);
  return category === 'enterpriseBinding'
    ? chained(event as OfEnterprise, documents)
    : bound(event as OfHousehold, documents);
};

/** CoverageKeeper's other task list (4.25, 2): cooperatives to be bound anew, with the households that lost double coverage. */
export const cooperativesToBind: Projector = {
  name: 'cooperatives-to-bind',
  version: 3,
  categories: ['enterpriseBinding', 'householdBinding', 'entity'],
  collections: {
    [LIST]: { indexes: [{ fields: ['division', 'householdCount'] }, { fields: ['householdCount'] }] },
    [COOPERATIVES]: { indexes: [] },
    [CHAINS]: { indexes: [] },
    [BOUND]: { indexes: [] },
  },
  needs,
  project,
};
