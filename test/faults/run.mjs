import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/** The fault suites with as many rounds as one has time for: `npm run faults -- --rounds 500 --seed 7`. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '208' }, seed: { type: 'string' } },
});
if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds takes a whole number from 1');
if (values.seed !== undefined && !/^\d+$/.test(values.seed))
  throw new Error('--seed takes a whole number from 0');

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const env = { ...process.env, FAULT_ROUNDS: values.rounds };
if (values.seed !== undefined) env.FAULT_SEED = values.seed;
spawn(process.execPath, [...jest, '--selectProjects', 'faults'], { env, stdio: 'inherit' }).on(
  'close',
  (code) => {
    process.exitCode = code ?? 1;
  },
);
