import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BY_RULE } from '@kernel/lifecycle';
import { openApiDocument } from '@http/openapi';
import { rightsDocument } from '@http/rights-document';
import { rightsLines } from '@http/rights-lines';
import { statesText } from '@http/states-text';
import { ownReadersOf } from '@query/story/one-aggregate';
import { wordTitle } from '@oversight/audit/titles';
import { aggregates, FOR_PROGRAMS, modules } from './modules';
import { sendersOf } from './senders';

/** The module and the function that decide each command; of what is sent several at once, each of them. */
const rules = new Map(
  modules.flatMap(({ name, handled, several = [] }) => {
    const own = (handled?.handlings ?? []).map(
      ({ command, decide }) => [command, `${name} · ${decide.name}`] as const,
    );
    const together = several.map(({ command, of }) => [command, new Map(own).get(of) ?? ''] as const);
    return [...own, ...together].map(([command, rule]) => [command.name, rule] as const);
  }),
);

const stateTitle = (state: string): string => wordTitle('phase', state) ?? state;

/** In which states each command is taken; what has no states is decided by its rule. */
const states = new Map(
  modules.flatMap(({ handled, lifecycle, several = [] }) =>
    [...(handled?.handlings ?? []), ...several].map(
      ({ command: { name } }) => [name, statesText(lifecycle?.steps[name] ?? BY_RULE, stateTitle)] as const,
    ),
  ),
);

const readers = new Map(
  aggregates.flatMap(({ aggregate: { category }, readBy }) =>
    readBy === undefined ? [] : [[category, readBy] as const],
  ),
);

const ownReaders = new Map(
  aggregates.flatMap(({ aggregate }) => {
    const roles = ownReadersOf(aggregate);
    return roles.length === 0 ? [] : [[aggregate.category, roles] as const];
  }),
);

const programs = aggregates.flatMap(({ handlings }) =>
  handlings.flatMap(({ command: { name } }) => (FOR_PROGRAMS.has(name) ? [name] : [])),
);

/** Every command that no person may send. */
const inside = aggregates.flatMap(({ handlings }) =>
  handlings
    .filter(({ command }) => command.sentBy.length === 0)
    .map(({ command }) => ({ name: command.name, title: command.title, senders: sendersOf(command) })),
);

/** The rights table of a county, as `docs/rights.md` holds it. */
export const rightsOf = (app: NestFastifyApplication): string =>
  rightsDocument(rightsLines(openApiDocument(app)), {
    ...{ rules, states, readers, ownReaders, programs, inside },
  });
