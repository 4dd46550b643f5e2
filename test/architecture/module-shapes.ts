import { ROLES } from './roles.js';

type Shape = 'aggregate' | 'view' | 'process';

interface Files {
  readonly must: readonly string[];
  readonly may: readonly string[];
}

/** The three things a module can be; the files say which. Further files are small, pure, and named by a domain noun. */
const SHAPES: Readonly<Record<Shape, Files>> = {
  aggregate: {
    must: [
      'events',
      'commands',
      'state',
      'decider',
      'decider.spec',
      'aggregate',
      'refusals',
      'controller',
      'module',
    ],
    may: ['facts', 'projector', 'queries', 'policy', 'story'],
  },
  view: { must: ['controller', 'module'], may: ['projector', 'queries', 'story'] },
  process: { must: ['policy', 'module'], may: ['commands', 'state', 'story'] },
};

const shapeOf = (files: readonly string[]): Shape => {
  if (['events.ts', 'decider.ts', 'aggregate.ts'].some((file) => files.includes(file))) return 'aggregate';
  return files.includes('policy.ts') ? 'process' : 'view';
};

const missing = (shape: Shape, files: readonly string[]): string[] => {
  const absent = SHAPES[shape].must.filter((role) => !files.includes(`${role}.ts`));
  const answersNothing = shape === 'view' && !files.some((file) => /^(projector|queries)\.ts$/.test(file));
  return answersNothing ? [...absent, 'projector or queries'] : absent;
};

const outOfPlace = (shape: Shape, files: readonly string[]): string[] => {
  const { must, may } = SHAPES[shape];
  const foreign = ROLES.filter((role) => ![...must, ...may].includes(role));
  return files.filter((file) => foreign.some((role) => file === `${role}.ts` || file === `${role}.spec.ts`));
};

const isNamedByNouns = (file: string): boolean => /^[a-z\d]+(-[a-z\d]+)*(\.spec)?\.ts$/.test(file);

/** What is wrong with a module, in words; `files` are paths within its folder. */
export const shapeFaults = (module: string, files: readonly string[]): readonly string[] => {
  const code = files.filter((file) => file.endsWith('.ts'));
  const shape = shapeOf(code);
  return [
    ...missing(shape, code).map((role) => `${module}: ${shape} without ${role}`),
    ...outOfPlace(shape, code).map((file) => `${module}: ${shape} with ${file}`),
    ...code.filter((file) => file.includes('/')).map((file) => `${module}: not flat, ${file}`),
    ...code
      .filter((file) => !file.includes('/') && !isNamedByNouns(file))
      .map((file) => `${module}: strange name ${file}`),
  ];
};
