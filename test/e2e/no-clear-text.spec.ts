import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { speaksForOne, type Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { enveloped } from '@command/envelope';
import { openCounty, type County } from '@county/county';
import { buildDemo } from '@demo/build';
import { makeEvidence } from '@county/evidence/making';
import { officialLists } from '@demo/official-lists';
import { householdOf } from '@demo/people';
import { SMALL } from '@demo/size';
import { issueToken } from '@http/token';
import { CorrectHouseholdData } from '@registry/household/commands';
import { child } from './command-line';
import { everythingAsked } from './everything-asked';
import { settingsIn } from './small-county';

const PERSONAL = [
  ...['headName', 'documentNo', 'phone', 'bankCard', 'managerName', 'managerPhone'],
  ...['memberName', 'education', 'health', 'labourSkill', 'workPlace'],
] as const;

/** Of a command whose `name` is a person's; others name companies. */
const ACCOUNT = 'RegisterUser';

/** Stands in every request where nothing keeps it from going the whole way, as a clear value would if nobody sealed it. */
const PLANTED = 'planted-in-the-open';

const HOME = divisionCode('530424000000');

/** Remembers what went into a county in clear. */
const listening = (county: County, heard: Set<string>): County => {
  const { dispatcher } = county;
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  dispatcher.dispatch = (command) => {
    const fields = command.constructor.name === ACCOUNT ? [...PERSONAL, 'name'] : PERSONAL;
    for (const field of fields) {
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
    const env = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'trace', RATE_LIMIT_PER_MINUTE: '0' };
    const process = child('./apps/api/src/main.ts', [], { ...env, SEAL_EVENTS: '1' });
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
  const away = mkdtempSync(join(tmpdir(), 'shuangbang-clear-packages-'));
  const heard = new Set<string>();
  const answers: string[] = [];
  /** Of every list and figure, and of histories that are taken away. */
  const lists: string[] = [];
  const packages = new Map<string, string>();
  let said = '';

  const found = (text: Buffer | string, sought: Iterable<string> = heard): readonly string[] =>
    [...sought].filter((value) => text.includes(value));
  const unpacked = (zip: Buffer): string =>
    Object.values(unzipSync(zip)).reduce((text, bytes) => text + Buffer.from(bytes).toString(), '');
  const files = (): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  const contentOf = (file: string): Buffer | string => {
    const bytes = readFileSync(join(folder, file));
    return file.endsWith('.zip') ? unpacked(bytes) : bytes;
  };

  /** What is taken away of a household, for each who may take it. */
  const pack = async (householdId: string): Promise<void> => {
    const county = openCounty(settingsIn(folder));
    for (const recipient of ['AUDITOR', 'SUPERVISOR', 'PUBLIC'] as const) {
      const file = join(away, `${recipient}.zip`);
      const subject = { kind: 'household', id: householdId } as const;
      await makeEvidence(county, { subject, recipient, scope: HOME }, file);
      packages.set(recipient, unpacked(readFileSync(file)));
    }
    await county.close();
  };

  beforeAll(async () => {
    await buildDemo((clock) => listening(openCounty(settingsIn(folder), clock), heard), {
      ...{ size: SMALL, lists: officialLists(), report: () => undefined },
    });
    const county = openCounty(settingsIn(folder));
    const { tokenKey } = county;
    const { id } = householdOf(1, '530424');
    const change = Object.assign(new CorrectHouseholdData(), { populationCount: 8, labourCount: 2 });
    const [actor, reason] = [{ user: 'clerk', role: 'COUNTY_INFORMANT', scope: HOME } as const, '核实人口'];
    // Not sealed yet, so that the projector has something to say.
    await county.dispatcher.dispatch(enveloped(change, { commandId: PLANTED, id, actor, reason }));
    await county.close();
    const api = await TalkingApi.in(folder);
    const askedAs = async (role: Role, path: string, body?: object): Promise<string> => {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const actor = { user: 'clerk', role, scope: HOME, ...(speaksForOne(role) ? { subjectId: id } : {}) };
      const token = await issueToken(tokenKey, actor, '1h');
      const headers = {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': PLANTED },
      };
      const answer = await fetch(`${api.url}${path}`, { headers, ...sent });
      return `${String(answer.status)} ${path.split('?')[0] ?? ''} ${await answer.text()}`;
    };
    const ask = async (path: string, body?: object): Promise<void> => {
      answers.push(await askedAs('COUNTY_INFORMANT', path, body));
    };
    const [documentNo, name] = [[...heard].find((value) => /^9{6}/.test(value)), [...heard][0]];
    const household = {
      ...{ householdNo: '530424999999', villageCode: '530424102208', populationCount: 1, labourCount: 1 },
      ...{ headName: name, documentNo, source: 'VILLAGE' },
    };
    await ask('/households', household);
    await ask('/households', { ...household, documentNo: `${documentNo ?? ''}0`, phone: 13_800_000_001 });
    await ask('/households?dryRun=true', household);
    const member = { memberName: name, documentNo, relationToHead: 'OTHER', cause: 'LISTED' };
    const counts = { populationCount: 9, labourCount: 1 };
    await ask(`/households/${householdOf(1, '530424').id}/add-member`, { ...member, ...counts });
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
    for (const { path, role } of everythingAsked()) lists.push(await askedAs(role, path));
    for (const format of ['csv', 'html'])
      lists.push(await askedAs('AUDITOR', `/history/household/${id}/export?format=${format}`));
    await api.stop();
    said = api.said;
    await pack(id);
  }, 240_000);

  afterAll(() => {
    for (const one of [folder, away]) rmSync(one, { recursive: true, force: true });
  });

  it('there is enough to look for', () => {
    expect(heard.size).toBeGreaterThan(100);
    expect([...heard]).toEqual(expect.arrayContaining(['昆明市务工', 'CHRONIC_ILLNESS', 'SKILLED_LABOUR']));
    for (const kind of [/^9{6}\d/, /^199\d{8}$/, /^62\d{14,17}$/, /^示例县级信息员$/])
      expect([kind, [...heard].some((value) => kind.test(value))]).toEqual([kind, true]);
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual([
      ...['409', '400', '200', '409', '201', '201', '409', '400', '200', '200', '200'],
    ]);
    expect(said).toContain('incoming request');
    const found = answers
      .filter((answer) => answer.startsWith('201'))
      .map((answer) => answer.split('"householdId"'));
    expect(found.map(({ length }) => length - 1)).toEqual([1, expect.any(Number)]);
    expect(found[1]?.length).toBeGreaterThan(1);
  });

  it('nothing stands in a file of the county in clear: no event, no view, no key, no list', () => {
    expect(files()).toEqual(expect.arrayContaining(['events.db', 'views.db', 'keys.db', 'erasures.jsonl']));
    for (const file of files()) expect([file, found(contentOf(file))]).toEqual([file, []]);
  });

  it('nothing stands in a log line, though what was asked for stood in the body and in the address', () => {
    // A time in floating point, such as 5.19900000014901, may hold the digits of a phone.
    expect(found(said.replace(/"responseTime":[\d.e-]+/g, ''))).toEqual([]);
    expect(said).toMatch(/"part":"projector","message":"seal \d/);
  });

  it('nothing stands there that Node warns of, such as listeners that nobody takes away', () => {
    expect(said).not.toMatch(/Warning:/);
  });

  it('nothing stands in an answer, a problem or a metric', () => {
    for (const answer of [...answers, ...lists])
      expect([answer.slice(0, 40), found(answer)]).toEqual([answer.slice(0, 40), []]);
  });

  it('nothing stands in a list, a figure or a history, though the lists show whom they are about', () => {
    const statuses = lists.map((answer) => answer.slice(0, answer.indexOf(' ', 4)));
    expect(statuses.filter((status) => !status.startsWith('200'))).toEqual([]);
    expect(statuses.length).toBeGreaterThan(40);
    expect(lists.join('').match(/"headName":"[^"*]{1,2}\*/g)?.length).toBeGreaterThan(100);
  });

  it('an entity stands in every list by its name, which is public, and not by an id alone', () => {
    interface Row {
      readonly entityId?: string | null;
      readonly entityName?: string | null;
    }
    const about = lists.flatMap((answer) => {
      const [, path = '', text = ''] = /^200 (\S+) (.*)$/s.exec(answer) ?? [];
      const { items = [] } = text.startsWith('{') ? (JSON.parse(text) as { items?: readonly Row[] }) : {};
      return items.filter(({ entityId = null }) => entityId !== null).map((row) => ({ path, ...row }));
    });
    expect(about.length).toBeGreaterThan(100);
    const nameless = about.filter(({ entityName = null }) => entityName === null).map(({ path }) => path);
    expect([...new Set(nameless)]).toEqual([]);
  });

  it('nothing stands in what is taken away as evidence, whoever it is for', () => {
    for (const [recipient, text] of packages) expect([recipient, found(text)]).toEqual([recipient, []]);
  });

  it('all of it would be found: what nobody sealed has gone the whole way', () => {
    const planted = (text: Buffer | string): readonly string[] => found(text, [PLANTED]);
    const holding = files().filter((file) => planted(contentOf(file)).length > 0);
    expect(new Set(holding.map((file) => file.replace(/-(?:wal|shm)$/, '')))).toEqual(
      new Set(['events.db', 'views.db']),
    );
    const problem = answers.find((answer) => answer.startsWith('409')) ?? '';
    const list = lists.find((answer) => answer.includes('/personal-reads ')) ?? '';
    for (const text of [said, problem, list, packages.get('AUDITOR') ?? ''])
      expect([text.slice(0, 40), planted(text)]).toEqual([text.slice(0, 40), [PLANTED]]);
  });
});
