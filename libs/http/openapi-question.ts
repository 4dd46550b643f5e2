import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { QueryClass } from '@query/answering';
import { answerOf, saidOf } from './answer-schema';
import { whenAsked } from './describing';
import { problems, REFUSED, rightsTold, text } from './openapi-operation';
import { askers, questionReach } from './reach';
import { schemaOf, type Schema } from './schema';

/** Which of the roles are answered of their own subject, whatever the reach says of the others. */
const ownTold = ({ askedOfOwn = [] }: QueryClass): MethodDecorator =>
  applyDecorators(...(askedOfOwn.length > 0 ? [ApiExtension('x-own-subject', [...askedOfOwn])] : []));

/** Of an entry, which is what commands change. */
const TAG = {
  ...text({ type: 'string', example: '"7-Q2hhbmdlZEhlYWQt"' }),
  description:
    'Where the answer has a `revision`: that, and a digest of all that was answered, which depends on who asks. Hand it to a command as If-Match.',
};

const HELD = 'An ETag that is held already: 304 where the answer is still the same, to the byte.';

/** For who is answered with an entry as it is, and not with a file. */
export const describeTag = (query: QueryClass): MethodDecorator =>
  whenAsked(() =>
    questionReach(query) === 'ENTRY'
      ? applyDecorators(
          ApiHeader({ name: 'If-None-Match', required: false, description: HELD }),
          ApiResponse({ status: 200, headers: { ETag: TAG } }),
          ApiResponse({ status: 304, description: 'Held already: nothing is sent.' }),
        )
      : applyDecorators(),
  );

/** What every question may say besides its own fields. */
const WHENS = {
  asOf: { type: 'string', format: 'date', description: 'What is true by this day, in Asia/Shanghai.' },
  knownAt: {
    ...{ type: 'string', example: '2025-03-01' },
    description:
      'What was known by the end of a day (Asia/Shanghai), at an instant, or up to an event: a position of this log, or `stream@revision`, which holds in every log that the county is moved to.',
  },
  after: { type: 'string', description: 'Position that the answer must have reached.' },
} as const;

const UNANSWERABLE = [
  ...['POSITION_UNKNOWN', 'KNOWN_AT_IN_FUTURE', 'KNOWN_AT_BEFORE_RECORDS', 'AS_OF_BEFORE_RECORDS'],
  ...['PLACE_UNKNOWN', 'PAST_NOT_FOLDABLE'],
  'or another code of a question that cannot be answered as put.',
];

const UNAVAILABLE = [
  ...['PROJECTION_BEHIND', 'PAST_BEING_BUILT', 'LOG_UNAVAILABLE'],
  ...['BUILDING', 'UNAVAILABLE', 'ACCESS_DENIED', 'DISK_FULL', 'DAMAGED'].map((why) => `READ_MODEL_${why}`),
  ...['UNAVAILABLE', 'ACCESS_DENIED', 'DISK_FULL', 'DAMAGED'].map((why) => `KEYS_${why}`),
  'PERSONAL_DATA_DAMAGED',
];

export const describeQuestion = (query: QueryClass, tag: string): MethodDecorator =>
  whenAsked((method) => questionDescribed(query, tag, Reflect.getMetadata('path', method) as string));

const saying = (said: ReturnType<typeof saidOf>) => (field: string) =>
  said[field] === undefined ? {} : { description: said[field] };

const questionDescribed = (query: QueryClass, tag: string, path: string): MethodDecorator => {
  const { properties, required = [] } = schemaOf(query) as {
    properties: Record<string, Schema>;
    required?: string[];
  };
  const told = saying(saidOf(query));
  const fields = Object.entries(properties)
    .filter(([field]) => !(field in WHENS))
    .map(([field, schema]) =>
      path.includes(`:${field}`)
        ? ApiParam({ name: field, ...text(schema), ...told(field) })
        : ApiQuery({ name: field, required: required.includes(field), ...text(schema), ...told(field) }),
    );
  return applyDecorators(
    ApiTags(tag),
    ApiBearerAuth(),
    ApiOperation({ operationId: query.name, summary: `${query.title} ${query.name}` }),
    rightsTold(askers(query), questionReach(query)),
    ownTold(query),
    ...fields,
    ...Object.entries(WHENS).map(([field, { description, ...schema }]) =>
      ApiQuery({ name: field, required: false, description, ...text(schema) }),
    ),
    ApiResponse({ status: 200, content: { 'application/json': text(answerOf(query)) } }),
    problems({
      ...REFUSED,
      400: 'VALIDATION_FAILED, URL_MALFORMED, CURSOR_INVALID',
      404: 'NOT_FOUND, NOT_THERE_THEN',
      409: 'PARAMETER_NOT_CONFIGURED',
      422: [...(query.fixedDay === undefined ? [] : [query.fixedDay]), ...UNANSWERABLE].join(', '),
      503: UNAVAILABLE.join(', '),
    }),
  );
};
