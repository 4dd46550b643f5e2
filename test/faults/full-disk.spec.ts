import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';
import { issueToken } from '@http/token';
import { divisionCode } from '@kernel/division-code';
import { aCounty, type Founded } from '../e2e/founding';
import { Clients } from './clients';
import { startApi, type CountyProcess } from './county-process';
import { expectWhole } from './intact';
import { registration } from './registration';
import { ViewsFromZero } from './views-from-zero';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Elsewhere no limit can be set to the files of a process that runs. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

/** Embedded: log, views and keys in files of one folder, and one process for all of it. */
onLinux('a county whose disk is full', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-full-'));
  const settings = { DATA_DIR: folder, LOG_LEVEL: 'silent' };
  let api: CountyProcess;
  let county: County;
  let clients: Clients;
  let founded: Founded;
  let token: string;

  beforeAll(async () => {
    county = openCounty(settingsFrom(settings));
    api = await startApi({ ...settings, PROJECTOR: 'thread' });
    clients = new Clients([api], county.tokenKey);
    founded = await aCounty(clients);
    const scope = divisionCode('530424000000');
    token = await issueToken(county.tokenKey, { user: 'clerk', role: 'COUNTY_INFORMANT', scope }, '1h');
  }, 120_000);
  afterAll(async () => {
    clients.leave();
    await api.stop();
    await county.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (path: string, body?: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${api.url}${path}`, { headers, ...sent });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };

  const sizeOf = (file: string): number => statSync(join(folder, file)).size;
  const household = (n: number): string => `/households/${founded.households[n] ?? ''}`;
  const unavailable = (code: string): object => ({ status: 503, body: { code } });

  /** What health says of all projections and policies together. */
  const behind = async (): Promise<readonly boolean[]> => {
    const { body } = await ask('/health/ready');
    const told = body['projections'] as readonly { readonly behind: boolean }[];
    return [...new Set(told.map((one) => one.behind))];
  };

  it('hands out no old row as a new one while its log still takes what its views do not', async () => {
    const room = sizeOf('views.db-wal');
    expect(sizeOf('events.db-wal')).toBeLessThan(room / 2);
    api.leaveRoom(room);
    const clerk = clients.as('COUNTY_INFORMANT');
    const { position } = await clerk.does(`${household(0)}/record-industry-will`, { industries: ['GRAPE'] });
    expect(await ask(household(0))).toMatchObject({ status: 200, body: { industries: ['FRUIT'] } });
    expect(await ask(`${household(0)}?after=${position}`)).toMatchObject(unavailable('PROJECTION_BEHIND'));
    expect(await behind()).toContain(true);
  });

  it('acknowledges nothing once its log takes nothing either, and goes on answering who asks', async () => {
    api.leaveRoom(1);
    const before = await county.store.head();
    expect(await ask('/households', registration(1))).toMatchObject(unavailable('KEYS_UNAVAILABLE'));
    const will = { industries: ['GRAPE'] };
    expect(await ask(`${household(1)}/record-industry-will`, will)).toMatchObject(
      unavailable('LOG_UNAVAILABLE'),
    );
    expect(await ask(household(1))).toMatchObject({ status: 200, body: { industries: ['FRUIT'] } });
    expect((await ask('/health/live')).status).toBe(200);
    expect(await county.store.head()).toBe(before);
  });

  it('goes on by itself when there is room again, its projector too, and has lost nothing', async () => {
    const waiting = clients.as('COUNTY_INFORMANT').does('/households', registration(1));
    expect(await ask('/households', registration(2))).toMatchObject(unavailable('KEYS_UNAVAILABLE'));
    api.leaveRoom(null);
    await waiting;
    await expectWhole(county, clients.acknowledged, new ViewsFromZero());
    expect(await ask(household(0))).toMatchObject({ body: { industries: ['GRAPE'] } });
    expect(await behind()).toEqual([false]);
  });
});
