import { isUuid } from '@kernel/ids';
import { categoryOf, streamName, type RecordedEvent } from '@event-store/event-store';
import type { Step } from './step';
import type { Wording } from './wording';

/** Which rule sent the command by itself, and the event it answered. */
export interface Causation {
  /** Null where a day that came brought it about. */
  readonly eventId: string | null;
  /** Null where a person caused it. */
  readonly policy: { readonly name: string; readonly title: string | null } | null;
  /** Null where it is not found among the aggregates this one names, or lies where the viewer may not look. */
  readonly event: CausingEvent | null;
}

interface CausingEvent {
  readonly category: string;
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  readonly title: string;
}

/** Names under which aggregates are told of, besides their own category. */
const KNOWN_AS: Readonly<Record<string, readonly string[]>> = {
  binding: ['householdBinding', 'enterpriseBinding'],
  fromBinding: ['householdBinding'],
  scheme: ['dividendScheme'],
  cooperative: ['entity'],
  enterprise: ['entity'],
  newHousehold: ['household'],
  splitFrom: ['household'],
  successor: ['household'],
  source: ['evaluation'],
};

const POLICY = 'policy:';

const policyOf = ({ metadata: { actor } }: RecordedEvent, wording: Wording): Causation['policy'] => {
  if (typeof actor !== 'string' || !actor.startsWith(POLICY)) return null;
  const name = actor.slice(POLICY.length);
  return { name, title: wording.policy(name) ?? null };
};

/** Streams that a record's own fields name, such as `agreementId` or `bindingIds`. */
const namedIn = (fields: unknown): readonly string[] =>
  Object.entries(fields ?? {}).flatMap(([field, value]) => {
    const name = field.replace(/Ids?$/, '');
    const ids = (Array.isArray(value) ? value : [value]).filter(isUuid);
    return (KNOWN_AS[name] ?? [name]).flatMap((category) => ids.map((id) => streamName(category, id)));
  });

/** Where to look for what brought an event about: its own stream, then those of the aggregates it names. */
export const streamsNamedBy = ({ event, after }: Step): readonly string[] => [
  ...new Set([event.stream, ...namedIn(event.data), ...namedIn(after)]),
];

/** Null where nothing but a person brought it about. */
export const causationOf = (
  event: RecordedEvent,
  cause: RecordedEvent | null,
  wording: Wording,
): Causation | null => {
  const eventId = event.metadata['causationId'];
  const policy = policyOf(event, wording);
  if (typeof eventId !== 'string' && policy === null) return null;
  return {
    eventId: typeof eventId === 'string' ? eventId : null,
    policy,
    event: cause === null ? null : told(cause, wording),
  };
};

const told = ({ stream, revision, type }: RecordedEvent, wording: Wording): CausingEvent => {
  const category = categoryOf(stream);
  return {
    category,
    id: stream.slice(category.length + 1),
    revision,
    type,
    title: wording.event(type),
  };
};
