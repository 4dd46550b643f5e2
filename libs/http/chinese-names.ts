import type { OpenAPIObject } from '@nestjs/swagger';
import { referredBy } from './schema';
import type { Titles } from './told';

interface Named {
  readonly $ref?: string;
  title?: string;
  'x-enum-descriptions'?: Readonly<Record<string, string>>;
  readonly enum?: readonly unknown[];
  readonly items?: Named;
  readonly anyOf?: readonly Named[];
  readonly properties?: Readonly<Record<string, Named>>;
}

interface Asked {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Named }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Named }>> };
}

/**
 * Beside the name that a program writes stands the one that officers use: of a field of a request as its `title`, of the words
 * of an enumeration, asked or answered, as its `x-enum-descriptions`.
 */
export const nameInChinese = (document: OpenAPIObject, titles: Titles): void => {
  const operations = Object.values(document.paths).flatMap(({ get, post }) => [get, post]);
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  for (const operation of operations as unknown as readonly (Asked | undefined)[]) {
    if (operation !== undefined) nameAsked(operation, schemas, titles);
  }
  for (const schema of Object.values(schemas)) nameWords('', schema, titles);
};

type Schemas = Readonly<Record<string, Named>>;

type Field = readonly [name: string, schema: Named];

const nameAsked = (
  { operationId, parameters = [], requestBody }: Asked,
  schemas: Schemas,
  titles: Titles,
): void => {
  const inUrl = parameters.filter((one) => one.in !== 'header');
  const asked: readonly Field[] = [
    ...inUrl.map(({ name, schema }): Field => [name, schema]),
    ...fieldsOf(requestBody?.content['application/json']?.schema ?? {}, schemas),
  ];
  for (const [name, schema] of asked) {
    const title = titles.field(name, operationId);
    if (title !== undefined) nameField(schema, title, `${operationId}.${name}`);
    nameWords(name, schema, titles);
  }
};

/** @throws Error where two commands share a part and call a field of it differently */
const nameField = (schema: Named, title: string, field: string): void => {
  if (schema.title !== undefined && schema.title !== title)
    throw new Error(`${field} is called ${title}, and ${schema.title} elsewhere`);
  schema.title = title;
};

/** With those of their parts. */
const fieldsOf = (schema: Named, schemas: Schemas): readonly Field[] => {
  const { properties = {}, items } = schemas[referredBy({ ...schema }) ?? ''] ?? schema;
  return [
    ...Object.entries(properties).flatMap(([name, part]): readonly Field[] => [
      [name, part],
      ...fieldsOf(part, schemas),
    ]),
    ...(items === undefined ? [] : fieldsOf(items, schemas)),
  ];
};

const nameWords = (field: string, schema: Named, titles: Titles): void => {
  const { items, anyOf = [], properties = {} } = schema;
  const words = (schema.enum ?? []).flatMap((word): readonly (readonly [string, string])[] => {
    const title = typeof word === 'string' ? titles.word(field, word) : undefined;
    return title === undefined ? [] : [[word as string, title]];
  });
  if (words.length > 0) schema['x-enum-descriptions'] = Object.fromEntries(words);
  for (const part of [...anyOf, ...(items === undefined ? [] : [items])]) nameWords(field, part, titles);
  for (const [name, part] of Object.entries(properties)) nameWords(name, part, titles);
};
