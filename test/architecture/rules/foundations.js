import { contexts, file, MACHINERY, SPECS, npm, VALIDATORS } from './places.js';

export const foundations = [
  {
    name: 'county-joins-everything',
    comment:
      'The rooms where the modules are joined, and the demonstration that is built on them, are known to apps and tests only.',
    from: { path: '^libs/(?!(?:county|demo)/)', pathNot: SPECS },
    to: { path: '^libs/(?:county|demo)/' },
  },
  {
    name: 'kernel-stands-alone',
    comment:
      'The shared words rest on nothing, not even on Node, so that every room and the verifier of an auditor can use them.',
    from: { path: '^libs/kernel/', pathNot: ['[.]spec[.]ts$', '^libs/kernel/ids[.]ts$'] },
    to: { pathNot: '^libs/kernel/' },
  },
  {
    name: 'kernel-ids-know-only-uuid',
    comment: 'Derived ids are UUID v5, the one thing the kernel takes from outside.',
    from: { path: '^libs/kernel/ids[.]ts$' },
    to: { pathNot: ['^libs/kernel/', npm('uuid')] },
  },
  {
    name: 'validation-knows-only-the-kernel',
    comment: 'Decorators for the words of the kernel serve every command, so they belong to no context.',
    from: { path: '^libs/validation/', pathNot: SPECS },
    to: { pathNot: ['^libs/(?:kernel|validation)/', ...VALIDATORS] },
  },
  {
    name: 'machinery-knows-no-domain',
    comment: 'Stores, runner and edge serve every context; one that knows a context cannot serve the next.',
    from: { path: ['^libs/(?:validation|testing)/', MACHINERY] },
    to: { path: `^libs/${contexts}/` },
  },
  {
    name: 'ports-know-no-framework',
    comment:
      'The log, the views, the keys and the runner work without Nest and HTTP: in a worker thread, a CLI, a test.',
    from: { path: '^libs/(?:event-store|read-store|projection|privacy)/' },
    to: { path: ['node_modules/@nestjs/', '^libs/http/'] },
  },
  {
    name: 'http-is-known-at-the-edge',
    comment:
      'Commands are sent and questions answered without HTTP too; of a module only its controller knows the way in.',
    from: {
      path: ['^libs/(?:command|query)/', `^libs/${contexts}/`],
      pathNot: [...SPECS, file('controller')],
    },
    to: { path: '^libs/http/' },
  },
  {
    name: 'sqlite-stays-in-its-engine',
    comment: 'Only the sqlite folders know better-sqlite3; all others know the port.',
    from: { path: '^(?:libs|apps)/', pathNot: '^libs/[^/]+/sqlite/' },
    to: { path: npm('better-sqlite3') },
  },
  {
    name: 'sqlite-comes-through-its-driver',
    comment:
      'Which line of better-sqlite3 a Node can carry is decided in one file; of the package itself only types are used.',
    from: { path: '^(?:libs|apps)/' },
    to: { path: npm('better-sqlite3'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'eventstoredb-stays-in-its-engine',
    comment: 'The client is frozen upstream: one folder has to change when its successor comes.',
    from: { path: '^(?:libs|apps)/', pathNot: '^libs/[^/]+/eventstoredb/' },
    to: { path: npm('@eventstore') },
  },
  {
    name: 'mongodb-stays-in-its-engine',
    comment: 'The filter language of the port is all that queries may rely on.',
    from: { path: '^(?:libs|apps)/', pathNot: '^libs/[^/]+/mongodb/' },
    to: { path: npm('mongodb') },
  },
];
