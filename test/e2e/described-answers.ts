import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { closed } from '../openapi/closed';
import { committedDocument } from '../openapi/resolved';
import type { Answer } from './running-county';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

interface Content {
  readonly schema: { readonly $ref?: string };
}

const document = committedDocument();

const ajv = new Ajv2020({ strictSchema: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(closed(document), 'api');

const partsIn = (path: string): number => path.split('{').length;

const referredBy = (get: Operation | undefined): string | undefined =>
  get?.responses['200']?.content?.['application/json']?.schema.$ref;

/** What is written out comes before a part that is anything. */
const CHECKS = Object.entries(document.paths)
  .toSorted(([one], [other]) => partsIn(one) - partsIn(other))
  .map(([path, { get }]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    schema: referredBy(get as Operation | undefined),
  }));

const compiled = new Map<string, ValidateFunction>();

const checkOf = (path: string): ValidateFunction | null => {
  const schema = CHECKS.find(({ pattern }) => pattern.test(path))?.schema;
  if (schema === undefined) return null;
  const check = compiled.get(schema) ?? ajv.compile({ $ref: `api${schema}` });
  compiled.set(schema, check);
  return check;
};

const faultsOf = ({ errors }: ValidateFunction): readonly string[] =>
  (errors ?? [])
    .slice(0, 20)
    .map(
      ({ instancePath, message, params }) => `${instancePath} ${String(message)} ${JSON.stringify(params)}`,
    );

/** @throws Error where a question is not answered as the committed description of the API says */
export const requireDescribed = (path: string, { status, body }: Pick<Answer, 'status' | 'body'>): void => {
  const [bare = ''] = path.split('?', 1);
  const check = status === 200 ? checkOf(bare) : null;
  if (check === null || check(body)) return;
  throw new Error(`${bare} is not answered as openapi.json says:\n${faultsOf(check).join('\n')}`);
};
