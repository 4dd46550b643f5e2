import type { Actor } from '@kernel/actor';
import type { Event } from '@kernel/decider';
import { isObject, type Json } from '@kernel/json';
import type { Narrowed } from '@command/handling';
import { COVERED } from './confined';

type Fields = Readonly<Record<string, Json>>;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Who did it, where that would tell of whom it is. */
const ACTING = ['actor', 'actorScope', 'post', 'session', 'delegatedBy'];

const covering = (fields: Fields, names: readonly string[]): Fields => {
  const given = names.filter((name) => fields[name] !== undefined && fields[name] !== null);
  return { ...fields, ...Object.fromEntries(given.map((name) => [name, COVERED])) };
};

/** The events of a paper of many as one of them may see them: nothing says who the others are, where they live or what they signed. */
export const narrowedTo = (viewer: Actor, narrowed: Narrowed | undefined) => {
  if (narrowed === undefined || viewer.role !== narrowed.to) return <E extends Event>(event: E): E => event;
  const { naming, covered, own } = narrowed;
  const othersIn = (part: Fields): readonly string[] =>
    naming.filter((name) => typeof part[name] === 'string' && part[name] !== viewer.subjectId);
  const isOfAnother = (part: Json): boolean => isObject(part) && othersIn(part).length > 0;
  const within = (value: Json): Json => {
    if (isList(value)) return value.filter((part) => !isOfAnother(part)).map(within);
    return isObject(value) ? partOf(value) : value;
  };
  const partOf = (part: Fields): Fields => {
    const told = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, within(value)]));
    return covering(told, [...covered, ...othersIn(part)]);
  };
  return <E extends Event>(event: E): E => {
    const { data, metadata = {} } = event as Event & { readonly data: Fields; readonly metadata?: Fields };
    if (naming.some((name) => data[name] === viewer.subjectId)) return { ...event, data: partOf(data) };
    const isOthers = isOfAnother(data) || metadata['role'] === viewer.role;
    return isOthers
      ? { ...event, data: covering(partOf(data), own), metadata: covering(metadata, ['reason', ...ACTING]) }
      : { ...event, data: partOf(data), metadata: covering(metadata, ['reason']) };
  };
};
