import type { CalendarDate } from '@kernel/calendar-date';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EnterpriseBindingEvent } from '@linkage/enterprise-binding/events';
import type { HouseholdBindingEvent } from '@linkage/household-binding/events';

const LIST = 'cooperatives-to-bind';
const COOPERATIVES = 're-binding-cooperatives';
const CHAINS = 're-binding-chains';
const BOUND = 're-binding-households';

/** A cooperative that no enterprise is bound to any more, or not yet again: its households have lost double coverage. */
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
};
type Chain = Document & Pick<CooperativeRow, 'cooperativeId' | 'enterpriseId' | 'division'>;
type Bound = Document & { readonly cooperativeId: string; readonly householdId: string };

type OfEnterprise = Recorded<EnterpriseBindingEvent>;
type OfHousehold = Recorded<HouseholdBindingEvent>;

const isChain = ({ stream }: RecordedEvent): boolean => categoryOf(stream) === 'enterpriseBinding';

const known = (event: RecordedEvent, documents: Documents): Chain | Bound | undefined => {
  const [collection, id] = [isChain(event) ? CHAINS : BOUND, idOf(event.stream)];
  return documents.has(collection, id) ? documents.get<Chain | Bound>(collection, id) : undefined;
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const own = { collection: isChain(event) ? CHAINS : BOUND, id: idOf(event.stream) };
  const id = known(event, documents)?.cooperativeId;
  return [own, ...(id === undefined ? [] : [COOPERATIVES, LIST].map((collection) => ({ collection, id })))];
};

const cooperativeIn = (documents: Documents, id: string): Cooperative =>
  documents.get<Cooperative>(COOPERATIVES, id) ?? { id, chains: [], bound: {} };

const countOf = ({ bound }: Cooperative): number => new Set(Object.values(bound)).size;

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
    return [put(COOPERATIVES, { ...before, chains: [...others, id] }), remove(LIST, before.id)];
  if (event.type !== 'EnterpriseBindingEnded' || !before.chains.includes(id)) return [];
  const left = put(COOPERATIVES, { ...before, chains: others });
  return others.length > 0 ? [left] : [left, put(LIST, lost(event.data, chain, before))];
};

const lost = (
  { cause, on: since }: Extract<OfEnterprise, { type: 'EnterpriseBindingEnded' }>['data'],
  { cooperativeId, enterpriseId, division }: Chain,
  cooperative: Cooperative,
): CooperativeRow => ({
  ...{ id: cooperativeId, division, cooperativeId, enterpriseId, cause, since },
  householdCount: countOf(cooperative),
});

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
    return counted({ ...before, bound: { ...others, [id]: own.householdId } }, documents);
  return event.type === 'HouseholdBindingEnded' ? counted({ ...before, bound: others }, documents) : [];
};

/** Nobody waits where nobody is bound. */
const counted = (after: Cooperative, documents: Documents): readonly Write[] => {
  const row = documents.get<CooperativeRow>(LIST, after.id);
  const householdCount = countOf(after);
  return [put(COOPERATIVES, after), ...(row === undefined ? [] : [put(LIST, { ...row, householdCount })])];
};

/** CoverageKeeper's other task list (4.25, 2): cooperatives to be bound anew, with the households that lost double coverage. */
export const cooperativesToBind: Projector = {
  name: 'cooperatives-to-bind',
  version: 1,
  categories: ['enterpriseBinding', 'householdBinding'],
  collections: {
    [LIST]: { indexes: [{ fields: ['division', 'householdCount'] }, { fields: ['householdCount'] }] },
    [COOPERATIVES]: { indexes: [] },
    [CHAINS]: { indexes: [] },
    [BOUND]: { indexes: [] },
  },
  needs,
  project: (event, documents) =>
    isChain(event) ? chained(event as OfEnterprise, documents) : bound(event as OfHousehold, documents),
};
