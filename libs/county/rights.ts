import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from '@http/openapi';
import { rightsDocument, rightsLines } from '@http/rights-document';
import { aggregates, FOR_PROGRAMS, modules } from './modules';

/** The module and the function that decide each command. */
const rules = new Map(
  modules.flatMap(({ name, handled }) =>
    (handled?.handlings ?? []).map(
      ({ command, decide }) => [command.name, `${name} · ${decide.name}`] as const,
    ),
  ),
);

const readers = new Map(
  aggregates.flatMap(({ aggregate: { category }, readBy }) =>
    readBy === undefined ? [] : [[category, readBy] as const],
  ),
);

const programs = aggregates.flatMap(({ handlings }) =>
  handlings.flatMap(({ command: { name } }) => (FOR_PROGRAMS.has(name) ? [name] : [])),
);

/** The rights table of a county, as `docs/rights.md` holds it. */
export const rightsOf = (app: NestFastifyApplication): string =>
  rightsDocument(rightsLines(openApiDocument(app)), { rules, readers, programs });
