import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schema } from './schema';

interface Content {
  schema?: Schema;
}

interface Asked {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Answer extends Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Named = Record<string, Schema>;

/** What a question is answered with gets the name of the question, and so does a line of a list that has none. */
export const namedAnswers = (document: OpenAPIObject): Readonly<Named> => {
  const named: Named = {};
  for (const { get } of Object.values(document.paths)) nameAnswer(get as Asked | undefined, named);
  return named;
};

const nameAnswer = (asked: Asked | undefined, named: Named): void => {
  const { operationId: name = '', responses } = asked ?? { responses: {} };
  const content = responses['200']?.content?.['application/json'];
  if (content?.schema === undefined) return;
  const { properties, ...rest } = content.schema as Answer;
  const answer = {
    ...rest,
    properties: { ...properties, ...linesOf(properties?.['items'], `${name}Line`, named) },
  };
  content.schema = referred(answer, `${name}Answer`, named);
};

const linesOf = (lines: Schema | undefined, name: string, named: Named): { readonly items?: Schema } =>
  lines === undefined ? {} : { items: { ...lines, items: referred(lines['items'] as Schema, name, named) } };

/** Only an object is worth a name. */
const referred = (schema: Schema, name: string, named: Named): Schema => {
  if (schema['type'] !== 'object') return schema;
  named[name] = schema;
  return { $ref: `#/components/schemas/${name}` };
};
