import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enginesIn, roundsIn, shortfallsIn } from './telling.mjs';

/** What must hold besides the tests, in two lanes side by side; a failure does not keep the next from being shown. */
const CHECKS = [
  [{ name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] }],
  [
    { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
    { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
    { name: 'build', command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api'] },
  ],
];

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

const root = join(import.meta.dirname, '..');

/** What the run was on, for its last lines. */
const said = [];

const ended = (child) =>
  new Promise((resolve) => {
    child.on('close', (code) => resolve(code === 0));
  });

/** What it says is shown when it has ended, for another runs beside it. */
const check = async ({ name, command }) => {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => output.push(text));
  const holds = await ended(child);
  console.log(`\n── ${name}\n${output.join('')}${name}: ${holds ? 'ok' : 'FAILED'}`);
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 };
};

const lane = async (checks) => {
  const counts = [];
  for (const each of checks) counts.push(await check(each));
  return counts;
};

const written = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
};

/** A file that did not get as far as a test counts as one failure. */
const countsOf = (results, succeeded) => {
  if (results === null || results.numTotalTests === 0) return { passed: 0, failed: 1, skipped: 0 };
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const unexplained = !succeeded && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unexplained, skipped: results.numPendingTests + results.numTodoTests };
};

/** All in one run: where one project waits for its longest file, the next has begun. */
const tests = async () => {
  console.log('\n── tests');
  const folder = await mkdtemp(join(tmpdir(), 'shuangbang-test-'));
  const outputFile = join(folder, 'results.json');
  const command = [...JEST, '--json', '--outputFile', outputFile];
  const succeeded = await ended(spawn(process.execPath, command, { cwd: root, stdio: 'inherit' }));
  const results = await written(outputFile);
  await rm(folder, { recursive: true });
  said.push(...enginesIn(results), ...roundsIn(results), ...shortfallsIn(results, process.env));
  return countsOf(results, succeeded);
};

const counts = [...(await Promise.all(CHECKS.map(lane))).flat(), await tests()];

const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
if (total('skipped') > 0) said.push(`${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 ? 1 : 0;
if (said.length > 0) console.log(`\n${said.join('\n')}`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
