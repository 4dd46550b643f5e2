import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE_JOBS } from '@county/evidence/controller';
import { EvidenceJobs } from '@county/evidence/jobs';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

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
    const hidden = await sibling.get(`/evidence-packages/${whole.id as string}`);
    expect([hidden.status, hidden.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
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
