import { ROLES } from '../roles.js';
import {
  contexts,
  MACHINERY,
  file,
  fileOfModule,
  VALIDATORS,
  OWN_IMPURE,
  WORDS,
  SHAPES,
  PORTS,
  FOLDING,
} from './places.js';

export const domain = [
  {
    name: 'domain-is-framework-free',
    comment:
      'What happened, what is remembered and what is decided is plain TypeScript: kernel, own pure files, published events.',
    from: { path: fileOfModule('events', 'state', 'decider') },
    to: { pathNot: [...WORDS, ...SHAPES] },
  },
  {
    name: 'domain-knows-facts-by-shape',
    comment:
      'Of its facts and of sealed personal data the domain knows the type; what fetches them stays outside.',
    from: { path: fileOfModule('events', 'state', 'decider') },
    to: { path: SHAPES, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'commands-know-only-validation',
    comment: 'A command is a class with rules for its fields, and nothing else.',
    from: { path: fileOfModule('[^/]*commands') },
    to: { pathNot: [...WORDS, '^libs/validation/', ...VALIDATORS] },
  },
  {
    name: 'projectors-are-folds',
    comment: 'A projector is a pure fold: it may use what describes a fold, never a store or a framework.',
    from: { path: fileOfModule('projector') },
    to: { pathNot: [...WORDS, ...FOLDING, PORTS] },
  },
  {
    name: 'policies-only-ask',
    comment:
      'A policy folds events and asks for commands; it never decides in place of the aggregate it asks.',
    from: { path: fileOfModule('policy') },
    to: { pathNot: [...WORDS, ...FOLDING, PORTS, file('commands')] },
  },
  {
    name: 'folds-hold-no-store',
    comment: 'Projectors and policies know the stores by their types only.',
    from: { path: file('projector', 'policy') },
    to: { path: '^libs/(?:read-store|privacy)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'writing-never-reads-the-read-side',
    comment: 'A decision rests on streams; a view may be late and would make the decision unrepeatable.',
    from: { path: fileOfModule('events', 'commands', 'state', 'decider', 'facts', 'refusals', 'aggregate') },
    to: {
      path: [
        file('projector', 'queries', 'controller', 'module', 'policy'),
        '^libs/(?:read-store|projection)/',
      ],
    },
  },
  {
    name: 'nouns-are-pure',
    comment: 'Any further file of a module is a pure piece of its rules and knows no more than they do.',
    from: {
      path: `^(libs/${contexts}/[^/]+)/[^/]+[.]ts$`,
      pathNot: ['[.]spec[.]ts$', file(...ROLES.filter((role) => role !== 'refusals'))],
    },
    to: {
      path: ['node_modules/', OWN_IMPURE, MACHINERY],
      pathNot: '^libs/query/figure[.]ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
];
