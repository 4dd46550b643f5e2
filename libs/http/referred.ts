import type { OpenAPIObject } from '@nestjs/swagger';

/** The document without the schemas that nothing of it refers to: a row that no answer shows as it is stored. */
export const withoutIdle = (document: OpenAPIObject): OpenAPIObject => {
  const { schemas = {}, ...others } = document.components ?? {};
  const used = new Set<string>();
  const waiting = schemasIn({ paths: document.paths, others });
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...schemasIn(schemas[name] ?? {}));
  }
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...others, schemas: Object.fromEntries(kept) } };
};

const REFERENCE = /"#\/components\/schemas\/(\w+)"/g;

const schemasIn = (part: object): string[] =>
  [...JSON.stringify(part).matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);
