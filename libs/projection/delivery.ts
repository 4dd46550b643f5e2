import type { Position } from '@event-store/event-store';
import { derivedId } from '@kernel/ids';
import { Refusal } from '@kernel/refusal';
import { wordsOf, type Log } from './log';
import { backoffMs, type Pause } from './pause';
import type { Intent } from './projector';

/** Why a policy sends a command. Equal causes give equal command ids, so that sending again is harmless. */
export type Cause = EventCause | DeadlineCause;

export interface EventCause {
  readonly policy: string;
  readonly causeEventId: string;
  readonly causePosition: Position;
  /** Which of the commands that follow from the event. */
  readonly index: number;
}

export interface DeadlineCause {
  readonly policy: string;
  readonly documentId: string;
  readonly dueOn: string;
  readonly today: string;
}

/** A fault that does not pass by itself as an outage does: the code or the log must change before the command can be answered. */
export class Undeliverable extends Error {
  constructor(cause: unknown) {
    super(wordsOf(cause));
    this.name = 'Undeliverable';
  }
}

/** Hands a command to the write side. A `Refusal` it throws is an answer; an {@link Undeliverable} may never have one; any other error is no answer yet. */
export type Send = (intent: Intent, cause: Cause) => Promise<unknown>;

/** Not derived from the day it is sent on: a deadline is met once, whenever that was. */
export const commandIdOf = (cause: Cause): string =>
  'causeEventId' in cause
    ? derivedId('policy', cause.policy, cause.causeEventId, cause.index)
    : derivedId('deadline', cause.policy, cause.documentId, cause.dueOn);

/** Over half a minute: what was taken for a lasting fault may have been an outage that nobody knew. */
const TRIES = 10;

/** Sends until there is an answer, or none is to be had. */
export class Delivery {
  #trouble: string | null = null;

  constructor(private readonly parts: { readonly send: Send; readonly pause: Pause; readonly log: Log }) {}

  /** Why the last command has had no answer yet. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** @throws Refusal, Undeliverable after so many tries, and when the signal aborts while there is no answer */
  async deliver(
    intent: Intent,
    cause: Cause,
    { signal, tries = TRIES }: { readonly signal: AbortSignal; readonly tries?: number },
  ): Promise<void> {
    for (let failures = 1; !(await this.#answered(intent, cause, failures >= tries)); failures += 1) {
      await this.parts.pause(backoffMs(failures), signal);
      signal.throwIfAborted();
    }
    this.#trouble = null;
  }

  async #answered(intent: Intent, cause: Cause, isLast: boolean): Promise<boolean> {
    try {
      await this.parts.send(intent, cause);
      return true;
    } catch (error) {
      if (error instanceof Refusal || (isLast && error instanceof Undeliverable)) {
        this.#trouble = null;
        throw error;
      }
      this.#trouble = `${intent.command.constructor.name}: ${wordsOf(error)}`;
      this.parts.log.warn(`${cause.policy} cannot send ${this.#trouble}`);
      return false;
    }
  }
}
