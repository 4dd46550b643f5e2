import { ROLES } from '@kernel/actor';
import type { Json } from '@kernel/json';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import type { Wording } from './wording';

/** Who did it: the person, in which role and post, and for whom a deputy acted. */
export interface Who {
  readonly actor: string;
  readonly role: string;
  readonly roleTitle: string;
  readonly scope: string | null;
  readonly post: string | null;
  readonly onBehalfOf: string | null;
  /** Of a person who had signed in; the address stands in the history of the account. */
  readonly session: string | null;
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export const whoOf = ({ metadata }: RecordedEvent): Who => {
  const role = textOrNull(metadata['role']) ?? 'SYSTEM';
  return {
    actor: textOrNull(metadata['actor']) ?? '',
    role,
    roleTitle: role in ROLES ? ROLES[role as keyof typeof ROLES] : role,
    scope: textOrNull(metadata['actorScope']),
    post: textOrNull(metadata['post']),
    onBehalfOf: textOrNull(metadata['delegatedBy']),
    session: textOrNull(metadata['session']),
  };
};

const nameOf = ({ actor, roleTitle, post, onBehalfOf, session }: Who, wording: Wording): string => {
  const more = [
    ...(post === null ? [] : [`岗位${post.slice(0, 8)}…`]),
    ...(onBehalfOf === null ? [] : [`代${onBehalfOf}`]),
    ...(session === null ? [] : [`会话${session.slice(0, 8)}…`]),
  ];
  const policy = wording.policy(actor.replace(/^policy:/, ''));
  const person = policy === undefined ? actor : `规则“${policy}”`;
  return `${roleTitle}${person}${more.length === 0 ? '' : `（${more.join('，')}）`}`;
};

/** What the sentence says by itself: the day it is true, and whose story it is. */
const isSaid = (event: RecordedEvent, [field, value]: readonly [string, Json]): boolean =>
  value === null ||
  (field === 'on' && value === event.metadata['effectiveDate']) ||
  value === event.stream.slice(event.stream.indexOf('-') + 1);

const toldOf = (event: RecordedEvent, wording: Wording): string =>
  wording
    .told(event.data)
    .filter((entry) => !isSaid(event, entry))
    .map(([field, value]) => `${wording.field(field, event.type)}：${wording.value(field, value)}`)
    .join('；');

/** One sentence that says who did what, when it is true, and why, in the words of the event itself. */
export const sentenceOf = (event: RecordedEvent, wording: Wording): string => {
  const day = textOrNull(event.metadata['effectiveDate']) ?? metadataText(event, 'recordedAt').slice(0, 10);
  const told = toldOf(event, wording);
  const reason = textOrNull(event.metadata['reason']);
  const what = `${day}，${nameOf(whoOf(event), wording)}：${wording.event(event.type)}`;
  return `${what}${told === '' ? '' : `——${told}`}。${reason === null ? '' : `缘由：${reason}。`}`;
};
