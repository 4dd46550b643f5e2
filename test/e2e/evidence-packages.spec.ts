import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { EVIDENCE_JOBS } from '@county/evidence/controller';
import { EvidenceJobs } from '@county/evidence/jobs';
import type { KnownPackage } from '@county/evidence/known-package';
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
    const { status, body: job } = await session.post('/evidence-packages', { purpose: '核查', ...body });
    expect([status, job.state]).toEqual([202, 'QUEUED']);
    await county.app.get<EvidenceJobs>(EVIDENCE_JOBS).idle();
    return (await session.get(`/evidence-packages/${job.id as string}`)).body;
  };

  const unpacked = async (session: Session, id: string) => {
    const file = await county.http
      .get(`/evidence-packages/${id}/file`)
      .set('authorization', `Bearer ${await county.token(session.actor)}`)
      .responseType('blob');
    const files = unzipSync(file.body as Buffer);
    return (name: string): string => Buffer.from(files[name] ?? new Uint8Array()).toString();
  };

  const figuresIn = async (session: Session, id: string) =>
    JSON.parse((await unpacked(session, id))('figures.json')) as readonly { readonly division: string }[];

  it('are asked for, made meanwhile, and fetched as one file of the sum that was told', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.cooperative });
    expect(job).toMatchObject({
      ...{ state: 'DONE', recipient: 'AUDITOR', error: null, requestedBy: { role: 'AUDITOR' } },
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
    expect(pointers).toEqual(new Set(['/kind', '/name', '/recipient', '/purpose']));
    const backwards = { kind: 'period', name: '2025-12-31..2025-01-01', purpose: '核查' };
    const name = await auditor.post('/evidence-packages', backwards);
    expect([name.status, name.body.code, name.body.errors[0].pointer]).toEqual([
      ...[409, 'EVIDENCE_SUBJECT_NOT_NAMED', '/name'],
    ]);
  });

  it('fail visibly where there is nothing to prove, and then give no file', async () => {
    const job = await made(auditor, { kind: 'agreement', name: founded.cooperative });
    expect(job).toMatchObject({ state: 'FAILED', result: null, error: { code: 'REFUSED' } });
    const file = await auditor.get(`/evidence-packages/${job.id as string}/file`);
    expect([file.status, file.body.code]).toEqual([422, 'EVIDENCE_NOT_READY']);
  });

  it('reach no further than the division of whoever asks, and are not shown to others', async () => {
    const sibling = county.as('AUDITOR', '530424102202');
    const beside = { kind: 'division', name: '530424102201', purpose: '核查' };
    const outside = await sibling.post('/evidence-packages', beside);
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

  it('show why somebody cannot take part to auditors alone, whoever asks and whoever fetches', async () => {
    const [household = ''] = founded.households;
    await county.as('VILLAGE_INFORMANT', '530424102201').does(`/households/${household}/assess-eligibility`, {
      ...{ hasDevelopmentConditions: false, isWilling: true, reasonIfNot: 'AGE_OR_ILLNESS' },
    });
    const subject = { kind: 'household', name: household };
    const whole = await made(auditor, subject);
    expect((await unpacked(auditor, whole.id as string))('events.jsonl')).toContain('AGE_OR_ILLNESS');
    for (const role of ['ADMIN', 'SUPERVISOR'] as const) {
      const other = county.as(role);
      const refused = await other.post('/evidence-packages', {
        ...subject,
        recipient: 'AUDITOR',
        purpose: '核查',
      });
      expect([refused.status, refused.body.errors]).toMatchObject([
        ...[409, [{ code: 'EVIDENCE_NOT_OF_ROLE', pointer: '/recipient' }]],
      ]);
      const fetched = await other.get(`/evidence-packages/${whole.id as string}/file`);
      expect([fetched.status, fetched.body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
      const { id, recipient, result } = await made(other, subject);
      expect([recipient, result.masked > 0]).toEqual(['SUPERVISOR', true]);
      const fileOf = await unpacked(other, id as string);
      expect(fileOf('events.jsonl')).toContain('"reasonIfNot":"***"');
      for (const name of ['events.jsonl', 'figures.json', 'explanations.json', 'report.html'])
        expect([name, /AGE_OR_ILLNESS|年老/.test(fileOf(name))]).toEqual([name, false]);
    }
    const { items } = await auditor.sees(`/history/evidencePackage/${whole.id as string}`, {
      kind: 'EvidencePackageTakenAway',
    });
    expect(items.map(({ who }: { who: { actor: string } }) => who.actor)).toEqual(['auditor']);
  });

  const jobs = (): EvidenceJobs => county.app.get<EvidenceJobs>(EVIDENCE_JOBS);

  it('need no new seal where nothing of the subject is new', async () => {
    const supervisor = county.as('SUPERVISOR');
    const entity = { kind: 'entity', name: founded.otherCooperative, recipient: 'SUPERVISOR' };
    const [first, second] = [await made(supervisor, entity), await made(supervisor, entity)];
    expect([first.state, second.result.code]).toEqual(['DONE', first.result.code]);
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
    for (const id of [randomUUID(), randomUUID()]) {
      line.requireRoom();
      void line.takeUp(id);
    }
    expect(() => {
      line.requireRoom();
    }).toThrow('EVIDENCE_QUEUE_FULL');
    await line.idle();
    line.requireRoom();
    await line.onModuleDestroy();
  });

  it('are asked for once where the request is repeated', async () => {
    const asked = { kind: 'entity', name: founded.enterprise, purpose: '核查' };
    const twice = { headers: { 'idempotency-key': 'evidence-1' } };
    const first = await auditor.does('/evidence-packages', asked, twice);
    await jobs().idle();
    const second = await auditor.does('/evidence-packages', asked, twice);
    expect([second.id, second.state]).toEqual([first.id, 'DONE']);
    const other = await auditor.post('/evidence-packages', { ...asked, recipient: 'PUBLIC' }, twice);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('are deleted when they were kept for as many days as the county keeps them', async () => {
    const job = await made(auditor, { kind: 'entity', name: founded.enterprise });
    const days = county.county.settings.evidenceKeepDays;
    expect(Date.parse(job.expiresAt as string) - Date.parse(job.finishedAt as string)).toBe(
      days * 86_400_000,
    );
    const { path = '' } = jobs().fileOf((await jobs().find(job.id as string)) as KnownPackage) ?? {};
    county.clock.later(days * 86_400_000 - 1);
    await jobs().sweep();
    expect(existsSync(path)).toBe(true);
    county.clock.later(1);
    await jobs().sweep();
    expect(existsSync(path)).toBe(false);
    expect((await auditor.get(`/evidence-packages/${job.id as string}`)).body.state).toBe('EXPIRED');
    const file = await auditor.get(`/evidence-packages/${job.id as string}/file`);
    expect([file.status, file.body.code]).toEqual([422, 'EVIDENCE_EXPIRED']);
    expect((await auditor.get(`/evidence-packages/${randomUUID()}`)).status).toBe(404);
  });

  it('leave on record who asked, for whom and what for, and who took which file away', async () => {
    const purpose = '核查分红';
    const job = await made(auditor, {
      ...{ kind: 'household', name: founded.households[0], recipient: 'SUPERVISOR', purpose },
    });
    expect(job).toMatchObject({ state: 'DONE', purpose });
    const supervisor = county.as('SUPERVISOR', '530424000000', { user: 'boss' });
    await supervisor.get(job.file as string);
    const list = { name: founded.households[0], takenBy: 'boss' };
    const { items } = await county.as('ADMIN').sees('/evidence-packages', list);
    const taking = { by: 'boss', role: 'SUPERVISOR', sha256: job.result.sha256 };
    expect(items).toEqual([
      expect.objectContaining({
        ...{ id: job.id, kind: 'household', recipient: 'SUPERVISOR', purpose, requestedBy: 'auditor' },
        ...{ state: 'DONE', sha256: job.result.sha256, takings: [expect.objectContaining(taking)] },
      }),
    ]);
    const story = await supervisor.sees(`/history/evidencePackage/${job.id as string}`);
    expect(story.items.map(({ type }: { type: string }) => type)).toEqual([
      ...['EvidencePackageRequested', 'EvidencePackageBegun', 'EvidencePackageMade'],
      'EvidencePackageTakenAway',
    ]);
  });
});
