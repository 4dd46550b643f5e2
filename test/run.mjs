import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enginesIn, roundsIn } from './telling.mjs';

/** Everything that must hold, one after the other; a failure does not keep the next from being shown. */
const CHECKS = [
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'build', command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api'] },
];

const SUITES = [
  { name: 'unit and architecture', projects: ['unit', 'architecture'] },
  { name: 'contract', projects: ['contract'] },
  { name: 'history', projects: ['history'] },
  { name: 'e2e', projects: ['e2e'] },
  { name: 'faults', projects: ['faults'] },
];

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

const root = join(import.meta.dirname, '..');

/** What the run was on, for its last lines. */
const said = [];

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('close', (code) => resolve(code === 0));
  });

const heading = (name) => console.log(`\n── ${name}`);

const check = async ({ name, command }) => {
  heading(name);
  const holds = await run(command);
  console.log(`${name}: ${holds ? 'ok' : 'FAILED'}`);
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 };
};

const written = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
};

/** A suite that did not get as far as a test counts as one failure, be it a file, or all of them. */
const countsOf = (results, succeeded) => {
  if (results === null || results.numTotalTests === 0) return { passed: 0, failed: 1, skipped: 0 };
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const unexplained = !succeeded && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unexplained, skipped: results.numPendingTests + results.numTodoTests };
};

const suite = async ({ name, projects }, folder) => {
  heading(name);
  const outputFile = join(folder, `${projects.join('-')}.json`);
  const succeeded = await run([
    ...JEST,
    '--json',
    '--outputFile',
    outputFile,
    '--selectProjects',
    ...projects,
  ]);
  const results = await written(outputFile);
  if (name === 'contract') said.push(...enginesIn(results));
  if (name === 'faults') said.push(...roundsIn(results));
  return countsOf(results, succeeded);
};

const folder = await mkdtemp(join(tmpdir(), 'shuangbang-test-'));
const counts = [];
for (const each of CHECKS) counts.push(await check(each));
for (const each of SUITES) counts.push(await suite(each, folder));
await rm(folder, { recursive: true });

const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
if (total('skipped') > 0) said.push(`${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 ? 1 : 0;
if (said.length > 0) console.log(`\n${said.join('\n')}`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
