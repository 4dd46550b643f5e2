import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { openCounty, type County } from '@county/county';
import { settingsFrom, type Settings } from '@county/settings';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@county/sign-in/demo-accounts';
import { buildDemo } from '@demo/build';
import { HUANING } from '@demo/officers';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { issueToken } from '@http/token';
import { pythonProgram } from '../engines/python';
import { startApi, type CountyProcess } from '../faults/county-process';
import { closed } from '../openapi/closed';
import { committedDocument } from '../openapi/resolved';
import { knownIds } from './known-ids';

const CONFIG = 'schemathesis.toml';
const DOCUMENT = 'openapi.json';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'ignored_auth',
];

/** A person with an account, at the sign-in: its doors want a session, no token of a trial opens them. */
export const ACCOUNT = 'an account';

/** Every role that a person has. */
export const PERSONS = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

/** Null where there is no Python to run it. @throws in CI where there is one and it cannot be installed */
export const schemathesis = (): Promise<string | null> =>
  pythonProgram({ package: 'schemathesis', version: '4.32.5', program: 'schemathesis' });

/** How much is tried. */
export interface Trial {
  /** For each operation, in each phase that makes them up. */
  readonly examples: string;
  readonly seed: string;
  /** Of `examples`, `coverage`, `fuzzing`. */
  readonly phases: string;
  /** Paths, where not all are asked. */
  readonly only?: string | undefined;
}

/** A small demo county in a process of its own, to which everything its document allows may be sent, and what it does not. */
export class FuzzedCounty {
  private constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly county: County,
    private readonly api: CountyProcess,
  ) {}

  static async found(program: string): Promise<FuzzedCounty> {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-fuzz-'));
    const limits = { RATE_LIMIT_PER_MINUTE: '0', SIGN_IN_RATE_PER_MINUTE: '0' };
    const environment = { DATA_DIR: folder, LOG_LEVEL: 'silent', ...limits };
    const county = await founded(settingsFrom(environment));
    const document = committedDocument();
    writeFileSync(join(folder, CONFIG), await knownIds(county, document.paths as never));
    writeFileSync(join(folder, DOCUMENT), JSON.stringify(closed(document)));
    return new FuzzedCounty(program, folder, county, await startApi(environment));
  }

  /** Null where nothing was found; else what schemathesis says of it. `who`: a role, or `ACCOUNT`. */
  async tried(who: string, { examples, seed, phases, only }: Trial): Promise<string | null> {
    const paths = who === ACCOUNT ? '^/sign-in' : only;
    const child = spawn(
      this.program,
      [
        ...[
          '--config-file',
          join(this.folder, CONFIG),
          'run',
          join(this.folder, DOCUMENT),
          '--url',
          this.api.url,
        ],
        ...['--header', `Authorization: Bearer ${await this.tokenOf(who)}`],
        ...['--checks', CHECKS.join(), '--phases', phases, '--warnings', 'off'],
        ...['--max-examples', examples, '--seed', seed, '--workers', '1'],
        ...['--request-timeout', '60', '--continue-on-failure', '--generation-database', 'none'],
        ...(paths === undefined ? [] : ['--include-path-regex', paths]),
      ],
      { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? null : said;
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.county.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async tokenOf(who: string): Promise<string> {
    return who === ACCOUNT ? this.session() : issueToken(this.county.tokenKey, actorOf(who as Role), '1d');
  }

  private async session(): Promise<string> {
    const answer = await fetch(`${this.api.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: DEMO_ACCOUNTS[0], password: DEMO_PASSWORD }),
    });
    return ((await answer.json()) as { readonly token: string }).token;
  }
}

const founded = async (settings: Settings): Promise<County> => {
  await buildDemo((clock) => openCounty(settings, clock), {
    ...{ size: SMALL, lists: officialLists(), report: () => undefined },
  });
  return openCounty(settings);
};

const actorOf = (role: Role): Actor => ({
  ...{ user: `fuzz-${role.toLowerCase()}`, role, scope: HUANING },
  ...(speaksForOne(role) ? { subjectId: derivedId('somebody') } : {}),
});
