import { readFileSync } from 'node:fs';
import type { openApiDocument } from '@http/openapi';
import { isObject } from '@kernel/json';

export type Document = ReturnType<typeof openApiDocument>;

/** As it is committed beside the code. */
export const committedDocument = (): Document => JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;

/** What a reference within a document leads to. @throws Error where it leads nowhere */
export const referredIn = (document: object, reference: string): object => {
  const found = reference
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), document);
  if (!isObject(found)) throw new Error(`the document refers to ${reference}, which it does not have`);
  return found;
};

/** The document with what it refers to in place; what stands beside a reference stays, and goes before. */
export const resolved = (document: Document): Document => {
  const known = new Map<string, object>();
  const inPlace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inPlace);
    if (!isObject(value)) return value;
    const { $ref: reference, ...own } = value;
    if (typeof reference !== 'string') return fields(value);
    const found = known.get(reference) ?? fields(referredIn(document, reference));
    known.set(reference, found);
    return { ...found, ...fields(own) };
  };
  const fields = (of: object): object =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, inPlace(value)]));
  return fields(document) as Document;
};
