import type { Handled } from '@command/handling';
import type { RefusalTexts } from '@kernel/refusal';
import type { RecordedEvent } from '@event-store/event-store';

/** An event with the state before it and after it. */
export interface Step {
  readonly event: RecordedEvent;
  readonly before: unknown;
  readonly after: unknown;
  /** In which its warnings are told. */
  readonly texts: RefusalTexts;
}

/** All steps of a history, folded once. */
export const stepsOf = (
  { aggregate, refusals: texts }: Handled,
  events: readonly RecordedEvent[],
): readonly Step[] => {
  let state: unknown = aggregate.initial;
  return events.map((event) => {
    const before = state;
    state = aggregate.evolve(before, event);
    return { event, before, after: state, texts };
  });
};
