import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '@county/backup/backing-up';
import { restoreBackup } from '@county/backup/restoring';
import { rotateLookUpKey } from '@county/look-up-key-rotation';
import { verify } from '@event-store/verify';
import { aCounty, documentNo, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';
import { settingsIn } from './small-county';

type Sealed = Readonly<Record<string, string>>;
type Data = Readonly<Record<string, unknown>>;

const HOME = '530424102201';
const CLEAR = /示例妻子|示例长子|示例次子|99999919700101|CHRONIC_ILLNESS|昆明市/;

/** A family from its first list of members to the day on which nobody of it is known any more. Each test follows the one before. */
describe('the members of a household', () => {
  const root = mkdtempSync(join(tmpdir(), 'shuangbang-members-'));
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, head, signer, auditor]: Session[] = [];
  let [householdId, neighbour, wife, eldest, second, father] = ['', '', '', '', '', ''];
  const session = (one: Session | undefined): Session => one as Session;

  const member = (memberName: string, index: number, changed: object = {}): object => ({
    ...{ memberName, documentNo: documentNo(index), relationToHead: 'CHILD', cause: 'LISTED' },
    ...{ populationCount: 4, labourCount: 2, ...changed },
  });
  const does = (path: string, body: object, id = householdId) =>
    session(clerk).does(`/households/${id}/${path}`, body);
  const refused = async (path: string, body: object, id = householdId): Promise<readonly unknown[]> => {
    const answer = await session(clerk).post(`/households/${id}/${path}`, body);
    return [answer.status, answer.body.code];
  };
  const row = async (): Promise<Answer['body']> => session(clerk).sees(`/households/${householdId}`);
  const newest = async (): Promise<string> => (await row()).members.at(-1).personId;
  const lastSealed = async (personId: string): Promise<Sealed> => {
    const events = await county.county.store.readStream(`household-${householdId}`);
    const mine = events.findLast(
      ({ data }) => data['personId'] === personId && ('member' in data || 'head' in data),
    );
    return ((mine?.data as Data)['member'] ?? (mine?.data as Data)['head']) as Sealed;
  };
  const isForgotten = async (personId: string, where = county): Promise<boolean> =>
    Object.values(await where.county.vault.open(personId, await lastSealed(personId))).every(
      (text) => text === null,
    );
  const reading = (personId: string, fields: readonly string[], purpose = 'SERVICE') => ({
    ...{ subjectKind: 'PERSON', subjectId: personId, householdId, fields, purpose },
  });
  const lookedUp = async (index: number): Promise<readonly unknown[]> => {
    const sought = { numberKind: 'DOCUMENT', number: documentNo(index), division: HOME, purpose: 'SERVICE' };
    const { disclosed } = await session(clerk).does('/personal-reads/look-ups', sought);
    return disclosed.found.map((found: Data) => [found['householdId'], found['personId']]);
  };

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    [householdId, neighbour] = [founded.households[0] ?? '', founded.households[2] ?? ''];
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    head = county.as('HOUSEHOLD', HOME, { user: 'head', subjectId: householdId });
    signer = county.as('COUNTY_SIGNER', '530424000000', { user: 'signer' });
    auditor = county.as('AUDITOR');
  }, 60_000);

  afterAll(async () => {
    await county.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('are listed by what they are to the head, and shown to nobody by name', async () => {
    const ill = { relationToHead: 'SPOUSE', health: 'CHRONIC_ILLNESS', education: 'PRIMARY_SCHOOL' };
    await does('add-member', member('示例妻子', 61, ill));
    wife = await newest();
    await does(
      'add-member',
      member('示例长子', 62, { workPlace: '昆明市', workMonths: 8, hasPension: false }),
    );
    eldest = await newest();
    await does('add-member', member('示例次子', 63, { cause: 'BORN', populationCount: 5 }));
    second = await newest();
    const shown = await row();
    expect(shown).toMatchObject({ populationCount: 5, labourCount: 2 });
    expect(shown.members).toEqual([
      { personId: wife, relationToHead: 'SPOUSE' },
      { personId: eldest, relationToHead: 'CHILD' },
      { personId: second, relationToHead: 'CHILD' },
    ]);
    father = shown.headId;
    expect(JSON.stringify(shown)).not.toMatch(CLEAR);
    await makeBackup(county.county.settings, join(root, 'before'));
  });

  it('are of one household, listed once, and no more than it counts', async () => {
    expect(await refused('add-member', member('示例长子', 62), neighbour)).toEqual([
      ...[409, 'DOCUMENT_ALREADY_REGISTERED'],
    ]);
    expect(await refused('add-member', member('示例长子', 62))).toEqual([409, 'MEMBER_ALREADY_LISTED']);
    const fewer = { populationCount: 3, labourCount: 2, reason: '核实' };
    expect(await refused('correct-data', fewer)).toEqual([409, 'MEMBERS_EXCEED_POPULATION']);
  });

  it('are read in clear by who has the right and a purpose, and the household sees who did', async () => {
    const fields = ['memberName', 'documentNo', 'health', 'workMonths'];
    const { disclosed } = await session(clerk).does('/personal-reads', reading(wife, fields));
    expect(disclosed).toEqual({
      ...{ memberName: '示例妻子', documentNo: documentNo(61) },
      ...{ health: 'CHRONIC_ILLNESS', workMonths: null },
    });
    const calling = await session(clerk).post('/personal-reads', reading(wife, ['health'], 'CONTACT'));
    expect([calling.status, calling.body.code]).toEqual([409, 'FIELD_NOT_FOR_PURPOSE']);
    const stranger = await session(clerk).post('/personal-reads', {
      ...reading(wife, ['health']),
      householdId: neighbour,
    });
    expect([stranger.status, stranger.body.code]).toEqual([409, 'PERSON_UNKNOWN']);
    const none = await session(clerk).post('/personal-reads', {
      ...reading(wife, ['health']),
      householdId: undefined,
    });
    expect([none.status, none.body.code]).toEqual([409, 'HOUSEHOLD_OF_PERSON']);
    const others = county.as('HOUSEHOLD', HOME, { user: 'other', subjectId: neighbour });
    const foreign = await others.post('/personal-reads', reading(wife, ['health'], 'OWN_DATA'));
    expect([foreign.status, foreign.body.code]).toEqual([403, 'NOT_YOUR_SUBJECT']);
    const seen = (await session(head).sees('/personal-reads/own')).items;
    const read = seen.filter(({ subjectKind }: { subjectKind: string }) => subjectKind === 'PERSON');
    expect(read).toMatchObject([{ personId: wife, reader: 'village-clerk', fields }]);
    expect(seen).toContainEqual(
      expect.objectContaining({ purpose: 'REGISTRATION', reader: 'village-clerk' }),
    );
    const listed = await session(auditor).sees(`/personal-reads?personId=${wife}`);
    expect(listed.items).toHaveLength(1);
  });

  it('are found by their document, also under the next key of look-ups', async () => {
    expect(await lookedUp(62)).toEqual([[householdId, eldest]]);
    await rotateLookUpKey(county.county, { lingerMs: 0 });
    await county.settle();
    expect([await lookedUp(62), await lookedUp(1)]).toEqual([
      [[householdId, eldest]],
      [[householdId, undefined]],
    ]);
    expect(await refused('add-member', member('示例长子', 62), neighbour)).toEqual([
      ...[409, 'DOCUMENT_ALREADY_REGISTERED'],
    ]);
  });

  it('follow as head under the own key, and the head before stays', async () => {
    const next = { headName: '示例长子', documentNo: documentNo(62) };
    expect(await refused('change-head', next)).toEqual([409, 'MEMBER_RELATIONS_MISSING']);
    const relations = [
      { personId: wife, relationToHead: 'PARENT' },
      { personId: second, relationToHead: 'SIBLING' },
      { personId: father, relationToHead: 'PARENT' },
    ];
    await does('change-head', { ...next, relations });
    const { headId, members, populationCount } = await row();
    expect([headId, populationCount]).toEqual([eldest, 5]);
    expect(members).toEqual(relations);
    const { disclosed } = await session(clerk).does('/personal-reads', reading(father, ['memberName']));
    expect(disclosed).toEqual({ memberName: '示例户主1' });
  });

  it('leave, and are free to belong to another household', async () => {
    const counts = { populationCount: 4, labourCount: 2 };
    await does('remove-member', { personId: second, cause: 'SPLIT', ...counts, reason: '分户' });
    expect((await row()).populationCount).toBe(4);
    expect(await lookedUp(63)).toEqual([]);
    await does('add-member', member('示例次子', 63, { cause: 'MOVED_IN', populationCount: 5 }), neighbour);
    expect(
      await refused('remove-member', { personId: second, cause: 'SPLIT', ...counts, reason: '分户' }),
    ).toEqual([...[409, 'MEMBER_UNKNOWN']]);
  });

  it('have a history that reads as a story and names nobody', async () => {
    const { items } = await session(auditor).sees(`/history/household/${householdId}`);
    const told = items.map(({ sentence }: { sentence: string }) => sentence).join('\n');
    for (const words of [
      '增加家庭成员',
      '与户主关系：配偶',
      '减少家庭成员',
      '分户',
      '变更户主',
      '重建成员查找索引',
    ])
      expect(told).toContain(words);
    expect(JSON.stringify(items)).not.toMatch(CLEAR);
  });

  it('are forgotten one by one: what is left is that there was somebody', async () => {
    const asked = { subjectKind: 'PERSON', subjectId: wife, householdId, basis: 'CONSENT_WITHDRAWN' };
    await session(head).does('/erasures', asked);
    await session(signer).does(`/erasures/${wife}/approve`);
    const key = (await lastSealed(wife))['memberName']?.split('.')[1];
    await county.goTo('2025-03-18');
    const line = await session(auditor).sees(`/erasures/${wife}`);
    expect(line).toMatchObject({ state: 'CERTIFIED', subjectKind: 'PERSON', householdId, keyDestroyed: key });
    expect(await isForgotten(wife)).toBe(true);
    expect(await isForgotten(father)).toBe(false);
    const { disclosed } = await session(clerk).does(
      '/personal-reads',
      reading(wife, ['memberName', 'health']),
    );
    expect(disclosed).toEqual({ memberName: '已删除', health: '已删除' });
    expect(await lookedUp(61)).toEqual([]);
    expect((await row()).members).toContainEqual({ personId: wife, relationToHead: 'PARENT' });
  });

  it('are forgotten with the household, also those who left, and nothing else changes', async () => {
    const before = await row();
    const asked = { subjectKind: 'HOUSEHOLD', subjectId: householdId, basis: 'CONSENT_WITHDRAWN' };
    await session(head).does('/erasures', asked);
    await session(signer).does(`/erasures/${householdId}/approve`);
    await county.goTo('2025-04-05');
    const { keysDestroyed } = await session(auditor).sees(`/erasures/${householdId}`);
    const subjects = keysDestroyed.map(({ subject }: { subject: string }) => subject);
    expect(subjects.sort()).toEqual([father, eldest, second].sort());
    for (const person of subjects) expect(await isForgotten(person)).toBe(true);
    const { at: _then, head: _masked, ...known } = before;
    const forgotten = { headName: '已删除', documentNo: '已删除' };
    expect(await row()).toMatchObject({ ...known, head: forgotten });
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
  });

  it('do not come back with an older backup', async () => {
    const folder = join(root, 'restored');
    const { settings } = county.county;
    await restoreBackup(join(root, 'before'), settingsIn(folder), settings.erasureList);
    copyFileSync(join(settings.dataDir, 'master.key'), join(folder, 'master.key'));
    const back = await RunningCounty.openAt(folder, '2025-04-06');
    for (const person of [wife, eldest, second, father]) expect(await isForgotten(person, back)).toBe(true);
    const shown = await back.as('AUDITOR').sees(`/households/${householdId}`);
    expect(shown.members).toHaveLength(3);
    await back.stop();
  }, 60_000);
});
