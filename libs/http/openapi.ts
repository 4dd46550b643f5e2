import { createHash } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
import { ANSWER_SCHEMAS } from './answer-schema';
import { namedAnswers } from './answer-names';
import { describeRoutes } from './describing';
import { WORDING, type Wording } from './problem-filter';
import type { Titles } from './told';
import { SOFTWARE_VERSION } from './version';

const SCHEMAS = {
  Problem: {
    type: 'object',
    description:
      'RFC 9457. `code` is stable and never translated; `errors` holds every fault or unmet condition at once.',
    required: ['type', 'title', 'status', 'code', 'instance'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      instance: { type: 'string', description: 'Request id.' },
      furtherErrors: { type: 'integer', description: 'How many there are besides the ones listed.' },
      errors: {
        type: 'array',
        items: {
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
            params: { type: 'object' },
          },
        },
      },
    },
  },
  At: {
    type: 'object',
    description:
      'The moment of an answer: the two days as they were asked for, and up to where it knows the log.',
    required: ['asOf', 'knownAt', 'position'],
    properties: {
      asOf: { type: ['string', 'null'], format: 'date' },
      knownAt: { type: ['string', 'null'] },
      position: { type: 'string', pattern: '^[0-9a-f]{32}$' },
    },
  },
  CommandAnswer: {
    type: 'object',
    required: ['id', 'revision', 'position', 'category', 'events'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      category: { type: 'string' },
      revision: { type: 'integer', description: 'Also in ETag.' },
      position: { type: 'string', description: 'Hand it to a question as `after` to read what was written.' },
      events: {
        type: 'array',
        items: {},
        description: 'Types of the events; of a dry run the events themselves.',
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

/** The description of the whole API, generated from the classes that the edge checks requests with. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle('双绑利益联结机制 shuangbang')
    .setDescription(
      '农户绑定合作社、龙头企业绑定合作社：每一步都是一条不可更改的事件。Every fact is an event; every figure can be asked as of a date and as known at a date.',
    )
    .setVersion(SOFTWARE_VERSION)
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth()
    .build();
  describeRoutes();
  const document = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  document.tags = tagsIn(document);
  nameFields(document, app.get<Wording>(WORDING).titles);
  shareResponses(document);
  const named = namedAnswers(document);
  const own = { ...SCHEMAS, ...ANSWER_SCHEMAS } as unknown as Record<string, never>;
  const schemas = { ...document.components?.schemas, ...own, ...named };
  return { ...document, components: { ...document.components, schemas } };
};

const operationsOf = (document: OpenAPIObject): readonly (OperationObject | undefined)[] =>
  Object.values(document.paths).flatMap(({ get, post }) => [get, post]);

/** In the order in which they come. */
const tagsIn = (document: OpenAPIObject): { name: string }[] =>
  [...new Set(operationsOf(document).flatMap((operation) => operation?.tags ?? []))].map((name) => ({
    name,
  }));

interface Named {
  title?: string;
  readonly items?: Named;
  readonly properties?: Readonly<Record<string, Named>>;
}

/** Beside the name that a program writes stands the one that officers use. */
const nameFields = (document: OpenAPIObject, { field }: Titles): void => {
  const name = (fields: Iterable<readonly [string, Named]>): void => {
    for (const [word, schema] of fields) {
      const title = field(word);
      if (title !== undefined) schema.title = title;
      name(Object.entries({ ...schema.properties, ...schema.items?.properties }));
    }
  };
  for (const operation of operationsOf(document)) {
    const { parameters = [], requestBody } = (operation ?? {}) as Asked;
    name(parameters.map(({ name: word, schema }) => [word, schema] as const));
    name(Object.entries(requestBody?.content['application/json']?.schema?.properties ?? {}));
  }
};

interface Asked {
  readonly parameters?: readonly { readonly name: string; readonly schema: Named }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Named }>> };
}

type Responses = Record<string, object>;

/** What every route answers alike is written once and referred to, so that the document stays readable. */
const shareResponses = (document: OpenAPIObject): void => {
  const shared: Responses = {};
  for (const operation of operationsOf(document)) share((operation?.responses ?? {}) as Responses, shared);
  document.components = { ...document.components, responses: shared as never };
};

const share = (responses: Responses, shared: Responses): void => {
  for (const [status, response] of Object.entries(responses).filter(([status]) => status >= '400')) {
    const digest = createHash('sha256').update(JSON.stringify(response)).digest('hex').slice(0, 8);
    const name = `Problem${status}-${digest}`;
    shared[name] = response;
    responses[status] = { $ref: `#/components/responses/${name}` };
  }
};
