import { HttpException } from '@nestjs/common';
import { Refusal, type Params } from '@kernel/refusal';
import { CommandIdReused, Contended, Forbidden, NotFound, Stale } from '@command/faults';
import { LogUnavailable, UnacceptableEvent } from '@event-store/event-store';
import { NothingKnown, NothingThen, Unanswerable } from '@query/answering';
import { KeysDamaged, KeysRefused, KeysUnavailable } from '@privacy/key-store';
import { SealedDataDamaged } from '@privacy/sealed-fields';
import { PasswordsBusy } from '@privacy/password';
import { InvalidCursor, UnknownProjection } from '@read-store/read-store';
import { ViewsDamaged, ViewsRefused, ViewsUnavailable } from '@read-store/unavailable';
import { Unfoldable } from '@projection/past/past-view';
import { StillFolding } from '@projection/past/patience';
import { Behind } from '@query/moment/behind';
import { Busy, NotAuthenticated, NotYet, ProviderUnavailable, SignInFailed } from './faults';
import { Malformed, type Fault } from './validation';

/** What is wrong, before it is put into words: the only place that knows which number stands for which error. */
export interface Wrong {
  readonly status: number;
  readonly code: string;
  readonly params: Params;
  /** Faults of a malformed request. */
  readonly faults?: readonly Fault[];
  /** The command or question that is at fault. */
  readonly of?: string | undefined;
  /** Unmet conditions of a refusal. */
  readonly unmet?: Refusal['unmet'];
  readonly retryAfterSeconds?: number;
}

type Rule = (error: unknown) => Wrong | null;

const when =
  <E extends Error>(
    type: abstract new (...args: never[]) => E,
    wrong: (error: E) => Partial<Wrong> & Pick<Wrong, 'status' | 'code'>,
  ): Rule =>
  (error) =>
    error instanceof type ? { params: {}, ...wrong(error) } : null;

const RULES: readonly Rule[] = [
  when(Refusal, ({ code, unmet }) => ({ status: 409, code, unmet, params: unmet[0].params })),
  when(Malformed, ({ code, faults, of }) => ({ status: 400, code, faults, of })),
  when(InvalidCursor, () => ({ status: 400, code: 'CURSOR_INVALID' })),
  when(NotAuthenticated, () => ({ status: 401, code: 'NOT_AUTHENTICATED' })),
  when(SignInFailed, ({ code }) => ({ status: 401, code })),
  when(Forbidden, ({ code, params }) => ({ status: 403, code, params })),
  when(NotFound, ({ category, id }) => ({ status: 404, code: 'NOT_FOUND', params: { category, id } })),
  when(NothingThen, ({ kind, id }) => ({
    status: 404,
    code: 'NOT_THERE_THEN',
    params: { category: kind, id },
  })),
  when(NothingKnown, ({ kind, id }) => ({ status: 404, code: 'NOT_FOUND', params: { category: kind, id } })),
  when(Stale, ({ expected, actual }) => ({
    status: 412,
    code: 'STALE_REVISION',
    params: { expected, actual },
  })),
  when(CommandIdReused, () => ({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' })),
  when(UnacceptableEvent, ({ message }) => ({
    status: 422,
    code: 'EVENT_NOT_ACCEPTABLE',
    params: { because: message },
  })),
  when(Unanswerable, ({ code, message, params }) => ({
    status: 422,
    code,
    params: { because: message, ...params },
  })),
  when(Unfoldable, ({ projection }) => ({ status: 422, code: 'PAST_NOT_FOLDABLE', params: { projection } })),
  when(Busy, ({ code, retryAfterSeconds }) => ({ status: 429, code, retryAfterSeconds })),
  when(NotYet, ({ code, retryAfterSeconds }) => ({ status: 503, code, retryAfterSeconds })),
  when(ProviderUnavailable, () => ({
    status: 503,
    code: 'IDENTITY_PROVIDER_UNAVAILABLE',
    retryAfterSeconds: 5,
  })),
  when(PasswordsBusy, () => ({ status: 503, code: 'SIGN_IN_BUSY', retryAfterSeconds: 2 })),
  when(StillFolding, () => ({ status: 503, code: 'PAST_BEING_BUILT', retryAfterSeconds: 2 })),
  when(LogUnavailable, () => ({ status: 503, code: 'LOG_UNAVAILABLE', retryAfterSeconds: 1 })),
  when(ViewsDamaged, () => ({ status: 503, code: 'READ_MODEL_DAMAGED' })),
  when(ViewsRefused, ({ code }) => ({ status: 503, code })),
  when(ViewsUnavailable, () => ({ status: 503, code: 'READ_MODEL_UNAVAILABLE', retryAfterSeconds: 1 })),
  when(KeysDamaged, () => ({ status: 503, code: 'KEYS_DAMAGED' })),
  when(SealedDataDamaged, () => ({ status: 503, code: 'PERSONAL_DATA_DAMAGED' })),
  when(KeysRefused, ({ code }) => ({ status: 503, code })),
  when(KeysUnavailable, () => ({ status: 503, code: 'KEYS_UNAVAILABLE', retryAfterSeconds: 1 })),
  when(Contended, () => ({ status: 503, code: 'TOO_MUCH_CONTENTION', retryAfterSeconds: 1 })),
  when(Behind, ({ reached, wanted }) => ({
    status: 503,
    code: 'PROJECTION_BEHIND',
    params: { reached, wanted },
    retryAfterSeconds: 1,
  })),
  when(UnknownProjection, () => ({ status: 503, code: 'READ_MODEL_BUILDING', retryAfterSeconds: 1 })),
];

/** Codes for what the web server itself refuses, by status. */
const SERVER_CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  404: 'NO_SUCH_ROUTE',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
  431: 'HEADERS_TOO_LARGE',
};

export const wrongOf = (error: unknown): Wrong => {
  for (const rule of RULES) {
    const wrong = rule(error);
    if (wrong !== null) return wrong;
  }
  const status = statusOf(error);
  if (status === null || status >= 500) return { status: 500, code: 'INTERNAL_ERROR', params: {} };
  return { status, code: SERVER_CODES[status] ?? 'BAD_REQUEST', params: {} };
};

const statusOf = (error: unknown): number | null => {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : null;
};
