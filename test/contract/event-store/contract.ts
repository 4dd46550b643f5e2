import { describe, jest } from '@jest/globals';
import { appending } from './appending';
import { concurrency } from './concurrency';
import { histories } from './histories';
import { reading } from './reading';
import { repeating } from './repeating';
import { subscribing } from './subscribing';
import type { Abilities, Engine, TestedLog } from './tested-log';

const EMBEDDED: Abilities = {
  isShared: true,
  outlivesItsProcess: true,
  explainsItself: true,
  startsEmpty: true,
};

/** The promises of the port, which the rest of the house believes. The same for every engine. */
export const eventStoreContract = (
  name: string,
  open: () => Promise<TestedLog>,
  abilities: Partial<Abilities> = {},
): void => {
  const engine: Engine = { ...EMBEDDED, ...abilities, name, open };
  jest.setTimeout(60_000);
  console.info(`event store contract: ${name}`);
  describe(`event store contract: ${name}`, () => {
    for (const part of [appending, repeating, concurrency, reading, subscribing, histories]) part(engine);
  });
};
