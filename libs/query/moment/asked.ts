import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Position } from '@event-store/event-store';
import type { KnownAt } from './known-at';

/** When a question asks about; null: all that is on record now. */
export interface Whens {
  /** What is true by this day. */
  readonly asOf: CalendarDate | null;
  /** What was known then, and as it was written. */
  readonly knownAt: { readonly of: KnownAt; readonly text: string } | null;
}

/** What travels with a question: who asks, about when, and the position the answer must have reached. */
export interface Asking extends Whens {
  readonly actor: Actor;
  readonly after: Position | undefined;
  readonly requestId: string;
}

const ASKING = Symbol('asking');

export const asked = (question: object, asking: Asking): object =>
  Object.defineProperty(question, ASKING, { value: asking, enumerable: false });

export const askingOf = (question: object): Asking => {
  const asking = (question as { [ASKING]?: Asking })[ASKING];
  if (asking === undefined) throw new Error(`${question.constructor.name} was asked by nobody`);
  return asking;
};
