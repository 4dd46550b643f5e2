import type { ContextModule } from '@query/context-module';

/** Every question, and the commands that only enter: all that a program may be let do, whoever issues its token. */
export const forPrograms = (modules: readonly ContextModule[]): ReadonlySet<string> =>
  new Set(
    modules.flatMap(({ handled, answers = [] }) => [
      ...answers.map(({ query }) => query.name),
      ...(handled?.handlings ?? []).flatMap(({ command }) =>
        Object.hasOwn(command, 'byPrograms') ? [command.name] : [],
      ),
    ]),
  );
