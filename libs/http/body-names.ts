import type { OpenAPIObject } from '@nestjs/swagger';
import { referTo, type Schema } from './schema';

interface Content {
  schema?: Schema;
}

interface Asked {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Answer extends Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Named = Record<string, Schema>;

/**
 * What a route takes and what it is answered with get the name of the command or question, and so does a line of a list that has
 * none.
 */
export const namedBodies = (document: OpenAPIObject): Readonly<Named> => {
  const named: Named = {};
  for (const { get, post } of Object.values(document.paths)) {
    for (const operation of [get, post].filter((one) => one !== undefined) as unknown as readonly Asked[]) {
      nameBody(operation, named);
      nameAnswer(operation, named);
    }
  }
  return named;
};

const nameBody = ({ operationId: name, requestBody }: Asked, named: Named): void => {
  const content = requestBody?.content['application/json'];
  if (content?.schema !== undefined) content.schema = referred(content.schema, `${name}Body`, named);
};

const nameAnswer = ({ operationId: name, responses }: Asked, named: Named): void => {
  const content = (responses['200'] ?? responses['202'])?.content?.['application/json'];
  if (content?.schema === undefined || '$ref' in content.schema) return;
  const { properties, ...rest } = content.schema as Answer;
  const answer = {
    ...rest,
    properties: { ...properties, ...linesOf(properties?.['items'], `${name}Line`, named) },
  };
  content.schema = referred(answer, `${name}Answer`, named);
};

const linesOf = (lines: Schema | undefined, name: string, named: Named): { readonly items?: Schema } =>
  lines === undefined ? {} : { items: { ...lines, items: referred(lines['items'] as Schema, name, named) } };

/** Only an object is worth a name, or one of several. */
const referred = (schema: Schema, name: string, named: Named): Schema => {
  if (schema['type'] !== 'object' && !('anyOf' in schema)) return schema;
  named[name] = schema;
  return referTo(name);
};
