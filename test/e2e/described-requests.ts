import { resolved, type Document } from '../openapi/resolved';

interface Schema {
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly 'x-enum-descriptions'?: object;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Asked {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

type Field = readonly [string, Schema];

const partsOf = ({ properties = {}, items }: Schema): readonly Field[] => [
  ...Object.entries(properties).flatMap(([name, schema]): readonly Field[] => [
    [name, schema],
    ...partsOf(schema),
  ]),
  ...(items === undefined ? [] : partsOf(items)),
];

const askedOf = ({ operationId: of, parameters = [], requestBody }: Asked) =>
  [
    ...parameters.filter((one) => one.in !== 'header').map(({ name, schema }): Field => [name, schema]),
    ...partsOf(requestBody?.content['application/json']?.schema ?? {}),
  ].map(([name, { title, enum: own, items, ...rest }]) => ({
    ...{ of, name, title },
    words: (own ?? items?.enum ?? []).filter((word) => typeof word === 'string'),
    told: rest['x-enum-descriptions'] ?? items?.['x-enum-descriptions'] ?? {},
  }));

const operationsOf = (document: Document): readonly (readonly [path: string, Asked])[] =>
  Object.entries(resolved(document).paths).flatMap(([path, { get, post }]) =>
    [get, post].flatMap((operation) =>
      operation === undefined ? [] : [[path, operation as unknown as Asked] as const],
    ),
  );

/** Every field of a request, whatever part of a body it stands in. */
export const askedFields = (document: Document) =>
  operationsOf(document).flatMap(([, operation]) => askedOf(operation));

const PAGING = ['limit', 'cursor', 'offset', 'before', 'page'];

/** Every question that is answered with items: what it is paged by, and what its answer says of the next page. */
export const lists = (
  document: Document,
): readonly (readonly [path: string, paging: readonly string[], next: unknown])[] =>
  operationsOf(document).flatMap(([path, { operationId, parameters = [] }]) => {
    const { properties = {} } = (document.components?.schemas?.[`${operationId}Answer`] ?? {}) as Schema;
    const asked = parameters.map(({ name }) => name);
    const paging = PAGING.filter((name) => asked.includes(name));
    return 'items' in properties ? [[path, paging, properties['next']] as const] : [];
  });
