import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';

/** What travels with a command: who asks, when it is true, why, and what it belongs to. */
export interface Envelope {
  /** Idempotency key: the same id with the same request answers the first result. */
  readonly commandId: string;
  /** Id of the aggregate asked; absent for a command that brings one to life. */
  readonly id?: string;
  readonly actor: Actor;
  readonly effectiveDate?: CalendarDate;
  readonly reason?: string;
  /** Revision the caller has seen (`If-Match`). A conflict is then answered, not retried. */
  readonly expectedRevision?: number;
  readonly dryRun?: boolean;
  /** The request or the story this belongs to; the command id where absent. */
  readonly correlationId?: string;
  /** Id of the event that caused the command, where a policy sends it. */
  readonly causationId?: string;
}

const ENVELOPE = Symbol('envelope');

/** Puts the envelope on a command, unseen by JSON and by the rules. A command that is sent again gets a new one. */
export const enveloped = <C extends object>(command: C, envelope: Envelope): C =>
  Object.defineProperty(command, ENVELOPE, { value: envelope, enumerable: false, configurable: true });

export const envelopeOf = (command: object): Envelope => {
  const envelope = (command as { [ENVELOPE]?: Envelope })[ENVELOPE];
  if (envelope === undefined) throw new Error(`${command.constructor.name} was sent without an envelope`);
  return envelope;
};
