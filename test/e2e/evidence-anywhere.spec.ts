import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { enveloped } from '@command/envelope';
import { createApplication } from '@county/application';
import { openCounty, type County } from '@county/county';
import { EVIDENCE_JOBS } from '@county/evidence/controller';
import { EvidenceJobs } from '@county/evidence/jobs';
import { knownPackage } from '@county/evidence/known-package';
import { TAKE_UP_MS } from '@county/evidence/left-behind';
import { hasBegun } from '@county/evidence/recording';
import { settingsFrom } from '@county/settings';
import { RequestEvidencePackage } from '@oversight/evidence-package/commands';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

/** One county, and two processes that serve it from one log: each has a folder of its own. */
describe('a package of evidence, whichever process is asked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-beside-'));
  let county: RunningCounty;
  let founded: Founded;
  let auditor: Session;
  let beside: County;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03', { EVIDENCE_KEEP_DAYS: '60' });
    founded = await aCounty(county);
    auditor = county.as('AUDITOR');
    const { dataDir } = county.county.settings;
    const settings = settingsFrom({
      ...{ ...county.environment, DATA_DIR: folder, EVENT_STORE: `sqlite:${join(dataDir, 'events.db')}` },
      ...{
        READ_STORE: `sqlite:${join(dataDir, 'views.db')}`,
        KEY_STORE: `sqlite:${join(dataDir, 'keys.db')}`,
      },
      MASTER_KEY: readFileSync(join(dataDir, 'master.key'), 'utf8').trim(),
    });
    beside = openCounty(settings, county.clock);
    app = await createApplication(beside);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await beside.close();
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const jobs = (): EvidenceJobs => county.app.get<EvidenceJobs>(EVIDENCE_JOBS);
  const jobsBeside = (): EvidenceJobs => app.get<EvidenceJobs>(EVIDENCE_JOBS);

  const getBeside = async (path: string, server = app): Promise<Answer> =>
    await supertest(server.getHttpServer())
      .get(path)
      .set('authorization', `Bearer ${await county.token(auditor.actor)}`)
      .responseType('blob');

  const told = ({ body }: Answer): Answer['body'] => JSON.parse(String(body));
  const sumOf = ({ body }: Answer): string =>
    createHash('sha256')
      .update(body as Buffer)
      .digest('hex');

  const madeHere = async (name: string): Promise<Answer['body']> => {
    const { id } = await auditor.does('/evidence-packages', { kind: 'household', name, purpose: '核查' });
    await jobs().idle();
    return (await auditor.get(`/evidence-packages/${id as string}`)).body;
  };

  /** As a process leaves it that is killed: asked for, begun so often, and nobody makes it. */
  const leftBehind = async (keeper: string, attempts: number): Promise<string> => {
    const asked = { kind: 'household', name: founded.households[1], purpose: '核查' };
    const command = Object.assign(new RequestEvidencePackage(), asked);
    const envelope = { commandId: randomUUID(), actor: auditor.actor };
    const { id } = await county.county.dispatcher.dispatch(enveloped(command, envelope));
    for (let attempt = 1; attempt <= attempts; attempt += 1)
      await hasBegun(county.county, await known(id), keeper);
    await county.settle();
    return id;
  };

  const known = async (id: string) => {
    const found = await knownPackage(county.county, id);
    if (found === null) throw new Error(`there is no package ${id}`);
    return found;
  };

  const events = async (id: string): Promise<readonly string[]> =>
    (await known(id)).events.map(({ type }) => type.slice('EvidencePackage'.length));

  it('is told alike, and is the same file byte for byte where another process makes it again', async () => {
    const job = await madeHere(founded.households[0] as string);
    expect(job.state).toBe('DONE');
    const path = `/evidence-packages/${job.id as string}`;
    expect(told(await getBeside(path))).toEqual(job);
    await county.as('TOWN_INFORMANT').does(`/entities/${founded.cooperative}/change-head`, {
      managerName: '示例负责人三',
    });
    county.clock.later(86_400_000);
    const [here, there] = [await getBeside(`${path}/file`, county.app), await getBeside(`${path}/file`)];
    expect([here.status, there.status]).toEqual([200, 200]);
    expect([sumOf(here), sumOf(there)]).toEqual([job.result.sha256, job.result.sha256]);
    expect(await events(job.id as string)).toEqual(['Requested', 'Begun', 'Made', 'TakenAway', 'TakenAway']);
  });

  it('is made anew, and is on record as another, where the person was forgotten meanwhile', async () => {
    const [, , forgotten = ''] = founded.households;
    const job = await madeHere(forgotten);
    const head = county.as('HOUSEHOLD', '530424102201', { user: 'head', subjectId: forgotten });
    const asked = { subjectKind: 'HOUSEHOLD', subjectId: forgotten, basis: 'CONSENT_WITHDRAWN' };
    await head.does('/erasures', asked);
    await county.as('COUNTY_SIGNER').does(`/erasures/${forgotten}/approve`);
    await county.goTo('2025-03-20');
    const path = `/evidence-packages/${job.id as string}`;
    const file = await getBeside(`${path}/file`);
    const { result } = told(await getBeside(path));
    expect([file.status, sumOf(file)]).toEqual([200, result.sha256]);
    expect(result.sha256).not.toBe(job.result.sha256);
    expect(result.events).toBeGreaterThan(job.result.events as number);
    expect(await events(job.id as string)).toEqual(['Requested', 'Begun', 'Made', 'Made', 'TakenAway']);
  });

  it('is fetched a little later where making it again takes longer than anybody waits', async () => {
    const job = await madeHere(founded.households[0] as string);
    const path = `/evidence-packages/${job.id as string}/file`;
    const hasty = { ...beside, settings: { ...beside.settings, afterDeadlineMs: 0 } };
    const server = await createApplication(hasty);
    const soon = await getBeside(path, server);
    expect([soon.status, told(soon).code, soon.headers['retry-after']]).toEqual([
      503,
      'EVIDENCE_BEING_MADE',
      '5',
    ]);
    await server.get<EvidenceJobs>(EVIDENCE_JOBS).idle();
    expect((await getBeside(path, server)).status).toBe(200);
    await server.close();
  });

  it('is made by the process that begins in the place of the one that was killed', async () => {
    const here = (await known((await madeHere(founded.households[1] as string)).id as string)).state.keeper;
    const id = await leftBehind(here as string, 1);
    const begun = new EvidenceJobs(county.county);
    await begun.sweep();
    await begun.idle();
    expect(await events(id)).toEqual(['Requested', 'Begun', 'Begun', 'Made']);
    await begun.onModuleDestroy();
  });

  it('is taken up by another process where nothing was heard of it for a quarter of an hour', async () => {
    const id = await leftBehind('elsewhere', 1);
    county.clock.later(TAKE_UP_MS - 1);
    await jobsBeside().sweep();
    await jobsBeside().idle();
    expect(await events(id)).toEqual(['Requested', 'Begun']);
    county.clock.later(1);
    await jobsBeside().sweep();
    await Promise.all([jobsBeside().idle(), jobs().idle()]);
    expect((await auditor.get(`/evidence-packages/${id}`)).body.state).toBe('DONE');
  });

  it('fails with a reason where whoever makes it ends, again and again', async () => {
    const id = await leftBehind('elsewhere', 3);
    county.clock.later(TAKE_UP_MS);
    await jobsBeside().sweep();
    await jobsBeside().idle();
    const { body } = await auditor.get(`/evidence-packages/${id}`);
    expect(body).toMatchObject({ state: 'FAILED', result: null, error: { code: 'INTERRUPTED' } });
    const file = await auditor.get(`/evidence-packages/${id}/file`);
    expect([file.status, file.body.code]).toEqual([422, 'EVIDENCE_NOT_READY']);
  });
});
