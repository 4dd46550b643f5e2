import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import type { Industry } from '@kernel/linkage';
import { EndEnterpriseBinding, TakeOverEnterpriseBinding } from './commands';
import type { EnterpriseBindingEnding, EnterpriseBindingEvent } from './events';

const WATCH = 'enterprise-binding-watch';
const SIDES = 'entity-enterprise-bindings';

type Watched = Document & {
  readonly enterpriseId: string;
  readonly cooperativeId: string;
  readonly industry: Industry;
  readonly endDate: CalendarDate | null;
  /** First day after the term, while the binding runs. */
  readonly dueOn: CalendarDate | null;
};

/** Bindings of one entity, as enterprise or as cooperative, that are proposed or in force. */
type Side = Document & { readonly open: readonly string[] };

type Own = Recorded<EnterpriseBindingEvent>;
type Entity = Recorded<EntityEvent>;

const isOwn = ({ stream }: RecordedEvent): boolean => stream.startsWith('enterpriseBinding-');

const sidesOf = (event: Own, documents: Documents): readonly string[] => {
  const id = idOf(event.stream);
  const known = documents.known<Watched>(WATCH, id);
  const sides = event.type === 'EnterpriseBindingProposed' ? event.data : known;
  return sides === undefined ? [] : [sides.enterpriseId, sides.cooperativeId];
};

const openOf = (documents: Documents, id: string): readonly string[] =>
  documents.known<Side>(SIDES, id)?.open ?? [];

/** Where the entity goes on as another, its bindings go on too. */
const passing = ({ type, stream }: RecordedEvent, documents: Documents): readonly Key[] =>
  type === 'EntityMerged' ? openOf(documents, idOf(stream)).map((id) => ({ collection: WATCH, id })) : [];

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  if (!isOwn(event)) return [{ collection: SIDES, id }, ...passing(event, documents)];
  const sides = sidesOf(event as Own, documents);
  return [{ collection: WATCH, id }, ...sides.map((side) => ({ collection: SIDES, id: side }))];
};

const dueAfter = ({ type }: Own, { endDate, dueOn }: Watched): CalendarDate | null => {
  if (type === 'EnterpriseBindingActivated') return endDate === null ? null : addDays(endDate, 1);
  return type === 'EnterpriseBindingEnded' ? null : dueOn;
};

const watched = (event: Own, before: Watched | undefined): Watched | undefined => {
  if (event.type === 'EnterpriseBindingProposed') {
    const { enterpriseId, cooperativeId, industry, endDate } = event.data;
    return { id: idOf(event.stream), enterpriseId, cooperativeId, industry, endDate, dueOn: null };
  }
  return before && { ...before, dueOn: dueAfter(event, before) };
};

const OVER: readonly Own['type'][] = [
  'EnterpriseBindingEnded',
  'EnterpriseBindingReturned',
  'EnterpriseBindingWithdrawn',
];

const openAfter = ({ type }: Own, open: readonly string[], id: string): readonly string[] => {
  const others = open.filter((other) => other !== id);
  return OVER.includes(type) ? others : [...others, id];
};

const project = (event: RecordedEvent, documents: Documents): readonly Write[] => {
  if (!isOwn(event)) return [];
  const own = event as Own;
  const id = idOf(event.stream);
  const watch = watched(own, documents.get<Watched>(WATCH, id));
  if (watch === undefined) return [];
  const sides = sidesOf(own, documents).map((side): Side => ({
    id: side,
    open: openAfter(own, openOf(documents, side), id),
  }));
  return [put(WATCH, watch), ...sides.map((side) => put(SIDES, side))];
};

const ENDS: { readonly [Type in EntityEvent['type']]?: EnterpriseBindingEnding } = {
  EligibilityRevoked: 'ENTITY_REVOKED',
  EntityDeregistered: 'ENTITY_DEREGISTERED',
};

const ending = (id: string, cause: EnterpriseBindingEnding, on: CalendarDate): Intent => ({
  command: Object.assign(new EndEnterpriseBinding(), { cause }),
  id,
  effectiveDate: on,
  reason: cause,
});

/** Each goes on with the entity that stays in the place of its duplicate, unless that is bound so already; a proposal goes back. */
const merged = (duplicate: string, { into, on }: Merged, documents: Documents): readonly Intent[] =>
  openOf(documents, duplicate).flatMap((fromBindingId) => {
    const bound = documents.get<Watched>(WATCH, fromBindingId);
    if (bound === undefined) return [];
    const heir = (side: string): string => (side === duplicate ? into : side);
    const { enterpriseId, cooperativeId, industry } = bound;
    const sides = { enterpriseId: heir(enterpriseId), cooperativeId: heir(cooperativeId) };
    const command = Object.assign(new TakeOverEnterpriseBinding(), { ...sides, industry, fromBindingId });
    const taking: Intent = { command, effectiveDate: on, reason: '主体重复登记合并' };
    return [taking, ending(fromBindingId, 'MERGED', on)];
  });

type Merged = Extract<EntityEvent, { readonly type: 'EntityMerged' }>['data'];

const react = (event: RecordedEvent, documents: Documents): readonly Intent[] => {
  if (isOwn(event)) return [];
  const { type, stream, data } = event as Entity;
  const id = idOf(stream);
  if (type === 'EntityMerged') return merged(id, data, documents);
  const cause = ENDS[type];
  return cause === undefined ? [] : openOf(documents, id).map((one) => ending(one, cause, data.on));
};

/** CoverageKeeper (4.25, 2): a binding ends with the standing of either side, and with its own term, and goes on where a side does. */
export const enterpriseBindingKeeper: Policy = {
  name: 'enterprise-binding-keeper',
  version: 2,
  categories: ['enterpriseBinding', 'entity'],
  sends: [EndEnterpriseBinding, TakeOverEnterpriseBinding],
  collections: { [WATCH]: { indexes: [{ fields: ['dueOn'] }] }, [SIDES]: { indexes: [] } },
  needs,
  project,
  react,
  deadlines: {
    collection: WATCH,
    intent: (due) => ending(due.id, 'EXPIRED', (due as Watched).dueOn as CalendarDate),
  },
};
