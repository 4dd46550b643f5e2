import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { shapeFaults } from './module-shapes';
import { CONTEXTS, EMPTY_NAMES } from './roles.js';
import { filesBelow, foldersIn, HOUSE } from './tree';

const planted = join(import.meta.dirname, 'planted-shapes');

const modulesOf = (root: string) =>
  CONTEXTS.flatMap((context) =>
    foldersIn(join(root, 'libs', context)).map((name) => ({
      module: `${context}/${name}`,
      files: filesBelow(join(root, 'libs', context, name)),
    })),
  ).filter(({ files }) => files.length > 0);

const faultsOfModules = (root: string): string[] =>
  modulesOf(root).flatMap(({ module, files }) => shapeFaults(module, files));

/** `household-service.ts`, `utils/`, `base.ts`: a part of the name, singular or plural. */
const saysNothing = (path: string): boolean =>
  path.split(/[/.-]/).some((word) => EMPTY_NAMES.some((empty) => word === empty || word === `${empty}s`));

const emptyNames = (root: string): string[] =>
  ['apps', 'libs'].flatMap((top) =>
    filesBelow(join(root, top))
      .map((file) => `${top}/${file}`)
      .filter(saysNothing),
  );

describe('the shape of a module', () => {
  it('is that of an aggregate, a view or a process, everywhere in the house', () => {
    expect(faultsOfModules(HOUSE)).toEqual([]);
  });

  it('is found wrong where it is wrong, and right where it is right', () => {
    expect(faultsOfModules(planted).sort()).toEqual([
      'linkage/half: aggregate without aggregate',
      'linkage/half: aggregate without decider.spec',
      'linkage/half: not flat, events/opened.ts',
      'linkage/half: strange name SignLevel.ts',
      'oversight/deciding-view: view with commands.ts',
      'oversight/deciding-view: view with state.spec.ts',
      'oversight/mute-view: view without projector or queries',
      'oversight/watching-process: process with projector.ts',
      'oversight/watching-process: process without module',
      'registry/hollow: view without controller',
      'registry/hollow: view without module',
      'registry/hollow: view without projector or queries',
    ]);
  });
});

describe('names in the house', () => {
  it('say something', () => {
    expect(emptyNames(HOUSE)).toEqual([]);
  });

  it('are found empty where they are', () => {
    expect(emptyNames(planted).sort()).toEqual([
      'apps/api/src/app.service.ts',
      'apps/cli/src/shared/dates.ts',
      'libs/http/base.ts',
      'libs/registry/hollow/date-utils.ts',
    ]);
  });
});
