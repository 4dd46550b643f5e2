import { SPECS } from './places.js';

export const general = [
  {
    name: 'no-cycles',
    comment:
      'No import chain comes back, type-only included: what cannot be read in one direction cannot be understood alone.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-import-resolves',
    comment: 'An import that leads nowhere is seen by no other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-development-packages-in-product',
    comment: 'What runs in a county is installed without devDependencies.',
    from: { path: '^(?:libs|apps)/', pathNot: SPECS },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'stories-are-for-specs',
    comment:
      'Named examples and given/when/then serve specs; product code that needs an example has it as data.',
    from: { pathNot: SPECS },
    to: { path: ['^libs/testing/', '/story[.]ts$'] },
  },
  {
    name: 'nobody-imports-an-app',
    comment: 'An app is an end: libraries and other apps do not reach into it.',
    from: { path: '^(libs|apps/[^/]+)/' },
    to: { path: '^apps/', pathNot: '^$1/' },
  },
];
