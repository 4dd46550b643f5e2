import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { divisionCode } from '@kernel/division-code';
import { openCounty, type County } from '@county/county';
import { buildDemo } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { issueToken } from '@http/token';
import { child } from './command-line';
import { settingsIn } from './small-county';

const PERSONAL = ['headName', 'documentNo', 'phone', 'bankCard', 'managerName', 'managerPhone'] as const;

/** Remembers what went into a county in clear. */
const listening = (county: County, heard: Set<string>): County => {
  const { dispatcher } = county;
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  dispatcher.dispatch = (command) => {
    for (const field of PERSONAL) {
      const value = (command as Readonly<Record<string, unknown>>)[field];
      if (typeof value === 'string' && value !== '') heard.add(value);
    }
    return dispatch(command);
  };
  return county;
};

/** The API in a process of its own that says everything it can. */
class TalkingApi {
  said = '';
  url = '';

  private constructor(private readonly process: ChildProcess) {}

  static async in(folder: string): Promise<TalkingApi> {
    const env = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'trace', PROJECTOR: 'apart' };
    const process = child('./apps/api/src/main.ts', [], env);
    const api = new TalkingApi(process);
    const ready = new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        api.said += chunk.toString();
        api.url = /is ready: (\S+) /.exec(api.said)?.[1] ?? '';
        if (api.url !== '') resolve();
      };
      process.stdout.on('data', listen);
      process.stderr.on('data', listen);
      process.once('exit', () => reject(new Error(`the API ended: ${api.said}`)));
    });
    await ready;
    return api;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

describe('of what goes into a county about people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-clear-'));
  const heard = new Set<string>();
  const answers: string[] = [];
  let said = '';

  const found = (text: Buffer | string): readonly string[] =>
    [...heard].filter((value) => text.includes(value));

  beforeAll(async () => {
    await buildDemo((clock) => listening(openCounty(settingsIn(folder), clock), heard), {
      ...{ size: SMALL, lists: officialLists(), report: () => undefined },
    });
    const county = openCounty(settingsIn(folder));
    const actor = { user: 'clerk', role: 'COUNTY_INFORMANT', scope: divisionCode('530424000000') } as const;
    const authorization = `Bearer ${await issueToken(county.tokenKey, actor, '1h')}`;
    await county.close();
    const api = await TalkingApi.in(folder);
    const ask = async (path: string, body?: object): Promise<void> => {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(`${api.url}${path}`, { headers, ...sent });
      answers.push(`${String(answer.status)} ${path.split('?')[0] ?? ''} ${await answer.text()}`);
    };
    const [documentNo, name] = [[...heard].find((value) => /^9{6}/.test(value)), [...heard][0]];
    const household = {
      ...{ householdNo: '530424999999', villageCode: '530424102208', populationCount: 1, labourCount: 1 },
      ...{ headName: name, documentNo, source: 'VILLAGE' },
    };
    await ask('/households', household);
    await ask('/households', { ...household, documentNo: `${documentNo ?? ''}0`, phone: 13_800_000_001 });
    await ask('/households?dryRun=true', household);
    const phone = [...heard].find((value) => /^199\d{8}$/.test(value));
    for (const [numberKind, number] of [
      ['DOCUMENT', documentNo],
      ['PHONE', phone],
      ['DOCUMENT', `${documentNo ?? ''}X`],
    ]) {
      const asked = { numberKind, number, division: '530424000000', purpose: 'SERVICE' };
      await ask('/personal-reads/look-ups', asked);
    }
    await ask(`/households?documentNo=${documentNo ?? ''}`);
    await ask(`/households?householdNo=${encodeURIComponent(name ?? '')}`);
    await ask('/metrics');
    await ask('/health/ready');
    await api.stop();
    said = api.said;
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('there is enough to look for', () => {
    expect(heard.size).toBeGreaterThan(100);
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual([
      ...['409', '400', '200', '201', '201', '409', '400', '200', '200', '200'],
    ]);
    expect(said).toContain('incoming request');
    const found = answers
      .filter((answer) => answer.startsWith('201'))
      .map((answer) => answer.split('"householdId"'));
    expect(found.map(({ length }) => length - 1)).toEqual([1, expect.any(Number)]);
    expect(found[1]?.length).toBeGreaterThan(1);
  });

  it('nothing stands in a file of the county in clear: no event, no view, no key, no list', () => {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
    expect(files).toEqual(expect.arrayContaining(['events.db', 'views.db', 'keys.db', 'erasures.jsonl']));
    for (const file of files) expect([file, found(readFileSync(join(folder, file)))]).toEqual([file, []]);
  });

  it('nothing stands in a log line, though what was asked for stood in the body and in the address', () => {
    expect(found(said)).toEqual([]);
  });

  it('nothing stands in an answer, a problem or a metric', () => {
    for (const answer of answers)
      expect([answer.slice(0, 40), found(answer)]).toEqual([answer.slice(0, 40), []]);
  });
});
