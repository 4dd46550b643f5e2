import { orNull, referTo } from './schema';

const ERROR = {
  type: 'object',
  required: ['code', 'detail'],
  properties: {
    code: { type: 'string' },
    detail: { type: 'string' },
    pointer: {
      type: 'string',
      description:
        'RFC 6901 into the body, `?name` for a query parameter, `{name}` for a part of the path, or the name of a header.',
    },
    params: { type: 'object', description: 'What the condition was judged by.' },
  },
} as const;

/** What a problem document says besides, by what was wrong. */
const OCCURRENCE = {
  category: { type: 'string', description: '404: the kind of what was asked for.' },
  id: { type: 'string', description: '404: which of them.' },
  role: { type: 'string', description: 'ROLE_NOT_ALLOWED: the role of who asks.' },
  roles: {
    ...{ type: 'array', items: { type: 'string' } },
    description: 'ROLE_NOT_ALLOWED: the roles that may.',
  },
  expected: { description: 'STALE_REVISION: the revision of If-Match. 409: what a parameter takes.' },
  actual: { description: 'STALE_REVISION: the revision there is. 409: what was found instead.' },
  because: { type: 'string', description: '422: what cannot be kept, or cannot be answered.' },
  projection: { type: 'string', description: 'PAST_NOT_FOLDABLE: the read model.' },
  wanted: { type: 'string', description: 'PROJECTION_BEHIND: the position asked for in `after`.' },
  reached: { type: 'string', description: 'PROJECTION_BEHIND: the position of the read model.' },
} as const;

/** Words of the kernel as they look in JSON, which requests and answers have in common. */
const WORDS = {
  CalendarDate: {
    ...{ type: 'string', format: 'date', title: '日期' },
    description: 'A day in Asia/Shanghai, YYYY-MM-DD.',
  },
  DivisionCode: {
    ...{ type: 'string', pattern: '^[1-9][0-9]{11}$', title: '区划代码' },
    description: 'All twelve digits of a statistical division code, from the province down to the village.',
  },
  Position: {
    ...{ type: 'string', pattern: '^[0-9a-f]{32}$', title: '日志位置' },
    description: 'A place in the log. Hand it to a question as `after` or `knownAt`.',
  },
} as const;

/** What the edge itself takes and answers, by the name of the schema. */
export const OWN_SCHEMAS = {
  ...WORDS,
  RefusedCondition: ERROR,
  Problem: {
    type: 'object',
    description:
      'RFC 9457. `code` is stable and never translated; `errors` holds every fault or unmet condition at once. Further members say what the occurrence is about.',
    required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
    properties: {
      type: { type: 'string', description: 'Path of what is said of the code: `/problems/{code}`.' },
      title: {
        type: 'string',
        description:
          'What the code means, the same at every occurrence; … stands where the detail says more.',
      },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'What is wrong this time, in the language of Accept-Language.' },
      code: { type: 'string' },
      instance: { type: 'string', description: 'Request id.' },
      errors: { type: 'array', items: referTo('RefusedCondition') },
      furtherErrors: { type: 'integer', description: 'How many there are besides the ones listed.' },
      ...OCCURRENCE,
    },
    additionalProperties: {
      description: 'Of a refused command (409): the `params` of the first of `errors`.',
    },
  },
  At: {
    type: 'object',
    description:
      'The moment of an answer: the two days as they were asked for, and up to where it knows the log.',
    required: ['asOf', 'knownAt', 'position'],
    properties: {
      asOf: orNull(referTo('CalendarDate')),
      knownAt: { type: ['string', 'null'] },
      position: referTo('Position'),
    },
  },
  CommandAnswers: {
    type: 'object',
    description: 'What was done at once, in the order in which it was asked.',
    required: ['items', 'position'],
    properties: {
      items: { type: 'array', items: referTo('CommandAnswer') },
      position: referTo('Position'),
    },
  },
  CommandAnswer: {
    type: 'object',
    required: ['id', 'revision', 'position', 'category', 'events', 'warnings'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      category: { type: 'string' },
      revision: { type: 'integer', description: 'Also in ETag.' },
      position: referTo('Position'),
      events: {
        type: 'array',
        items: {},
        description: 'Types of the events; of a dry run the events themselves.',
      },
      warnings: {
        type: 'array',
        items: referTo('RefusedCondition'),
        description:
          'What is unusual in what was asked and was not refused for it. It is on record with the events, and a dry run shows it before.',
      },
      replayed: {
        type: 'boolean',
        description: 'The command had been answered before; this is the first result.',
      },
      disclosed: {
        type: 'object',
        description: 'Personal data in clear, of a command that has put their reading on record.',
      },
      dryRun: { type: 'boolean' },
      before: {
        description: 'State before, of a dry run; null where it would tell a household of others.',
      },
      after: { description: 'State after, of a dry run; null where it would tell a household of others.' },
      effects: {
        type: 'array',
        items: { type: 'object' },
        description: 'What would change beyond the aggregate.',
      },
    },
  },
} as const;
