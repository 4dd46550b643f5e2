import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from '@http/openapi';
import { rightsDocument, rightsLines, type Rules } from '@http/rights-document';
import { modules } from './modules';

/** The module and the function that decide each command. */
const rules: Rules = new Map(
  modules.flatMap(({ name, handled }) =>
    (handled?.handlings ?? []).map(
      ({ command, decide }) => [command.name, `${name} · ${decide.name}`] as const,
    ),
  ),
);

/** The rights table of a county, as `docs/rights.md` holds it. */
export const rightsOf = (app: NestFastifyApplication): string =>
  rightsDocument(rightsLines(openApiDocument(app)), rules);
