import type { CalendarDate } from '@kernel/calendar-date';
import { STAFF, type Actor, type Role } from '@kernel/actor';
import { Forbidden } from '@command/faults';
import type { Handled } from '@command/handling';
import { differences, replay, type Moment, type Replayed } from '@command/replay';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import { PAGE } from '@query/register';
import { requireVisible } from '@query/scope';
import { IsDate, IsId, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

abstract class OfOneAggregate {
  static readonly askedBy: readonly Role[] = STAFF;

  @IsText(50) category!: string;
  @IsId() id!: string;
}

/** The story of one aggregate: every event with its actor, both dates, reason and what it changed. */
export class AggregateHistory extends OfOneAggregate {
  static readonly title = '变更历史';

  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) fromRevision?: number;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
}

/** The state at a revision, as of a day, as known at a moment, or any of these together. */
export class AggregateState extends OfOneAggregate {
  static readonly title = '某一时刻的状态';

  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) revision?: number;
}

/** Two moments side by side: what changed, by which events. Of either counts what was known and true when the question asks about. */
export class AggregateComparison extends OfOneAggregate {
  static readonly title = '两个时刻的比较';

  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) fromRevision?: number;
  @Optional() @IsDate() fromAsOf?: CalendarDate;
  @Optional() @IsDate() fromKnownAt?: CalendarDate;
  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) toRevision?: number;
  @Optional() @IsDate() toAsOf?: CalendarDate;
  @Optional() @IsDate() toKnownAt?: CalendarDate;
}

interface Found {
  readonly handled: Handled;
  /** Those that count at the moment asked about. */
  readonly events: readonly RecordedEvent[];
}

/** What a role may not see in a list it does not see in a history. @throws Forbidden ROLE_NOT_ALLOWED */
const requireReader = ({ aggregate, readBy }: Handled, { role }: Actor): void => {
  if (readBy !== undefined && role !== 'SYSTEM' && !readBy.includes(role))
    throw new Forbidden('ROLE_NOT_ALLOWED', `${role} may not read the history of ${aggregate.category}`);
};

const find = async ({ category, id }: OfOneAggregate, views: Views): Promise<Found> => {
  const { store, whole, upcast, aggregates } = views.log;
  const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
  if (handled === undefined) throw new NothingKnown('category', category);
  requireReader(handled, views.viewer);
  const stream = streamName(category, id);
  const all = await whole.readStream(stream);
  const present = replay(handled, all.map(upcast));
  if (present === null) throw new NothingKnown(category, id);
  const division = handled.aggregate.scope(present.state);
  if (division !== null) requireVisible(views, division);
  const counting = store === whole ? all : await store.readStream(stream);
  if (counting.length === 0) throw new NothingKnown(`${category} at that moment`, id);
  return { handled, events: counting.map(upcast) };
};

const chapter = (found: Found, event: RecordedEvent): object => {
  const before = replay(found.handled, found.events, { revision: event.revision - 1 })?.state;
  const after = replay(found.handled, found.events, { revision: event.revision })?.state;
  const { actor, role, actorScope, effectiveDate, recordedAt, reason, command, commandId, ...rest } =
    event.metadata;
  return {
    revision: event.revision,
    position: event.position,
    type: event.type,
    who: { actor, role, scope: actorScope },
    effectiveDate,
    recordedAt,
    reason,
    command,
    commandId,
    data: event.data,
    changes: differences(before ?? found.handled.aggregate.initial, after),
    hash: rest['hash'],
    previousHash: rest['previousHash'],
    correlationId: rest['correlationId'],
    causationId: rest['causationId'],
  };
};

const history = async (query: AggregateHistory, views: Views): Promise<object> => {
  const found = await find(query, views);
  const { fromRevision = 0, limit = PAGE.usual } = query;
  const events = found.events.filter(({ revision }) => revision >= fromRevision);
  const items = events.slice(0, limit).map((event) => chapter(found, event));
  const next = events[limit];
  return { items, total: found.events.length, next: next === undefined ? null : next.revision };
};

/** @throws NothingKnown where nothing was known or true yet: never an empty state. */
const at = (found: Found, { category, id }: OfOneAggregate, moment: Moment): Replayed => {
  const replayed = replay(found.handled, found.events, moment);
  if (replayed === null) throw new NothingKnown(`${category} at ${JSON.stringify(moment)}`, id);
  return replayed;
};

const momentOf = (fields: { [K in keyof Moment]?: Moment[K] | undefined }): Moment =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const stateAt = async (query: AggregateState, views: Views): Promise<object> => {
  const found = await find(query, views);
  const { id, category, revision: asked } = query;
  const { revision, state } = at(found, query, momentOf({ revision: asked }));
  return { id, category, revision, state };
};

const comparison = async (query: AggregateComparison, views: Views): Promise<object> => {
  const found = await find(query, views);
  const from = momentOf({ revision: query.fromRevision, asOf: query.fromAsOf, knownAt: query.fromKnownAt });
  const to = momentOf({ revision: query.toRevision, asOf: query.toAsOf, knownAt: query.toKnownAt });
  const [before, after] = [at(found, query, from), at(found, query, to)];
  const seen = new Set(before.events.map(({ id }) => id));
  const between = after.events.filter(({ id }) => !seen.has(id));
  return {
    from: { moment: from, revision: before.revision, state: before.state },
    to: { moment: to, revision: after.revision, state: after.state },
    changes: differences(before.state, after.state),
    because: between.map((event) => chapter(found, event)),
  };
};

export const auditAnswers: readonly AnyAnswering[] = [
  answering(AggregateHistory, history),
  answering(AggregateState, stateAt),
  answering(AggregateComparison, comparison),
];
