import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import { EndEnterpriseBinding } from './commands';
import type { EnterpriseBindingEnding, EnterpriseBindingEvent } from './events';

const WATCH = 'enterprise-binding-watch';
const SIDES = 'entity-enterprise-bindings';

type Watched = Document & {
  readonly sides: readonly string[];
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
  if (event.type === 'EnterpriseBindingProposed') return [event.data.enterpriseId, event.data.cooperativeId];
  const id = idOf(event.stream);
  return documents.has(WATCH, id) ? (documents.get<Watched>(WATCH, id)?.sides ?? []) : [];
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  if (!isOwn(event)) return [{ collection: SIDES, id }];
  const sides = sidesOf(event as Own, documents);
  return [{ collection: WATCH, id }, ...sides.map((side) => ({ collection: SIDES, id: side }))];
};

const dueAfter = ({ type }: Own, endDate: CalendarDate | null, before: Watched | undefined) => {
  if (type === 'EnterpriseBindingActivated') return endDate === null ? null : addDays(endDate, 1);
  return type === 'EnterpriseBindingEnded' ? null : (before?.dueOn ?? null);
};

const watched = (event: Own, before: Watched | undefined): Watched => {
  const { type, data, stream } = event;
  const id = idOf(stream);
  if (type === 'EnterpriseBindingProposed')
    return { id, sides: [data.enterpriseId, data.cooperativeId], endDate: data.endDate, dueOn: null };
  const { sides = [], endDate = null } = before ?? {};
  return { id, sides, endDate, dueOn: dueAfter(event, endDate, before) };
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
  const sides = sidesOf(own, documents).map((side): Side => {
    const open = documents.get<Side>(SIDES, side)?.open ?? [];
    return { id: side, open: openAfter(own, open, id) };
  });
  const watch = watched(own, documents.get<Watched>(WATCH, id));
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

/** CoverageKeeper (4.25, 2): a binding ends with the standing of either side, and with its own term. */
export const enterpriseBindingKeeper: Policy = {
  name: 'enterprise-binding-keeper',
  version: 1,
  categories: ['enterpriseBinding', 'entity'],
  sends: [EndEnterpriseBinding],
  collections: { [WATCH]: { indexes: [{ fields: ['dueOn'] }] }, [SIDES]: { indexes: [] } },
  needs,
  project,
  react: (event, documents) => {
    if (isOwn(event)) return [];
    const cause = ENDS[event.type as EntityEvent['type']];
    if (cause === undefined) return [];
    const { on } = (event as Entity).data;
    const open = documents.get<Side>(SIDES, idOf(event.stream))?.open ?? [];
    return open.map((id) => ending(id, cause, on));
  },
  deadlines: {
    collection: WATCH,
    intent: (due) => ending(due.id, 'EXPIRED', (due as Watched).dueOn as CalendarDate),
  },
};
