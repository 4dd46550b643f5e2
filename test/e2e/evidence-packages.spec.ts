import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { divisionCode } from '@kernel/division-code';
import { EVIDENCE_JOBS } from '@county/evidence/controller';
import { EvidenceJobs } from '@county/evidence/jobs';
import type { Wanted } from '@county/evidence/subject';
import { Busy } from '@http/faults';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

const BY = { user: 'auditor', role: 'AUDITOR' };

const wantedOf = (id: string): Required<Wanted> => ({
  ...{ subject: { kind: 'entity', id }, recipient: 'AUDITOR', scope: divisionCode('530424000000') },
});

describe('packages of evidence over HTTP', () => {
  let county: RunningCounty;
  let founded: Founded;
  let auditor: Session;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    auditor = county.as('AUDITOR');
  }, 60_000);

  afterAll(() => county.stop());

  const made = async (session: Session, body: object) => {
    const { status, body: job } = await session.post('/evidence-packages', body);
    expect([status, job.status]).toEqual([202, 'QUEUED']);
    await county.app.get<EvidenceJobs>(EVIDENCE_JOBS).idle();
    return (await session.get(`/evidence-packages/${job.id as string}`)).body;
  };

  const figuresIn = async (session: Session, id: string) => {
    const file = await county.http
      .get(`/evidence-packages/${id}/file`)
      .set('authorization', `Bearer ${await county.token(session.actor)}`)
      .responseType('blob');
    const { 'figures.json': figures = new Uint8Array() } = unzipSync(file.body as Buffer);
    return JSON.parse(Buffer.from(figures).toString()) as readonly { readonly division: string }[];
  };

  it('are asked for, made meanwhile, and fetched as one file of the sum that was told', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.cooperative });
    expect(job).toMatchObject({
      ...{ status: 'DONE', recipient: 'AUDITOR', error: null, requestedBy: { role: 'AUDITOR' } },
      subject: { kind: 'entity', id: founded.cooperative },
    });
    const token = await county.token(auditor.actor);
    const file = await county.http
      .get(job.file as string)
      .set('authorization', `Bearer ${token}`)
      .responseType('blob');
    const bytes = file.body as Buffer;
    expect(file.headers['content-type']).toBe('application/zip');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.result.sha256);
    expect(Object.keys(unzipSync(bytes))).toContain('verify.mjs');
  });

  it('are refused with every fault where they are asked for wrongly', async () => {
    const wrong = await auditor.post('/evidence-packages', { kind: 'rumour', recipient: 'PRESS' });
    expect(wrong.status).toBe(400);
    const pointers = new Set(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer));
    expect(pointers).toEqual(new Set(['/kind', '/name', '/recipient']));
    const name = await auditor.post('/evidence-packages', { kind: 'period', name: '2025-12-31..2025-01-01' });
    expect([name.status, name.body.errors[0].pointer]).toEqual([400, '/name']);
  });

  it('fail visibly where there is nothing to prove, and then give no file', async () => {
    const job = await made(auditor, { kind: 'agreement', name: founded.cooperative });
    expect(job).toMatchObject({ status: 'FAILED', result: null, error: { code: 'REFUSED' } });
    const file = await auditor.get(`/evidence-packages/${job.id as string}/file`);
    expect([file.status, file.body.code]).toEqual([422, 'EVIDENCE_NOT_READY']);
  });

  it('reach no further than the division of whoever asks, and are not shown to others', async () => {
    const sibling = county.as('AUDITOR', '530424102202');
    const outside = await sibling.post('/evidence-packages', { kind: 'division', name: '530424102201' });
    expect([outside.status, outside.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    const entity = await made(sibling, { kind: 'entity', name: founded.cooperative });
    expect(entity.error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('lies outside') });
    const period = await made(sibling, { kind: 'period', name: '2024-01-08..2024-01-08' });
    const whole = await made(auditor, { kind: 'period', name: '2024-01-08..2024-01-08' });
    expect(period.result.events).toBeLessThan(whole.result.events as number);
    const figures = await figuresIn(sibling, period.id as string);
    expect(figures.map(({ division }) => division)).toEqual(['530424102202']);
    const hidden = await sibling.get(`/evidence-packages/${whole.id as string}`);
    expect([hidden.status, hidden.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
  });

  const jobs = (): EvidenceJobs => county.app.get<EvidenceJobs>(EVIDENCE_JOBS);

  it('need no new seal where nothing of the subject is new', async () => {
    const supervisor = county.as('SUPERVISOR');
    const entity = { kind: 'entity', name: founded.otherCooperative, recipient: 'SUPERVISOR' };
    const [first, second] = [await made(supervisor, entity), await made(supervisor, entity)];
    expect([first.status, second.result.code]).toEqual(['DONE', first.result.code]);
    await county.as('TOWN_INFORMANT').does(`/entities/${founded.otherCooperative}/change-head`, {
      managerName: '示例负责人二',
    });
    expect((await made(supervisor, entity)).result.code).not.toBe(first.result.code);
  });

  it('are kept by nobody on the way: no answer that holds evidence is stored', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.enterprise });
    for (const path of ['', '/file']) {
      const { status, headers } = await auditor.get(`/evidence-packages/${job.id as string}${path}`);
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'no-store']);
    }
  });

  it('wait in a line of so many, and no longer one', async () => {
    const short = { ...county.county, settings: { ...county.county.settings, evidenceQueue: 2 } };
    const line = new EvidenceJobs(short);
    const wanted = wantedOf(founded.cooperative);
    const ids = [line.request(wanted, BY), line.request(wanted, BY)].map(({ id }) => id);
    expect(() => line.request(wanted, BY)).toThrow(Busy);
    await line.idle();
    expect(ids.map((id) => line.find(id)?.status)).toEqual(['DONE', 'DONE']);
    line.request(wanted, BY);
    await line.onModuleDestroy();
  });

  it('are deleted when they were kept for as many days as the county keeps them', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.enterprise });
    const days = county.county.settings.evidenceKeepDays;
    expect(Date.parse(job.expiresAt as string) - Date.parse(job.finishedAt as string)).toBe(
      days * 86_400_000,
    );
    county.clock.later(days * 86_400_000 - 1);
    jobs().sweep();
    expect(existsSync(jobs().fileOf(job.id as string))).toBe(true);
    county.clock.later(1);
    jobs().sweep();
    expect(existsSync(jobs().fileOf(job.id as string))).toBe(false);
    expect((await auditor.get(`/evidence-packages/${job.id as string}`)).body.status).toBe('EXPIRED');
    const file = await auditor.get(`/evidence-packages/${job.id as string}/file`);
    expect([file.status, file.body.code]).toEqual([422, 'EVIDENCE_EXPIRED']);
  });

  it('are served by whoever shares the folder, and elsewhere it is said where they lie', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.enterprise });
    const sharing = new EvidenceJobs(county.county);
    expect(sharing.find(job.id as string)?.status).toBe('DONE');
    await sharing.onModuleDestroy();
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-apart-'));
    const apart = new EvidenceJobs({
      ...county.county,
      settings: { ...county.county.settings, dataDir: folder },
    });
    const other = apart.request(wantedOf(founded.enterprise), BY);
    await apart.onModuleDestroy();
    const asked = await auditor.get(`/evidence-packages/${other.id}`);
    expect([asked.status, asked.body]).toMatchObject([
      409,
      { code: 'EVIDENCE_ELSEWHERE', folder: apart.mark, asked: jobs().mark },
    ]);
    rmSync(folder, { recursive: true });
    expect((await auditor.get(`/evidence-packages/${randomUUID()}`)).status).toBe(404);
  });

  it('that a process left behind when it ended are failed when the next starts', async () => {
    const job = await made(auditor, { kind: 'household', name: founded.households[0] });
    const folder = join(county.county.settings.dataDir, 'evidence');
    const path = join(folder, readdirSync(folder).find((name) => name === `${job.id as string}.json`) ?? '');
    const stored = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...stored, status: 'RUNNING', result: null }));
    expect(new EvidenceJobs(county.county).find(job.id as string)).toMatchObject({
      ...{ status: 'FAILED', error: { code: 'INTERRUPTED' } },
    });
    expect((await auditor.get(`/evidence-packages/${job.id as string}`)).body.status).toBe('FAILED');
  });
});
