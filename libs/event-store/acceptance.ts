import { isUuid } from '@kernel/ids';
import { canonical } from './canonical';
import { isLinkKey } from './chain';
import { LIMITS, UnacceptableEvent, type Expected, type NewEvent } from './event-store';

/** An event that every engine can keep: its JSON as sent, and the canonical text of the same for the chain. */
export interface Accepted {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  readonly canonicalData: string;
  readonly canonicalMetadata: string;
}

/** One append on its way into an engine. */
export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Accepted[];
}

/** Looks at everything before it reaches an engine, for an engine may break on what it does not expect. @throws UnacceptableEvent */
export const accept = (stream: string, expected: Expected, events: readonly NewEvent[]): Append => {
  acceptStream(stream);
  acceptExpected(expected);
  acceptNumber(events);
  const accepted = events.map(acceptEvent);
  acceptSize(accepted);
  return { stream, expected, events: accepted };
};

const refuse = (message: string): never => {
  throw new UnacceptableEvent(message);
};

/** A category without a dash, a dash, and something that can be read and printed. */
const STREAM = /^[A-Za-z][A-Za-z\d_]*-[^\s\p{Cc}\p{Cs}]+$/u;
const TYPE = /^[A-Za-z][\w.-]*$/;
const NAME_LENGTH = 200;

const acceptStream = (stream: unknown): void => {
  if (typeof stream !== 'string' || stream.length > NAME_LENGTH || !STREAM.test(stream))
    refuse(`${JSON.stringify(stream)} is no stream name of the form category-id`);
};

const acceptExpected = (expected: unknown): void => {
  if (typeof expected === 'number' && Number.isSafeInteger(expected) && expected >= 0) return;
  if (expected === 'no-stream' || expected === 'stream-exists' || expected === 'any') return;
  refuse(`${String(expected)} is no expectation of a stream`);
};

const acceptNumber = (events: readonly NewEvent[]): void => {
  if (events.length === 0) refuse('an append without events');
  if (events.length > LIMITS.eventsPerAppend)
    refuse(`more than ${String(LIMITS.eventsPerAppend)} events in one append`);
  if (new Set(events.map(({ id }) => id)).size < events.length) refuse('one event id twice in one append');
};

const acceptEvent = ({ id, type, data, metadata }: NewEvent, index: number): Accepted => {
  const at = `event ${String(index)}`;
  if (!isUuid(id)) refuse(`${at}: the id ${JSON.stringify(id)} is no UUID in lower case`);
  if (typeof type !== 'string' || type.length > NAME_LENGTH || !TYPE.test(type))
    refuse(`${at} has no usable type`);
  const canonicalData = acceptObject(data, `${at}: data`);
  const canonicalMetadata = acceptObject(metadata, `${at}: metadata`);
  const taken = Object.keys(metadata).find(isLinkKey);
  if (taken !== undefined) refuse(`${at}: metadata.${taken} belongs to the hash chain`);
  return {
    id,
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
    canonicalData,
    canonicalMetadata,
  };
};

const acceptObject = (value: unknown, at: string): string => {
  const text = canonical(value, at);
  return text.startsWith('{') ? text : refuse(`${at} is no object`);
};

/** What an engine adds to an event: the link of the chain, the id, its framing. Rounded up. */
const OVERHEAD_BYTES = 320;

/** What an event counts towards the limit of an append; data and metadata as JSON. */
export const bytesOf = ({ type, data, metadata }: Pick<Accepted, 'type' | 'data' | 'metadata'>): number =>
  OVERHEAD_BYTES + type.length + Buffer.byteLength(data) + Buffer.byteLength(metadata);

const acceptSize = (events: readonly Accepted[]): void => {
  const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > LIMITS.appendBytes)
    refuse(`${String(bytes)} bytes in one append, at most ${String(LIMITS.appendBytes)}`);
};
