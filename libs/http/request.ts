import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import { isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { derivedId, isUuid } from '@kernel/ids';
import { isObject } from '@kernel/json';
import type { CommandClass } from '@command/handling';
import { enveloped, type Envelope } from '@command/envelope';
import { isPosition, type Position } from '@event-store/event-store';
import type { QueryClass } from '@query/answering';
import type { Asking } from '@query/moment/asked';
import { readKnownAt } from '@query/moment/known-at';
import { IsDate, IsText, Optional } from '@validation/fields';
import { revisionIn } from './entity-tag';
import { instanceOf, Malformed, unknownField, type Fault } from './validation';

/** What the edge needs of a request, whatever server carries it. */
export interface EdgeRequest {
  readonly id: string;
  readonly body?: unknown;
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Address of whoever sends it. */
  readonly ip: string;
  /** Set by the guard. */
  actor?: Actor;
}

/** Fields that every command may carry besides its own. */
export class EnvelopeFields {
  /** When the fact is true in the village; today where absent. */
  @Optional() @IsDate() effectiveDate?: CalendarDate;
  @Optional() @IsText() reason?: string;
}

const ENVELOPE: readonly (keyof EnvelopeFields)[] = ['effectiveDate', 'reason'];

const KEY_FORM = /^[\x21-\x7e]{1,200}$/;

/** The command and its envelope. @throws Malformed with every fault of body and headers. */
export const commandFrom = (type: CommandClass, request: EdgeRequest): object => {
  const body = request.body === undefined ? {} : request.body;
  if (!isObject(body)) throw new Malformed('BODY_NOT_OBJECT', []);
  const { effectiveDate, reason, ...fields } = body;
  const common = envelopeFields(defined({ effectiveDate, reason }));
  const { made, faults } = instanceOf(type, fields, ENVELOPE);
  const headers = headersOf(request);
  const all = [...faults, ...common.faults, ...headers.faults];
  if (all.length > 0) throw new Malformed('VALIDATION_FAILED', all, type.name);
  return enveloped(made, envelopeOf(request, common.made, headers));
};

/** Most commands carry neither. */
const envelopeFields = (given: object): ReturnType<typeof instanceOf<EnvelopeFields>> =>
  Object.keys(given).length === 0
    ? { made: new EnvelopeFields(), faults: [] }
    : instanceOf(EnvelopeFields, given);

const envelopeOf = (request: EdgeRequest, common: EnvelopeFields, headers: Headers): Envelope => {
  const actor = actorOf(request);
  const { id } = request.params as { id?: string };
  return {
    commandId: headers.key === null ? randomUUID() : derivedId('command', actor.user, headers.key),
    actor,
    correlationId: request.id,
    dryRun: (request.query as { dryRun?: string }).dryRun === 'true',
    ...defined({
      id,
      effectiveDate: common.effectiveDate,
      reason: common.reason,
      expectedRevision: headers.expectedRevision,
    }),
  };
};

interface Headers {
  readonly key: string | null;
  readonly expectedRevision: number | undefined;
  readonly faults: readonly Fault[];
}

const headersOf = (request: EdgeRequest): Headers => {
  const key = request.headers['idempotency-key'];
  const revision = revisionSeen(request.headers['if-match']);
  const faults = [...keyFaults(key), ...queryFaults(request), ...idFaults(request)];
  return {
    key: typeof key === 'string' ? key : null,
    expectedRevision: revision ?? undefined,
    faults: revision === null ? [...faults, fault('If-Match', 'revision')] : faults,
  };
};

/** Undefined where the caller names none, null where it cannot be read. */
const revisionSeen = (ifMatch: string | string[] | undefined): number | null | undefined => {
  if (ifMatch === undefined) return undefined;
  return typeof ifMatch === 'string' ? revisionIn(ifMatch) : null;
};

const keyFaults = (key: string | string[] | undefined): readonly Fault[] =>
  key === undefined || (typeof key === 'string' && KEY_FORM.test(key))
    ? []
    : [fault('Idempotency-Key', 'key')];

const queryFaults = ({ query }: EdgeRequest): readonly Fault[] => {
  const { dryRun, ...unknown } = query as { dryRun?: unknown };
  const others = Object.keys(unknown).map((name) => unknownField(`?${name}`, ['dryRun']));
  const readable = dryRun === undefined || dryRun === 'true' || dryRun === 'false';
  return readable ? others : [...others, fault('?dryRun', 'isBoolean')];
};

const idFaults = ({ params }: EdgeRequest): readonly Fault[] => {
  const { id } = params as { id?: string };
  return id === undefined || isUuid(id) ? [] : [fault('{id}', 'isId')];
};

export interface Question extends Omit<Asking, 'actor' | 'requestId'> {
  readonly question: object;
}

/** The question, from path and query string together. `after`, `asOf` and `knownAt` are read at the edge, for every question. */
export const questionFrom = (type: QueryClass, request: EdgeRequest): Question => {
  const { after, asOf, knownAt, ...query } = request.query as Record<string, unknown>;
  const inPath = request.params as object;
  const { made, faults } = instanceOf(type, { ...query, ...inPath }, Object.keys(EXPECTED));
  const named = faults.map((one) => ({ ...one, pointer: pointerInUrl(one.pointer, inPath) }));
  const whens = whensFrom({ after, asOf, knownAt });
  const all = [...named, ...whens.faults];
  if (all.length > 0) throw new Malformed('VALIDATION_FAILED', all, type.name);
  return { question: made, ...whens.read };
};

/** What stands in the path is named as the path names it. */
const pointerInUrl = (pointer: string, inPath: object): string => {
  const name = pointer.slice(1);
  return name in inPath ? `{${name}}` : `?${name}`;
};

const whensFrom = (given: Readonly<Record<'after' | 'asOf' | 'knownAt', unknown>>) => {
  const { after, asOf, knownAt } = given;
  const of = knownAt === undefined ? null : readKnownAt(knownAt);
  const isWrong = {
    after: after !== undefined && !isPosition(after),
    asOf: asOf !== undefined && !isCalendarDate(asOf),
    knownAt: knownAt !== undefined && of === null,
  };
  const faults = (Object.keys(EXPECTED) as (keyof typeof EXPECTED)[])
    .filter((name) => isWrong[name])
    .map((name) => fault(`?${name}`, EXPECTED[name]));
  const read: Omit<Asking, 'actor' | 'requestId'> = {
    after: after as Position | undefined,
    asOf: (asOf ?? null) as CalendarDate | null,
    knownAt: of === null ? null : { of, text: knownAt as string },
  };
  return { read, faults };
};

/** What every question may say besides its own fields, by the check that it has to pass. */
const EXPECTED = { asOf: 'isCalendarDate', knownAt: 'knownAt', after: 'position' } as const;

export const actorOf = ({ actor }: EdgeRequest): Actor => {
  if (actor === undefined) throw new Error('the guard let an unauthenticated request through');
  return actor;
};

const fault = (pointer: string, code: string): Fault => ({ pointer, code, params: {} });

const defined = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
