import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Actor, Role } from '@kernel/actor';
import { openCounty } from '@county/county';
import { settingsFrom } from '@county/settings';
import { buildDemo } from '@demo/build';
import { HUANING } from '@demo/officers';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { issueToken } from '@http/token';
import { derivedId } from '@kernel/ids';
import { startApi } from '../faults/county-process';

/**
 * Sends generated requests to every operation of the OpenAPI document, as somebody of each role, and believes what the document says
 * of the answers: `npm run fuzz -- --examples 20 --seed 7 --role AUDITOR`. Needs python3, and the Python package index once.
 */
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    role: { type: 'string' },
    only: { type: 'string' },
  },
});

const SCHEMATHESIS = 'schemathesis==4.32.5';
const VENV = join(tmpdir(), 'shuangbang-fuzz', 'venv');
const PROGRAM = join(VENV, 'bin', 'schemathesis');

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'ignored_auth',
];

const ROLES: readonly Role[] = [
  'COUNTY_INFORMANT',
  'VILLAGE_INFORMANT',
  'COUNTY_SIGNER',
  'ENTITY_MANAGER',
  'HOUSEHOLD',
  'SUPERVISOR',
  'AUDITOR',
  'ADMIN',
];

const does = (program: string, args: readonly string[], cwd = tmpdir()): boolean =>
  spawnSync(program, args, { cwd, stdio: 'inherit' }).status === 0;

const installed = (): boolean =>
  existsSync(PROGRAM) ||
  (does('python3', ['-m', 'venv', '--clear', VENV]) &&
    does(join(VENV, 'bin', 'pip'), ['install', '--quiet', SCHEMATHESIS]));

const actorOf = (role: Role): Actor => ({
  ...{ user: `fuzz-${role.toLowerCase()}`, role, scope: HUANING },
  ...(role === 'ENTITY_MANAGER' || role === 'HOUSEHOLD' ? { subjectId: derivedId('somebody') } : {}),
});

const fuzzed = (url: string, token: string, folder: string): boolean =>
  does(
    PROGRAM,
    [
      ...['run', `${url}/docs-json`, '--header', `Authorization: Bearer ${token}`],
      ...['--checks', CHECKS.join(), '--phases', 'examples,coverage,fuzzing', '--warnings', 'off'],
      ...['--max-examples', values.examples, '--seed', values.seed, '--workers', '2'],
      ...['--request-timeout', '60', '--continue-on-failure', '--generation-database', 'none'],
      ...(values.only === undefined ? [] : ['--include-path-regex', values.only]),
    ],
    folder,
  );

const run = async (): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-fuzz-'));
  const environment = { DATA_DIR: folder, LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0' };
  const settings = settingsFrom(environment);
  await buildDemo((clock) => openCounty(settings, clock), {
    ...{ size: SMALL, lists: officialLists(), report: () => undefined },
  });
  const county = openCounty(settings);
  const api = await startApi(environment);
  const failed: Role[] = [];
  for (const role of values.role === undefined ? ROLES : [values.role as Role]) {
    console.log(`\n── as ${role}`);
    if (!fuzzed(api.url, await issueToken(county.tokenKey, actorOf(role), '1d'), folder)) failed.push(role);
  }
  await api.stop();
  await county.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(failed.length === 0 ? '\nnothing found' : `\nfound as ${failed.join(', ')}`);
  return failed.length === 0;
};

if (!installed()) {
  console.error(`python3 with venv, and ${SCHEMATHESIS} from the Python package index, are needed`);
  process.exit(2);
}
process.exitCode = (await run()) ? 0 : 1;
