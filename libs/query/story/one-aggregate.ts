import { SPEAKERS, STAFF, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { roleNotAllowed } from '@command/faults';
import { replay } from '@command/replay';
import { fold, type Event } from '@kernel/decider';
import type { Outcome } from '@command/dispatcher';
import type { Handled } from '@command/handling';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import { NothingKnown, NothingThen, type Views } from '../answering';
import { seenBy } from '../confined';
import { narrowedTo } from '../narrowed';
import { canSee, requireVisible } from '../scope';

/** One aggregate, for questions whose subject is its events. */
export interface Found {
  readonly handled: Handled;
  /** Those that count at the moment asked about, as the viewer may see them. */
  readonly events: readonly RecordedEvent[];
  /** Revision of the last event that there is, whether it counts then or not. */
  readonly last: number;
}

/** What a role may not see in a list it does not see in a history. */
export const isReader = (handled: Handled, { role }: Actor): boolean =>
  role === 'SYSTEM' || readersOf(handled).includes(role);

const readersOf = ({ readBy = STAFF, aggregate }: Handled): readonly Role[] => [
  ...readBy,
  ...ownReadersOf(aggregate),
];

/** Who reads the histories of the household or entity they speak for. */
export const ownReadersOf = (aggregate: Handled['aggregate']): readonly Role[] => {
  const named = aggregate.subjects?.(aggregate.initial) ?? {};
  return SPEAKERS.filter((role) => named[role] !== undefined);
};

/** By where it belongs in that state, or, to who speaks for one, by whose it is. */
export const isVisible = async (views: Views, { aggregate }: Handled, state: unknown): Promise<boolean> => {
  const { role, subjectId } = views.viewer;
  if (speaksForOne(role))
    return subjectId !== undefined && aggregate.subjects?.(state)[role]?.includes(subjectId) === true;
  const division = aggregate.scope(state);
  return division === null || canSee(views, division);
};

/**
 * Whether a dry run shows the viewer the whole state before and after. Who speaks for one of those that an aggregate concerns, and
 * does not read its history, would find all others there.
 */
const isShownStates = (handled: Handled, { role }: Actor): boolean => {
  const { aggregate } = handled;
  return !speaksForOne(role) || !('subjects' in aggregate) || ownReadersOf(aggregate).includes(role);
};

/** An event as the viewer may see it. */
export const eventSeenBy = (
  viewer: Actor,
  { confined = [], narrowed }: Pick<Handled, 'confined' | 'narrowed'>,
) => {
  const seen = seenBy(viewer, confined);
  const told = narrowedTo(viewer, narrowed);
  return <E extends Event>(event: E): E => told({ ...event, data: seen(event.data) });
};

/** What a dry run shows the viewer: the events as such, and the states that those lead from and to, where they are shown. */
export const dryRunSeenBy = async (outcome: Outcome, views: Views): Promise<DryRun> => {
  const { viewer, log } = views;
  const { category, id, revision, events, preview } = outcome;
  const handled = log.aggregates.find(({ aggregate }) => aggregate.category === category);
  if (handled === undefined) return { events, before: null, after: null };
  const seen = events.map(eventSeenBy(viewer, handled));
  if (!isShownStates(handled, viewer)) return { events: seen, before: null, after: null };
  if (handled.confined === undefined && handled.narrowed?.to !== viewer.role)
    return { events: seen, before: null, after: null, ...preview };
  const all = await log.store.readStream(streamName(category, id));
  const known = all.filter((event) => event.revision <= revision).map(log.upcast);
  const before = fold(handled.aggregate, known.map(eventSeenBy(viewer, handled)) as readonly Event[]);
  return { events: seen, before, after: fold(handled.aggregate, seen, before) };
};

interface DryRun {
  readonly events: readonly Event[];
  readonly before: unknown;
  readonly after: unknown;
}

interface Sought {
  readonly category: string;
  readonly id: string;
}

/** Who speaks for one does not learn that there is something of another's. */
const requireSeen = async (
  views: Views,
  { handled, state }: Standing,
  { category, id }: Sought,
): Promise<void> => {
  if (await isVisible(views, handled, state)) return;
  if (speaksForOne(views.viewer.role)) throw new NothingKnown(category, id);
  const division = handled.aggregate.scope(state);
  if (division !== null) await requireVisible(views, division);
};

interface Standing {
  readonly handled: Handled;
  readonly state: unknown;
}

/**
 * @throws NothingKnown, NothingThen, Forbidden ROLE_NOT_ALLOWED, and OUT_OF_SCOPE by where it belongs today; to who speaks for one
 * what is another's is not known
 */
export const oneAggregate = async ({ category, id }: Sought, views: Views): Promise<Found> => {
  const { store, whole, upcast, aggregates } = views.log;
  const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
  if (handled === undefined) throw new NothingKnown('category', category);
  const { viewer } = views;
  if (!isReader(handled, viewer))
    throw roleNotAllowed(viewer.role, `read the history of ${category}`, readersOf(handled));
  const stream = streamName(category, id);
  const all = await whole.readStream(stream);
  const present = replay(handled, all.map(upcast));
  if (present === null) throw new NothingKnown(category, id);
  await requireSeen(views, { handled, state: present.state }, { category, id });
  const counting = store === whole ? all : await store.readStream(stream);
  if (counting.length === 0) throw new NothingThen(category, id);
  const seen = eventSeenBy(viewer, handled);
  return { handled, events: counting.map((event) => seen(upcast(event))), last: present.revision };
};
