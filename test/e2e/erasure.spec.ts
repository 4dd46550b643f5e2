import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '@county/backup/backing-up';
import { restoreBackup } from '@county/backup/restoring';
import { openCounty } from '@county/county';
import { listFromLog } from '@county/erasing';
import { verify } from '@event-store/verify';
import { aCounty, documentNo, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';
import { settingsIn } from './small-county';

interface Head {
  readonly personId: string;
  readonly head: Readonly<Record<string, string>>;
}

const FORGOTTEN = { headName: null, documentNo: null };

/** From the request of a household to a county that was brought back and does not know it any more. Each test follows the one before. */
describe('the personal data of a household', () => {
  const root = mkdtempSync(join(tmpdir(), 'shuangbang-erasure-'));
  let county: RunningCounty;
  let founded: Founded;
  let [head, informant, signer, auditor]: Session[] = [];
  let householdId = '';
  let person = '';
  let sealed: Readonly<Record<string, string>> = {};
  let before: object = {};
  const session = (one: Session | undefined): Session => one as Session;
  const erasure = () => session(auditor).sees(`/erasures/${householdId}`);
  const opened = async (): Promise<object> => county.county.vault.open(person, sealed);

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    householdId = founded.households[0] ?? '';
    head = county.as('HOUSEHOLD', '530424102201', { user: 'head', subjectId: householdId });
    informant = county.as('COUNTY_INFORMANT', '530424000000', { user: 'clerk' });
    signer = county.as('COUNTY_SIGNER', '530424000000', { user: 'signer' });
    auditor = county.as('AUDITOR');
    const [registered] = await county.county.store.readStream(`household-${householdId}`);
    sealed = registered?.data['head'] as typeof sealed;
    person = registered?.data['personId'] as string;
    before = await session(informant).sees(`/households/${householdId}`);
    await makeBackup(county.county.settings, join(root, 'before'));
  }, 120_000);

  afterAll(async () => {
    await county.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('may be asked to be erased by the household itself', async () => {
    const asked = { subjectKind: 'HOUSEHOLD', subjectId: householdId, basis: 'CONSENT_WITHDRAWN' };
    const { id } = await session(head).does('/erasures', asked);
    expect(id).toBe(householdId);
    const neighbour = { ...asked, subjectId: founded.households[1] };
    expect((await session(head).post('/erasures', neighbour)).status).toBe(403);
  });

  it('is decided on by another person', async () => {
    const same = county.as('COUNTY_SIGNER', '530424000000', { user: 'head' });
    const answer = await same.post(`/erasures/${householdId}/approve`);
    expect([answer.status, answer.body.code]).toEqual([409, 'ERASURE_DECIDED_BY_REQUESTER']);
    await session(signer).does(`/erasures/${householdId}/approve`);
    expect(await erasure()).toMatchObject({ state: 'APPROVED', dueOn: '2025-03-18' });
  });

  it('stays until the waiting period is over', async () => {
    await county.goTo('2025-03-17');
    expect(await erasure()).toMatchObject({ state: 'APPROVED' });
    expect(await opened()).toMatchObject({ headName: expect.any(String) });
  });

  it('can be opened by nobody afterwards, and there is a certificate', async () => {
    await county.goTo('2025-03-18');
    const line = await erasure();
    expect(line).toMatchObject({ state: 'CERTIFIED', certificateNo: expect.stringMatching(/^SC-20250318-/) });
    expect(line.keysDestroyed).toEqual([{ subject: person, key: sealed['headName']?.split('.')[1] }]);
    expect(await opened()).toEqual(FORGOTTEN);
    const history = await session(auditor).sees(`/history/erasure/${householdId}`);
    expect(history.items.map(({ type }: { type: string }) => type)).toEqual([
      ...['ErasureRequested', 'ErasureApproved', 'ErasureCarriedOut', 'ErasureCertified'],
    ]);
  });

  it('is told to the household that asked: that it was approved, by when, and that it is done', async () => {
    const [line] = (await session(head).sees('/erasures')).items as readonly object[];
    const told = { state: 'CERTIFIED', approvedBy: 'signer', dueOn: '2025-03-18', householdId };
    expect(line).toMatchObject({ id: householdId, ...told });
    expect(await session(head).sees(`/erasures/${householdId}`)).toMatchObject(told);
    const story = await session(head).sees(`/history/erasure/${householdId}`);
    expect(story).toMatchObject({ total: 4 });
    const neighbour = county.as('HOUSEHOLD', '530424102201', {
      ...{ user: 'neighbour', subjectId: founded.households[1] ?? '' },
    });
    expect((await neighbour.sees('/erasures')).items).toEqual([]);
    for (const path of [`/erasures/${householdId}`, `/history/erasure/${householdId}`])
      expect([path, (await neighbour.get(path)).status]).toEqual([path, 404]);
  });

  it('leaves the chain whole and every figure as it was', async () => {
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
    const { at: _then, head: _masked, ...row } = before as { readonly at?: object; readonly head?: object };
    expect(await session(informant).sees(`/households/${householdId}`)).toMatchObject(row);
  });

  it.each([
    ['now', {}],
    ['as of a day before', { asOf: '2025-03-10' }],
    ['as known on a day before', { knownAt: '2025-03-10' }],
  ])('is not left behind a mask either: %s it is said to be erased', async (_when, moment) => {
    expect(before).toMatchObject({ head: { headName: '示****', documentNo: '9999**********0017' } });
    const erased = { headName: '已删除', documentNo: '已删除', phone: null };
    expect((await session(informant).sees(`/households/${householdId}`, moment)).head).toEqual(erased);
    const { items } = await session(informant).sees('/households', moment);
    const heads = items.map((row: { readonly id: string; readonly head: { readonly headName: string } }) => [
      ...[row.id === householdId, row.head.headName],
    ]);
    expect(heads).toHaveLength(founded.households.length);
    for (const [isErased, name] of heads) expect(name).toBe(isErased ? '已删除' : '示****');
  });

  it('leaves nobody a hash to try numbers against: not in the state, the story or a dry run', async () => {
    const covered = { documentFingerprint: '***', lookUpKey: '***' };
    for (const reader of [session(auditor), county.as('PAIRED_CADRE', '530424102201')]) {
      expect(await reader.sees(`/history/household/${householdId}/state`)).toMatchObject({ state: covered });
      const { items } = await reader.sees(`/history/household/${householdId}`);
      expect(items[0].data).toMatchObject(covered);
    }
    const next = { headName: '示例新户主', documentNo: documentNo(99) };
    const path = `/households/${householdId}/change-head`;
    const { body } = await session(informant).post(path, next, { dryRun: true });
    expect(body).toMatchObject({
      ...{ dryRun: true, events: [{ type: 'HeadChanged', data: covered }] },
      ...{ before: { ...covered, formerDocuments: [] }, after: { ...covered, formerDocuments: ['***'] } },
    });
  });

  it('gives way to the next head, who is sealed under a key of his own', async () => {
    const next = { headName: '示例新户主', documentNo: documentNo(99) };
    await session(informant).does(`/households/${householdId}/change-head`, next);
    const changed = (await county.county.store.readStream(`household-${householdId}`)).at(-1);
    const { head, personId } = changed?.data as { readonly head: typeof sealed; readonly personId: string };
    expect(await county.county.vault.open(personId, head)).toEqual(next);
    expect(await opened()).toEqual(FORGOTTEN);
  });

  it('does not come back with an older backup: the list of erasures is applied before anything is served', async () => {
    const folder = join(root, 'restored');
    const list = county.county.settings.erasureList;
    await restoreBackup(join(root, 'before'), settingsIn(folder), list);
    copyFileSync(join(county.county.settings.dataDir, 'master.key'), join(folder, 'master.key'));
    const without = openCounty(settingsIn(folder));
    expect(await without.vault.open(person, sealed)).not.toEqual(FORGOTTEN);
    await without.close();
    const back = await RunningCounty.openAt(folder, '2025-03-20');
    expect(await back.county.vault.open(person, sealed)).toEqual(FORGOTTEN);
    const neighbour = await back.county.store.readStream(`household-${founded.households[1] ?? ''}`);
    const { head, personId } = neighbour[0]?.data as { head: { headName: string }; personId: string };
    expect(await back.county.vault.open(personId, { headName: head.headName })).toEqual({
      headName: '示例户主2',
    });
    await back.stop();
  }, 60_000);

  it('is found in the log where the list was lost', async () => {
    const { county: living } = county;
    const settings = { ...living.settings, erasureList: join(root, 'lost.jsonl') };
    expect(await listFromLog({ ...living, settings })).toBe(1);
    expect(await listFromLog({ ...living, settings })).toBe(0);
    const entries = (path: string) => readFileSync(path, 'utf8');
    expect(entries(settings.erasureList)).toBe(entries(living.settings.erasureList));
  });

  it('is not in a later backup either, which brings its own list', async () => {
    const { erasures } = await makeBackup(county.county.settings, join(root, 'after'));
    expect(erasures).not.toBeNull();
    const folder = join(root, 'later');
    await restoreBackup(join(root, 'after'), settingsIn(folder));
    expect(readFileSync(join(folder, 'erasures.jsonl'), 'utf8')).toContain(person);
    appendFileSync(join(root, 'after', 'erasures.jsonl'), '\n');
    await expect(restoreBackup(join(root, 'after'), settingsIn(join(root, 'forged')))).rejects.toThrow(
      'erasures.jsonl is missing, or not what was backed up',
    );
    const gone = join(root, 'no such list');
    await expect(
      restoreBackup(join(root, 'before'), settingsIn(join(root, 'unlisted')), gone),
    ).rejects.toThrow('there is no');
  });

  it('of a former head goes without that of the present one', async () => {
    const heads = (): Promise<readonly Head[]> =>
      county.county.store
        .readStream(`household-${householdId}`)
        .then((events) => events.filter(({ data }) => 'head' in data).map(({ data }) => data as never));
    const third = { headName: '示例第三户主', documentNo: documentNo(98) };
    await session(informant).does(`/households/${householdId}/change-head`, third);
    const [, former, present] = (await heads()) as [Head, Head, Head];
    const id = former.personId;
    const asked = { subjectKind: 'PERSON', subjectId: id, householdId, basis: 'PURPOSE_FULFILLED' };
    await session(informant).does('/erasures', asked);
    await session(signer).does(`/erasures/${id}/approve`);
    await county.goTo('2025-04-05');
    const line = await session(auditor).sees(`/erasures/${id}`);
    expect(line).toMatchObject({ state: 'CERTIFIED', subjectKind: 'PERSON', householdId });
    expect(line.keyDestroyed).toBe(former.head['headName']?.split('.')[1]);
    expect(await county.county.vault.open(id, former.head)).toEqual(FORGOTTEN);
    expect(await county.county.vault.open(present.personId, present.head)).toEqual(third);
  });

  it('of an account goes when it is disabled, and nobody can use it again', async () => {
    const admin = county.as('ADMIN', '530424000000', { user: 'admin' });
    const leaver = { login: 'leaver', division: '530424000000', name: '示例离职者' };
    const id = (await admin.does('/users', leaver)).id as string;
    const asked = { subjectKind: 'USER', subjectId: id, basis: 'PURPOSE_FULFILLED' };
    const early = await admin.post('/erasures', asked);
    expect([early.status, early.body.code]).toEqual([409, 'ERASURE_OF_ACCOUNT_IN_USE']);
    await admin.does(`/users/${id}/disable`, { reason: '离职' });
    await admin.does('/erasures', asked);
    await session(signer).does(`/erasures/${id}/approve`);
    await county.goTo('2025-04-30');
    expect(await session(auditor).sees(`/erasures/${id}`)).toMatchObject({ state: 'CERTIFIED' });
    const [registered] = await county.county.store.readStream(`user-${id}`);
    const name = registered?.data['person'] as typeof sealed;
    expect(await county.county.vault.open(id, name)).toEqual({ name: null });
    const enabling = await admin.post(`/users/${id}/enable`);
    expect([enabling.status, enabling.body.code]).toEqual([409, 'USER_FORGOTTEN']);
  });
});
