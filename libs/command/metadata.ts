import type { Circumstances } from '@kernel/decider';
import type { Json } from '@kernel/json';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { ordered } from '@event-store/canonical';
import type { Metadata, NewEvent } from '@event-store/event-store';
import { newEvent } from '@event-store/new-event';
import type { Envelope } from './envelope';
import type { Handled } from './handling';
import type { Ruled } from './work';

/** Begins what is hashed of a request: texts of another meaning have another hash. */
export const REQUEST = 'request';

/**
 * What a request says, of which a keyed hash is kept, so that a repeated command id with another content is noticed. Keyed,
 * because a plain hash of a document number could be guessed.
 */
export const requestText = ({ command, id, envelope }: Requested): string => {
  const { effectiveDate = null, reason = null } = envelope;
  return JSON.stringify([command.constructor.name, id, effectiveDate, reason, ordered(command)]);
};

interface Requested {
  readonly command: object;
  readonly id: string;
  readonly envelope: Envelope;
}

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

/** The decided events as they are appended, with what is unusual in them on each. Ids follow from the command, so that a retry writes the same ones. */
export const toRecord = (
  { handled, envelope, id }: Deciding,
  { events, warnings }: Ruled,
  metadata: Metadata,
): readonly NewEvent[] =>
  events.map(({ type, data }, index) => {
    const schemaVersion = handled.aggregate.events[type];
    if (schemaVersion === undefined)
      throw new Error(`${handled.aggregate.category} does not declare the event ${type}`);
    return newEvent({
      id: derivedId(envelope.commandId, id, index),
      type,
      data,
      metadata: {
        ...metadata,
        schemaVersion,
        ...(warnings.length === 0 ? {} : { warnings: told(warnings) }),
      },
    });
  });

const told = (warnings: Ruled['warnings']): Json =>
  warnings.map(({ code, params, pointer }) => ({
    code,
    params,
    ...(pointer === undefined ? {} : { pointer }),
  }));

/** As they stand on an event. */
export const warningsIn = ({ warnings = [] }: Metadata): Ruled['warnings'] =>
  warnings as unknown as Ruled['warnings'];
