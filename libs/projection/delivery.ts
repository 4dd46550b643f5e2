import type { Position } from '@event-store/event-store';
import { derivedId } from '@kernel/ids';
import { Refusal } from '@kernel/refusal';
import type { Log } from './log';
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

/** Hands a command to the write side. A `Refusal` it throws is an answer; any other error is no answer yet. */
export type Send = (intent: Intent, cause: Cause) => Promise<unknown>;

/** Not derived from the day it is sent on: a deadline is met once, whenever that was. */
export const commandIdOf = (cause: Cause): string =>
  'causeEventId' in cause
    ? derivedId('policy', cause.policy, cause.causeEventId, cause.index)
    : derivedId('deadline', cause.policy, cause.documentId, cause.dueOn);

/** Sends until there is an answer. */
export class Delivery {
  #trouble: string | null = null;

  constructor(private readonly parts: { readonly send: Send; readonly pause: Pause; readonly log: Log }) {}

  /** Why the last command has had no answer yet. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** @throws Refusal, and when the signal aborts while there is no answer */
  async deliver(intent: Intent, cause: Cause, signal: AbortSignal): Promise<void> {
    for (let failures = 1; !(await this.#answered(intent, cause)); failures += 1) {
      await this.parts.pause(backoffMs(failures), signal);
      signal.throwIfAborted();
    }
    this.#trouble = null;
  }

  async #answered(intent: Intent, cause: Cause): Promise<boolean> {
    try {
      await this.parts.send(intent, cause);
      return true;
    } catch (error) {
      if (error instanceof Refusal) this.#trouble = null;
      if (error instanceof Refusal) throw error;
      this.#trouble = `${intent.command.constructor.name}: ${error instanceof Error ? error.message : String(error)}`;
      this.parts.log.warn(`${cause.policy} cannot send ${this.#trouble}`);
      return false;
    }
  }
}
