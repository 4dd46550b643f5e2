import 'reflect-metadata';
import { parseArgs } from 'node:util';
import compile from '../compiling.mjs';
import { ACCOUNT, FuzzedCounty, PERSONS, schemathesis } from './fuzzing';

/**
 * Sends generated requests to every operation of the OpenAPI document, as somebody of each role, and to the sign-in as a person with an
 * account, and believes what the document says of the answers: `npm run fuzz -- --examples 20 --seed 7 --role AUDITOR`. Needs python3, and the Python package index once.
 */
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    role: { type: 'string' },
    only: { type: 'string' },
  },
});

const run = async (program: string): Promise<boolean> => {
  await compile();
  const county = await FuzzedCounty.found(program);
  const failed: string[] = [];
  for (const who of values.role === undefined ? [ACCOUNT, ...PERSONS] : [values.role]) {
    console.log(`\n── as ${who}`);
    const found = await county.tried(who, { ...values, phases: 'examples,coverage,fuzzing' });
    console.log(found ?? 'nothing found');
    if (found !== null) failed.push(who);
  }
  await county.close();
  console.log(failed.length === 0 ? '\nnothing found' : `\nfound as ${failed.join(', ')}`);
  return failed.length === 0;
};

const program = await schemathesis();
if (program === null) {
  console.error('python3 with venv, and schemathesis from the Python package index, are needed');
  process.exit(2);
}
process.exitCode = (await run(program)) ? 0 : 1;
