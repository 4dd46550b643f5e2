import { fold } from '@kernel/decider';
import type { Lifecycle } from '@kernel/lifecycle';
import { Refusal } from '@kernel/refusal';
import type { Handled } from '@command/handling';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { decidedAgain, type Decisions } from './decisions';

/** What an aggregate has been while it stood in each state of its lifecycle. */
export type Reached = ReadonlyMap<string, readonly unknown[]>;

/** Of one kind: each before its first event, after every event of the log, and after every decision that each of these allows. */
export const reachedBy = (
  handled: Handled,
  lifecycle: Lifecycle,
  { log, decisions }: { readonly log: readonly RecordedEvent[]; readonly decisions: Decisions },
): Reached => {
  const been = beenIn(handled, log);
  const reached = new Map<string, unknown[]>();
  for (const state of [...been, ...been.flatMap((before) => nextTo(handled, before, decisions))]) {
    const name = lifecycle.stateOf(state);
    reached.set(name, [...(reached.get(name) ?? []), state]);
  }
  return reached;
};

const beenIn = ({ aggregate }: Handled, log: readonly RecordedEvent[]): readonly unknown[] => {
  const last = new Map<string, unknown>();
  const own = log.filter(({ stream }) => categoryOf(stream) === aggregate.category);
  const been = own.map((event) => {
    const state = fold(aggregate, [event], last.get(event.stream));
    last.set(event.stream, state);
    return state;
  });
  return [aggregate.initial, ...been];
};

const nextTo = ({ aggregate, handlings }: Handled, before: unknown, { of }: Decisions): readonly unknown[] =>
  handlings
    .filter(({ creates }) => before !== aggregate.initial || creates !== undefined)
    .flatMap((handling) =>
      of(handling.command.name).flatMap((decision) => {
        const events = decidedAgain(handling, decision, before);
        return events instanceof Refusal || events.length === 0 ? [] : [fold(aggregate, events, before)];
      }),
    );
