import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROLES, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { openCounty, type County } from '@county/county';
import { settingsFrom, type Settings } from '@county/settings';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@county/sign-in/demo-accounts';
import { buildDemo } from '@demo/build';
import { HUANING } from '@demo/officers';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { issueToken } from '@http/token';
import { derivedId } from '@kernel/ids';
import compile from '../compiling.mjs';
import { startApi } from '../faults/county-process';
import { knownIds } from './known-ids';

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

const SCHEMATHESIS = 'schemathesis==4.32.5';
const VENV = join(tmpdir(), 'shuangbang-fuzz', 'venv');
const PROGRAM = join(VENV, 'bin', 'schemathesis');
const CONFIG = 'schemathesis.toml';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'ignored_auth',
];

/** Every role that a person has. */
const PERSONS = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

const does = (program: string, args: readonly string[], cwd = tmpdir()): boolean =>
  spawnSync(program, args, { cwd, stdio: 'inherit' }).status === 0;

const installed = (): boolean =>
  existsSync(PROGRAM) ||
  (does('python3', ['-m', 'venv', '--clear', VENV]) &&
    does(join(VENV, 'bin', 'pip'), ['install', '--quiet', SCHEMATHESIS]));

const actorOf = (role: Role): Actor => ({
  ...{ user: `fuzz-${role.toLowerCase()}`, role, scope: HUANING },
  ...(speaksForOne(role) ? { subjectId: derivedId('somebody') } : {}),
});

interface Attempt {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  /** Paths, where not all are asked. */
  readonly only: string | undefined;
}

const fuzzed = ({ url, token, folder, only }: Attempt): boolean =>
  does(
    PROGRAM,
    [
      ...[
        '--config-file',
        join(folder, CONFIG),
        'run',
        `${url}/docs-json`,
        '--header',
        `Authorization: Bearer ${token}`,
      ],
      ...['--checks', CHECKS.join(), '--phases', 'examples,coverage,fuzzing', '--warnings', 'off'],
      ...['--max-examples', values.examples, '--seed', values.seed, '--workers', '1'],
      ...['--request-timeout', '60', '--continue-on-failure', '--generation-database', 'none'],
      ...(only === undefined ? [] : ['--include-path-regex', only]),
    ],
    folder,
  );

/** The doors of the sign-in want an account of their own: no token of a trial opens them. */
const session = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: DEMO_ACCOUNTS[0], password: DEMO_PASSWORD }),
  });
  return ((await answer.json()) as { readonly token: string }).token;
};

const ACCOUNT = 'an account';

const founded = async (settings: Settings): Promise<County> => {
  await buildDemo((clock) => openCounty(settings, clock), {
    ...{ size: SMALL, lists: officialLists(), report: () => undefined },
  });
  return openCounty(settings);
};

const run = async (): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-fuzz-'));
  const limits = { RATE_LIMIT_PER_MINUTE: '0', SIGN_IN_RATE_PER_MINUTE: '0' };
  const environment = { DATA_DIR: folder, LOG_LEVEL: 'silent', ...limits };
  const county = await founded(settingsFrom(environment));
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: never };
  writeFileSync(join(folder, CONFIG), await knownIds(county, paths));
  await compile();
  const api = await startApi(environment);
  const failed: string[] = [];
  for (const who of values.role === undefined ? [ACCOUNT, ...PERSONS] : [values.role]) {
    console.log(`\n── as ${who}`);
    const token =
      who === ACCOUNT
        ? await session(api.url)
        : await issueToken(county.tokenKey, actorOf(who as Role), '1d');
    const only = who === ACCOUNT ? '^/sign-in' : values.only;
    if (!fuzzed({ url: api.url, token, folder, only })) failed.push(who);
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
