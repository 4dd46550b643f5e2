import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '@kernel/refusal';
import type { Outcome } from '@command/dispatcher';
import { CommandIdReused, Forbidden, NotFound, Stale } from '@command/faults';
import { refusalTexts } from '@county/modules';
import { UnacceptableEvent } from '@event-store/event-store';
import type { Answered } from './tally';
import { unsoundIn } from './soundness';

/** Something that may never happen has happened. */
export class BrokenPromise extends Error {
  constructor(promise: string, options?: ErrorOptions) {
    super(promise, options);
    this.name = 'BrokenPromise';
  }
}

export function promise(holds: boolean, told: string): asserts holds {
  if (!holds) throw new BrokenPromise(told);
}

/** What was answered: an outcome, or an error. */
export type Answer = { readonly outcome: Outcome } | { readonly error: unknown };

export const answerOf = async (dispatched: Promise<Outcome>): Promise<Answer> => {
  try {
    return { outcome: await dispatched };
  } catch (error) {
    return { error };
  }
};

/** @throws BrokenPromise where it is none of the answers there are */
export const kindOf = (answer: Answer): Answered => {
  if ('outcome' in answer) return answer.outcome.events.length > 0 ? 'DONE' : 'NOTHING_NEW';
  const { error } = answer;
  if (error instanceof Forbidden) return 'FORBIDDEN';
  if (error instanceof NotFound) return 'UNKNOWN';
  if (error instanceof Stale) return 'STALE';
  if (error instanceof UnacceptableEvent) return 'UNACCEPTABLE';
  if (error instanceof Refusal) return refusedProperly(error);
  throw new BrokenPromise('it was answered with no refusal', { cause: error });
};

const refusedProperly = ({ unmet }: Refusal): 'REFUSED' => {
  for (const { code, params } of unmet) {
    promise(Object.hasOwn(refusalTexts, code), `nobody tells what ${code} means`);
    promise(
      !unsoundIn(params).includes('it tells of a person in clear'),
      `${code} tells of a person in clear`,
    );
  }
  return 'REFUSED';
};

/** What two answers to one request must have in common; ciphertext differs each time. */
export const gist = (answer: Answer): unknown => {
  if ('outcome' in answer) return answer.outcome.events.map(({ type }) => type);
  const { error } = answer;
  return error instanceof Refusal ? error.unmet : String(error);
};

/** A second answer to the same command id. */
export const requireFirstAnswer = (first: Outcome, second: Answer): void => {
  promise('outcome' in second, 'the repeated command id is refused');
  const { replayed, ...answered } = second.outcome;
  const { replayed: _first, ...expected } = first;
  promise(replayed, 'the repeated command id is not noticed');
  promise(isDeepStrictEqual(answered, expected), 'the repeated command id answers another result');
};

export const requireReused = (answer: Answer): void =>
  promise(
    'error' in answer && answer.error instanceof CommandIdReused,
    'a used command id serves another request',
  );
