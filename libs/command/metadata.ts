import type { Circumstances, Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Metadata, NewEvent } from '@event-store/event-store';
import type { Envelope } from './envelope';
import type { Handled } from './handling';

/** Begins what is hashed of a request: texts of another meaning have another hash. */
export const REQUEST = 'request';

/**
 * What a request says, of which a keyed hash is kept, so that a repeated command id with another content is noticed. Keyed,
 * because a plain hash of a document number could be guessed.
 */
export const requestText = ({ command, id, envelope }: Requested): string => {
  const { effectiveDate = null, reason = null } = envelope;
  return JSON.stringify([command.constructor.name, id, effectiveDate, reason, sorted(command)]);
};

interface Requested {
  readonly command: object;
  readonly id: string;
  readonly envelope: Envelope;
}

/** Key order is not content. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Who, when, why and on whose request: the same on every event of a command. */
export const metadataOf = (
  work: { readonly command: object; readonly envelope: Envelope; readonly hash: string },
  facts: Circumstances,
  division: DivisionCode | null,
): Metadata => ({
  actor: facts.actor.user,
  role: facts.actor.role,
  actorScope: facts.actor.role === 'SYSTEM' ? null : facts.actor.scope,
  post: facts.actor.post ?? null,
  delegatedBy: facts.actor.delegatedBy ?? null,
  ...(facts.actor.session === undefined ? {} : { session: facts.actor.session }),
  division,
  effectiveDate: facts.effectiveDate,
  recordedAt: facts.recordedAt,
  reason: facts.reason,
  command: work.command.constructor.name,
  commandId: facts.commandId,
  requestHash: work.hash,
  correlationId: work.envelope.correlationId ?? facts.commandId,
  causationId: work.envelope.causationId ?? null,
});

interface Deciding {
  readonly handled: Handled;
  readonly envelope: Envelope;
  readonly id: string;
}

/** The decided events as they are appended. Ids follow from the command, so that a retry writes the same ones. */
export const toRecord = (
  { handled, envelope, id }: Deciding,
  events: readonly Event[],
  metadata: Metadata,
): readonly NewEvent[] =>
  events.map(({ type, data }, index) => {
    const schemaVersion = handled.aggregate.events[type];
    if (schemaVersion === undefined)
      throw new Error(`${handled.aggregate.category} does not declare the event ${type}`);
    return {
      id: derivedId(envelope.commandId, id, index),
      type,
      data,
      metadata: { ...metadata, schemaVersion },
    };
  });
