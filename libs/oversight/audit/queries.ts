import { SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { replay, type Moment, type Replayed } from '@command/replay';
import { answering, NothingThen, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import type { Telling } from '@query/comparison/compared';
import { momentOf } from '@query/moment/asked-moment';
import { pageOf } from '@query/paging';
import { PAGE } from '@query/register';
import { caused, chaptersIn } from '@query/story/caused';
import type { Chapter } from '@query/story/chapter';
import { causedChanges, onlyIn } from '@query/story/comparison';
import { oneAggregate, type Found } from '@query/story/one-aggregate';
import { DAYS, soughtIn, type Day } from '@query/story/selection';
import { stepsOf, type Step } from '@query/story/step';
import { parameterId, parameterTitle } from '@registry/parameter/queries';
import { IsDate, IsId, IsOneOf, IsSealedText, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { isUuid } from '@kernel/ids';
import type { Naming } from '@query/story/naming';
import { entityNames } from '@registry/entity/queries';
import { householdNames } from '@registry/household/queries';
import { wordingWith } from './wording';

const FORMATS = ['json', 'csv', 'html'] as const;
const ORDERS = ['OLDEST_FIRST', 'NEWEST_FIRST'] as const;
type StoryOrder = (typeof ORDERS)[number];

abstract class OfOneAggregate {
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;

  @IsText(50) category!: string;
  @IsId() id!: string;
}

/** Which chapters of a story: of one person, of one kind, of a period by the day they are true or were recorded. */
abstract class OfSomeChapters extends OfOneAggregate {
  @Optional() @IsText(200) actor?: string;
  /** Event type. */
  @Optional() @IsText(100) kind?: string;
  @Optional() @IsDate() from?: CalendarDate;
  @Optional() @IsDate() to?: CalendarDate;
  @Optional() @IsOneOf(DAYS) day?: Day;
  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) fromRevision?: number;
  @Optional() @IsOneOf(ORDERS) order?: StoryOrder;
}

/** The story of one aggregate: every event with who did it, both dates, what it changed, on which paper and why. */
export class AggregateHistory extends OfSomeChapters {
  static readonly title = '变更历史';

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(200) cursor?: string;
}

/** The same story whole, to be taken away: JSON unless another format is asked for. */
export class AggregateHistoryExport extends OfSomeChapters {
  static readonly title = '导出变更历史';

  @Optional() @IsOneOf(FORMATS) format?: (typeof FORMATS)[number];
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
  /** A day, an instant or a position, as `knownAt` of every question. */
  @Optional() @IsText(40) fromKnownAt?: string;
  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) toRevision?: number;
  @Optional() @IsDate() toAsOf?: CalendarDate;
  @Optional() @IsText(40) toKnownAt?: string;
}

/** Reads events out in the words of officers. */
export const wording = wordingWith(parameterTitle);

/**
 * What is told with households and entities called by what people know them by. It is told twice: only the telling itself says whom
 * it names, and of a long list that is few.
 */
const naming: Naming = async (tell, views) => {
  const ids = new Set<string>();
  tell(wordingWith((key) => parameterTitle(key) ?? noted(ids, key)));
  const households = await householdNames([...ids], views);
  const entities = await entityNames([...ids], views);
  return tell(
    wordingWith((key) => parameterTitle(key) ?? households.get(key) ?? entities.get(key) ?? undefined),
  );
};

const noted = (ids: Set<string>, key: string): undefined => {
  if (isUuid(key)) ids.add(key);
};

/** How what changed a figure is told. */
export const telling: Telling = {
  naming,
  parameter: (key) => ({ title: parameterTitle(key) ?? null, stream: `parameter-${parameterId(key)}` }),
};

const chapters = async (steps: readonly Step[], views: Views): Promise<readonly Chapter[]> => {
  const told = await caused(steps, views);
  return naming((words) => chaptersIn(told, words), views);
};

/** Those sought, in the order asked for. */
const toldIn = ({ handled, events }: Found, query: OfSomeChapters): readonly Step[] => {
  const steps = soughtIn(stepsOf(handled, events), query, Object.keys(handled.aggregate.events));
  return query.order === 'NEWEST_FIRST' ? steps.toReversed() : steps;
};

const history = async (query: AggregateHistory, views: Views) => {
  const found = await oneAggregate(query, views);
  const told = toldIn(found, query);
  const { items, next } = pageOf(told, query, ({ event }) => String(event.revision));
  return { items: await chapters(items, views), total: found.events.length, matching: told.length, next };
};

const exported = async (query: AggregateHistoryExport, views: Views) => {
  const { category, id } = query;
  const told = toldIn(await oneAggregate(query, views), query);
  return { category, id, items: await chapters(told, views) };
};

/**
 * @throws NothingThen where nothing was known or true yet: never an empty state; Unanswerable REVISION_UNKNOWN: never the last
 * revision for one that there is not
 */
const at = (found: Found, { category, id }: OfOneAggregate, moment: Moment): Replayed => {
  const { revision = 0 } = moment;
  if (revision > found.last)
    throw new Unanswerable('REVISION_UNKNOWN', `${String(revision)} (0–${String(found.last)})`);
  const replayed = replay(found.handled, found.events, moment);
  if (replayed === null) throw new NothingThen(category, id);
  return replayed;
};

const stateAt = async (query: AggregateState, views: Views) => {
  const found = await oneAggregate(query, views);
  const { id, category } = query;
  const { revision, state } = at(found, query, await momentOf({ revision: query.revision }, views));
  return { id, category, revision, state };
};

/** @throws Unanswerable MOMENTS_ARE_THE_SAME, also where neither is named: both are the one of the question then */
const requireTwo = (from: Moment, to: Moment, { now }: Views): void => {
  if (JSON.stringify(from) !== JSON.stringify(to)) return;
  throw new Unanswerable('MOMENTS_ARE_THE_SAME', Object.values(from).join(', ') || now);
};

const comparison = async (query: AggregateComparison, views: Views) => {
  const found = await oneAggregate(query, views);
  const { fromRevision, fromAsOf, fromKnownAt, toRevision, toAsOf, toKnownAt } = query;
  const [from, to] = await Promise.all([
    momentOf({ revision: fromRevision, asOf: fromAsOf, knownAt: fromKnownAt }, views),
    momentOf({ revision: toRevision, asOf: toAsOf, knownAt: toKnownAt }, views),
  ]);
  requireTwo(from, to, views);
  const [before, after] = [at(found, query, from), at(found, query, to)];
  const [gained, lost] = await Promise.all([
    caused(onlyIn(stepsOf(found.handled, after.events), before), views),
    caused(onlyIn(stepsOf(found.handled, before.events), after), views),
  ]);
  const told = await naming((words) => {
    const [because, setAside] = [chaptersIn(gained, words), chaptersIn(lost, words)];
    const changes = causedChanges([before.state, after.state], [...because, ...setAside], words);
    return { changes, because, setAside };
  }, views);
  return {
    from: { moment: from, revision: before.revision, state: before.state },
    to: { moment: to, revision: after.revision, state: after.state },
    ...told,
  };
};

export const auditAnswers: readonly AnyAnswering[] = [
  answering(AggregateHistory, history),
  answering(AggregateHistoryExport, exported),
  answering(AggregateState, stateAt),
  answering(AggregateComparison, comparison),
];
