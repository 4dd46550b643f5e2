import { randomUUID } from 'node:crypto';
import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { derivedId, isUuid } from '@kernel/ids';
import type { CommandClass } from '@command/handling';
import { enveloped, type Envelope } from '@command/envelope';
import type { QueryClass } from '@query/answering';
import { IsDate, IsText, Optional } from '@validation/fields';
import { instanceOf, isPlainObject, Malformed, type Fault } from './validation';

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

const KEY_FORM = /^[\x21-\x7e]{1,200}$/;
const IF_MATCH_FORM = /^"(\d{1,15})"$/;

/** The command and its envelope. @throws Malformed with every fault of body and headers. */
export const commandFrom = (type: CommandClass, request: EdgeRequest): object => {
  const body = request.body === undefined ? {} : request.body;
  if (!isPlainObject(body))
    throw new Malformed('BODY_NOT_OBJECT', [fault('', 'isObject', 'the body must be a JSON object')]);
  const { effectiveDate, reason, ...fields } = body;
  const common = envelopeFields(defined({ effectiveDate, reason }));
  const { made, faults } = instanceOf(type, fields);
  const headers = headersOf(request);
  const all = [...faults, ...common.faults, ...headers.faults];
  if (all.length > 0) throw new Malformed('VALIDATION_FAILED', all);
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
    faults:
      revision === null
        ? [...faults, fault('If-Match', 'header', 'a revision in quotes, as an ETag gives it')]
        : faults,
  };
};

/** Undefined where the caller names none, null where it cannot be read. */
const revisionSeen = (ifMatch: string | string[] | undefined): number | null | undefined => {
  if (ifMatch === undefined) return undefined;
  const digits = typeof ifMatch === 'string' ? IF_MATCH_FORM.exec(ifMatch)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
};

const keyFaults = (key: string | string[] | undefined): readonly Fault[] =>
  key === undefined || (typeof key === 'string' && KEY_FORM.test(key))
    ? []
    : [fault('Idempotency-Key', 'header', '1 to 200 visible ASCII characters')];

const queryFaults = ({ query }: EdgeRequest): readonly Fault[] => {
  const { dryRun, ...unknown } = query as { dryRun?: unknown };
  const others = Object.keys(unknown).map((name) =>
    fault(`?${name}`, 'whitelistValidation', 'unknown query parameter'),
  );
  const readable = dryRun === undefined || dryRun === 'true' || dryRun === 'false';
  return readable ? others : [...others, fault('?dryRun', 'boolean', 'true or false')];
};

const idFaults = ({ params }: EdgeRequest): readonly Fault[] => {
  const { id } = params as { id?: string };
  return id === undefined || isUuid(id) ? [] : [fault('{id}', 'isId', 'must be a UUID')];
};

/** The question, from path and query string together. `after` belongs to the edge, not to the question. */
export const questionFrom = (
  type: QueryClass,
  request: EdgeRequest,
): { readonly question: object; readonly after: string | undefined } => {
  const { after, ...query } = request.query as Record<string, unknown>;
  const { made, faults } = instanceOf(type, { ...query, ...(request.params as object) });
  const named = faults.map(({ pointer, ...rest }) => ({ pointer: pointer.replace('/', '?'), ...rest }));
  const wrongAfter = after !== undefined && (typeof after !== 'string' || !/^[\da-f]{32}$/.test(after));
  const all = wrongAfter
    ? [...named, fault('?after', 'position', 'a position as a command answered it')]
    : named;
  if (all.length > 0) throw new Malformed('VALIDATION_FAILED', all);
  return { question: made, after: after as string | undefined };
};

export const actorOf = ({ actor }: EdgeRequest): Actor => {
  if (actor === undefined) throw new Error('the guard let an unauthenticated request through');
  return actor;
};

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

const defined = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
