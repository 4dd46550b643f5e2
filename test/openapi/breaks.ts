import type { Schema } from '@http/schema';
import { referredIn, type Document } from './resolved';
import { SchemaBreaks, type Way } from './schema-breaks';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/**
 * Every change by which what a caller was told in the first document is not so in the second: something is gone, is taken no more, has
 * to be sent, or is not answered any more. What is only new breaks nobody, for a caller passes over what it does not know.
 */
export const breaksOf = (before: Document, after: Document): readonly string[] => {
  const schemas = new SchemaBreaks(before, after);
  const now = operationsIn(after);
  const found = [...operationsIn(before)].flatMap(([at, was]) => {
    const is = now.get(at);
    return is === undefined ? [`${at} is gone`] : new OperationBreaks(at, was, is, schemas).all();
  });
  return [...new Set([...found, ...typesGone(before, after)])];
};

/** By method and path, with the parameters in place. */
const operationsIn = (document: Document): ReadonlyMap<string, Operation> =>
  new Map(
    Object.entries(document.paths).flatMap(([path, { get, post }]) =>
      Object.entries({ GET: get, POST: post }).flatMap(([method, operation]) => {
        if (operation === undefined) return [];
        const { parameters = [], ...rest } = operation as unknown as Operation;
        const inPlace = parameters.map((one) =>
          one.$ref === undefined ? one : referredIn(document, one.$ref),
        );
        return [[`${method} ${path}`, { ...rest, parameters: inPlace as readonly Parameter[] }] as const];
      }),
    ),
  );

/** Generated code calls them so. */
const typesGone = ({ components: was }: Document, { components: is }: Document): readonly string[] =>
  Object.keys(was?.schemas ?? {})
    .filter((name) => !(name in (is?.schemas ?? {})))
    .map((name) => `${name} is no type any more`);

class OperationBreaks {
  constructor(
    private readonly at: string,
    private readonly was: Operation,
    private readonly is: Operation,
    private readonly schemas: SchemaBreaks,
  ) {}

  all(): readonly string[] {
    const { at, was, is } = this;
    const isRenamed = was.operationId !== is.operationId;
    return [
      ...(isRenamed ? [`${at} was ${String(was.operationId)} and is ${String(is.operationId)}`] : []),
      ...this.#parameters(),
      ...this.#body(),
      ...this.#answers(),
    ];
  }

  #parameters(): readonly string[] {
    const [was, is] = [named(this.was), named(this.is)];
    const lost = [...was.keys()]
      .filter((name) => !is.has(name))
      .map((name) => `${this.at} takes ${name} no more`);
    return [...is].reduce<readonly string[]>((found, [name, now]) => {
      const then = was.get(name);
      const isDemanded = now.required === true && then?.required !== true;
      return [
        ...found,
        ...(isDemanded ? [`${this.at} has to be asked with ${name}`] : []),
        ...(then === undefined
          ? []
          : this.schemas.of('asked', `${this.at} ${name}`, then.schema, now.schema)),
      ];
    }, lost);
  }

  #body(): readonly string[] {
    const { at, was, is } = this;
    const isDemanded = is.requestBody?.required === true && was.requestBody?.required !== true;
    return [
      ...(isDemanded ? [`${at} has to be sent a body`] : []),
      ...this.#content('asked', at, was.requestBody?.content, is.requestBody?.content),
    ];
  }

  /** Of what was done or found; why something is refused may be told in more ways any time. */
  #answers(): readonly string[] {
    return Object.entries(this.was.responses)
      .filter(([status]) => status < '400')
      .flatMap(([status, { content }]) => {
        const now = this.is.responses[status];
        if (now === undefined) return [`${this.at} answers ${status} no more`];
        return this.#content('answered', `${this.at} ${status}`, content, now.content);
      });
  }

  #content(way: Way, at: string, was: Content = {}, is: Content = {}): readonly string[] {
    return Object.entries(was).flatMap(([type, { schema = {} }]) => {
      const now = is[type];
      return now === undefined
        ? [`${at} is ${way} as ${type} no more`]
        : this.schemas.of(way, at, schema, now.schema ?? {});
    });
  }
}

const named = ({ parameters = [] }: Operation): ReadonlyMap<string, Parameter> =>
  new Map(parameters.map((one) => [`${one.in} ${one.name}`, one]));
