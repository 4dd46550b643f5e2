import type { OpenAPIObject } from '@nestjs/swagger';

interface Parameter {
  readonly name: string;
  readonly in: string;
}

type Parameters = Record<string, Parameter>;

interface Taking {
  parameters?: (Parameter | { readonly $ref: string })[];
}

/** What the edge takes whatever the command or question is; the other fields of a question are its own. */
const OF_THE_EDGE: Readonly<Record<string, string>> = {
  ...{ asOf: 'AsOf', knownAt: 'KnownAt', after: 'After', limit: 'Limit', cursor: 'Cursor' },
  ...{ id: 'Id', dryRun: 'DryRun', 'Idempotency-Key': 'IdempotencyKey' },
  ...{ 'If-Match': 'IfMatch', 'If-None-Match': 'IfNoneMatch' },
};

/** What the edge takes is written once, as most routes take it, and referred to; where a route takes it otherwise it stays there. */
export const namedParameters = ({ paths }: OpenAPIObject): Readonly<Parameters> => {
  const takers = Object.values(paths)
    .flatMap(({ get, post }) => [get, post])
    .filter((operation) => operation !== undefined) as unknown as readonly Taking[];
  const shared = new Map(Object.entries(OF_THE_EDGE).map(([name, as]) => [mostTaken(name, takers), as]));
  for (const taker of takers)
    taker.parameters = (taker.parameters ?? []).map((one) => {
      const name = shared.get(JSON.stringify(one));
      return name === undefined ? one : { $ref: `#/components/parameters/${name}` };
    });
  return Object.fromEntries([...shared].map(([text, name]) => [name, JSON.parse(text) as Parameter]));
};

/** As text. @throws Error where none is taken so */
const mostTaken = (name: string, takers: readonly Taking[]): string => {
  const uses = new Map<string, number>();
  for (const one of takers.flatMap(({ parameters = [] }) => parameters)) {
    const text = JSON.stringify(one);
    if ('name' in one && one.name === name) uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  const [most] = [...uses].sort(([, one], [, other]) => other - one);
  if (most === undefined) throw new Error(`no route takes ${name}`);
  return most[0];
};
