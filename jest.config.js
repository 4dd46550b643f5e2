const project = (displayName, testMatch, more = {}) => ({
  displayName,
  ...more,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['reflect-metadata', '<rootDir>/test/english.mjs'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/architecture/planted'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/architecture/planted'],
});

const ofProcesses = { globalSetup: '<rootDir>/test/compiling.mjs' };

export default {
  // How long a test takes is never what it tests; a loaded machine may take its time.
  testTimeout: 60_000,
  maxWorkers: 2,
  // What a file has loaded stays in a worker after it: without this a whole run takes more than a small machine has.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    project('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts']),
    project('architecture', ['test/architecture/**/*.spec.ts']),
    project('contract', ['test/contract/**/*.spec.ts', 'test/engines/**/*.spec.ts'], ofProcesses),
    project('history', ['test/history/**/*.spec.ts']),
    project('e2e', ['test/e2e/**/*.spec.ts', 'test/fuzz/**/*.spec.ts'], ofProcesses),
    project('faults', ['test/faults/**/*.spec.ts'], ofProcesses),
  ],
};
