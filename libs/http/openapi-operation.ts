import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { CommandClass } from '@command/handling';
import type { QueryClass, Reach } from '@query/answering';
import { commandReach, type CommandReach } from './reach';
import { EnvelopeFields } from './request';
import { referTo, schemaOf, type Schema } from './schema';
import { whenAsked } from './describing';

export const text = (schema: object): { schema: never } => ({ schema: schema as never });

const UUID = { type: 'string', format: 'uuid' } as const;

/** Every problem this route can answer with, by status; the body is always RFC 9457. */
export const problems = (statuses: Readonly<Record<number, string>>): MethodDecorator =>
  applyDecorators(
    ...Object.entries(statuses).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: { 'application/problem+json': { ...text(referTo('Problem')) } },
      }),
    ),
  );

export const REFUSED = {
  401: 'NOT_AUTHENTICATED',
  403: 'ROLE_NOT_ALLOWED, OUT_OF_SCOPE, NOT_YOUR_SUBJECT',
  404: 'NOT_FOUND',
  429: 'TOO_MANY_REQUESTS',
  431: 'HEADERS_TOO_LARGE',
} as const;

/** The line of the rights table, for whoever reads the document. */
export const rightsTold = (
  roles: CommandClass['sentBy'] | QueryClass['askedBy'],
  reach: CommandReach | Reach,
): MethodDecorator =>
  applyDecorators(
    ApiExtension('x-roles', roles === 'ANYONE' ? [roles] : [...roles]),
    ApiExtension('x-reach', reach),
  );

const COMMAND_PROBLEMS = {
  ...REFUSED,
  400: 'VALIDATION_FAILED, URL_MALFORMED, BODY_NOT_UTF8, BODY_NOT_JSON, BODY_NOT_OBJECT, BODY_TOO_DEEP, BODY_OF_TOO_MANY',
  409: 'A rule says no; `code` and `errors` name every unmet condition.',
  412: 'STALE_REVISION',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  422: 'IDEMPOTENCY_KEY_REUSED, EVENT_NOT_ACCEPTABLE',
  503: 'LOG_UNAVAILABLE, KEYS_UNAVAILABLE, KEYS_ACCESS_DENIED, KEYS_DISK_FULL, KEYS_DAMAGED, PERSONAL_DATA_DAMAGED, TOO_MUCH_CONTENTION',
} as const;

const SEEN =
  'What was seen: ETag of a command or of an entry, or the `revision` of an entry in quotes. 412 when that is not the current revision.';

const ANSWER = referTo('CommandAnswer');

export const describeCommand = (command: CommandClass, tag: string, creates: boolean): MethodDecorator =>
  describeSending(command, tag, {
    creates,
    revision: [ApiHeader({ name: 'If-Match', required: false, description: SEEN })],
    path: creates ? [] : [ApiParam({ name: 'id', ...text(UUID) })],
    answers: [
      ApiResponse({ status: 200, description: 'Done, or the effect of a dry run.', ...text(ANSWER) }),
      ...(creates
        ? [ApiResponse({ status: 201, description: BORN, headers: LOCATION, ...text(ANSWER) })]
        : []),
    ],
  });

const BORN = 'Brought to life: the events of this answer are the first of it.';

const LOCATION = {
  Location: {
    schema: { type: 'string' as const },
    description: 'Path of the entry, where one can be asked for by its id.',
  },
};

const ALL = 'All are done, or the effect of a dry run; where one is refused none is.';

export const describeSeveral = (command: CommandClass, tag: string): MethodDecorator =>
  describeSending(command, tag, {
    creates: true,
    answers: [ApiResponse({ status: 200, description: ALL, ...text(referTo('CommandAnswers')) })],
  });

interface Sending {
  readonly creates: boolean;
  readonly revision?: readonly MethodDecorator[];
  readonly path?: readonly MethodDecorator[];
  readonly answers: readonly MethodDecorator[];
}

const describeSending = (
  command: CommandClass,
  tag: string,
  { creates, revision = [], path = [], answers }: Sending,
): MethodDecorator =>
  whenAsked(() =>
    applyDecorators(
      ApiTags(tag),
      ApiBearerAuth(),
      ApiOperation({ operationId: command.name, summary: `${command.title} ${command.name}` }),
      rightsTold(command.sentBy, commandReach(creates)),
      ApiHeader({
        name: 'Idempotency-Key',
        required: false,
        description: 'Repeating it answers the first result.',
      }),
      ...revision,
      ApiQuery({
        name: 'dryRun',
        required: false,
        ...text({ type: 'boolean' }),
        description: 'Shows the full effect, writes nothing.',
      }),
      ...path,
      ApiBody(bodyOf(command)),
      ...answers,
      problems(COMMAND_PROBLEMS),
    ),
  );

/** What asks for nothing may be sent without a body. */
const bodyOf = (command: CommandClass): { required: boolean; schema: never } => {
  const schema = schemaOf(command);
  return { required: 'required' in schema, ...text(withEnvelope(schema)) };
};

const withEnvelope = (command: Schema): Schema => {
  const envelope = schemaOf(EnvelopeFields) as { properties: object };
  return { ...command, properties: { ...(command['properties'] as object), ...envelope.properties } };
};
