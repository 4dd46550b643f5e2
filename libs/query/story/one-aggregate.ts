import type { Actor } from '@kernel/actor';
import { roleNotAllowed } from '@command/faults';
import { replay } from '@command/replay';
import type { Handled } from '@command/handling';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import { NothingKnown, NothingThen, type Views } from '../answering';
import { seenBy } from '../confined';
import { requireVisible } from '../scope';

/** One aggregate, for questions whose subject is its events. */
export interface Found {
  readonly handled: Handled;
  /** Those that count at the moment asked about, as the viewer may see them. */
  readonly events: readonly RecordedEvent[];
}

/** What a role may not see in a list it does not see in a history. */
export const isReader = ({ readBy }: Handled, { role }: Actor): boolean =>
  readBy === undefined || role === 'SYSTEM' || readBy.includes(role);

/** An event as the viewer may see it. */
export const eventSeenBy = (viewer: Actor, { confined }: Pick<Handled, 'confined'>) => {
  const seen = seenBy(viewer, confined);
  return (event: RecordedEvent): RecordedEvent => ({ ...event, data: seen(event.data) });
};

/** @throws NothingKnown, NothingThen, Forbidden ROLE_NOT_ALLOWED, and OUT_OF_SCOPE by where it belongs today */
export const oneAggregate = async (
  { category, id }: { readonly category: string; readonly id: string },
  views: Views,
): Promise<Found> => {
  const { store, whole, upcast, aggregates } = views.log;
  const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
  if (handled === undefined) throw new NothingKnown('category', category);
  const { viewer } = views;
  if (!isReader(handled, viewer))
    throw roleNotAllowed(viewer.role, `read the history of ${category}`, handled.readBy ?? []);
  const stream = streamName(category, id);
  const all = await whole.readStream(stream);
  const present = replay(handled, all.map(upcast));
  if (present === null) throw new NothingKnown(category, id);
  const division = handled.aggregate.scope(present.state);
  if (division !== null) requireVisible(views, division);
  const counting = store === whole ? all : await store.readStream(stream);
  if (counting.length === 0) throw new NothingThen(category, id);
  const seen = eventSeenBy(viewer, handled);
  return { handled, events: counting.map((event) => seen(upcast(event))) };
};
