import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { postId } from '@registry/appointment/state';
import { aCounty, documentNo, type Founded } from './founding';
import { anAccount, passwordOf, Person } from './person';
import { RunningCounty } from './running-county';

const COUNTY = divisionCode('530424000000');
const VILLAGE = '530424102201';
const DAY = '2025-03-03';

describe('who was the head of a household, or of an entity', () => {
  let county: RunningCounty;
  let founded: Founded;
  let admin: Person;
  let [zhang, li, manager]: Person[] = [];

  const person = (one: Person | undefined): Person => one as Person;
  const postOf = (role: 'HOUSEHOLD' | 'ENTITY_MANAGER', subjectId: string) => ({
    ...{ role, divisionCode: COUNTY, seat: 1, subjectId },
  });
  const appoint = async (role: 'HOUSEHOLD' | 'ENTITY_MANAGER', subjectId: string, user: string) =>
    admin.does('/appointments', { role, division: COUNTY, subjectId, user, from: DAY });
  const ownData = (kind: 'HOUSEHOLD' | 'ENTITY', subjectId: string, fields: readonly string[]) => ({
    ...{ subjectKind: kind, subjectId, fields, purpose: 'OWN_DATA' },
  });
  const tenuresIn = async (post: string) =>
    (await admin.get(`/appointments/${post}`)).body.tenures as object[];

  beforeAll(async () => {
    county = await RunningCounty.start(DAY);
    founded = await aCounty(county);
    const wanted = { login: 'first', name: '示例管理员', password: 'given-by-operator' };
    await firstAdministrator(county.county, { ...wanted, divisionCode: COUNTY });
    await county.settle();
    const { password } = wanted;
    await county.http
      .post('/sign-in/password')
      .send({ login: 'first', password, next: passwordOf('first') })
      .expect(204);
    admin = await Person.signedIn(county, 'first', passwordOf('first'));
    [zhang, li, manager] = [
      await anAccount(county, admin, 'zhang'),
      await anAccount(county, admin, 'li'),
      await anAccount(county, admin, 'manager'),
    ];
  }, 60_000);

  afterAll(() => county.stop());

  it('reads nothing of the next head, from the moment that there is one', async () => {
    const [household = ''] = founded.households;
    const asked = ownData('HOUSEHOLD', household, ['headName', 'documentNo']);
    await appoint('HOUSEHOLD', household, 'zhang');
    const own = await person(zhang).asks('/personal-reads', asked);
    expect([own.status, own.body.disclosed.documentNo]).toEqual([201, documentNo(1)]);
    const next = { headName: '示例新户主', documentNo: documentNo(77) };
    const changed = await county
      .as('VILLAGE_INFORMANT', VILLAGE)
      .post(`/households/${household}/change-head`, next);
    expect(changed.status).toBe(200);
    const refused = await person(zhang).asks('/personal-reads', asked);
    expect([refused.status, refused.body.code]).toEqual([403, 'NO_POST']);
    expect((await person(zhang).get('/sign-in/posts')).body).toEqual({ posts: [] });
  });

  it('is relieved on record, and makes room for the next head', async () => {
    const [household = ''] = founded.households;
    const post = postId(postOf('HOUSEHOLD', household));
    await county.settle();
    expect(await tenuresIn(post)).toEqual([]);
    const { items } = (await admin.get(`/history/appointment/${post}`)).body;
    expect(items).toMatchObject([
      { type: 'OfficerAppointed', data: { user: 'zhang', headNo: 1 } },
      { type: 'OfficerRelieved', data: { user: 'zhang', ground: 'HEAD_CHANGED' } },
    ]);
    await appoint('HOUSEHOLD', household, 'li');
    const asked = ownData('HOUSEHOLD', household, ['documentNo']);
    const { body } = await person(li).asks('/personal-reads', asked);
    expect(body.disclosed).toEqual({ documentNo: documentNo(77) });
  });

  it('keeps the post where the same person was only written down anew', async () => {
    const [household = ''] = founded.households;
    const again = { headName: '示例新户主（更名）', documentNo: documentNo(77) };
    await county.as('VILLAGE_INFORMANT', VILLAGE).does(`/households/${household}/change-head`, again);
    expect(await tenuresIn(postId(postOf('HOUSEHOLD', household)))).toHaveLength(1);
    expect((await person(li).get(`/households/${household}`)).status).toBe(200);
  });

  it('speaks for an entity no more either', async () => {
    const { cooperative } = founded;
    await appoint('ENTITY_MANAGER', cooperative, 'manager');
    const asked = ownData('ENTITY', cooperative, ['managerName']);
    expect((await person(manager).asks('/personal-reads', asked)).status).toBe(201);
    const clerk = county.as('TOWN_INFORMANT');
    await clerk.post(`/entities/${cooperative}/change-head`, { managerName: '示例新负责人' });
    expect((await person(manager).asks('/personal-reads', asked)).body).toMatchObject({ code: 'NO_POST' });
    await county.settle();
    expect(await tenuresIn(postId(postOf('ENTITY_MANAGER', cooperative)))).toEqual([]);
  });

  it('is appointed only where there is somebody to speak for', async () => {
    const nobody = { role: 'HOUSEHOLD', division: COUNTY, subjectId: founded.cooperative };
    const { status, body } = await admin.asks('/appointments', { ...nobody, user: 'zhang', from: DAY });
    expect([status, body.code, body.errors[0].pointer]).toEqual([409, 'NOBODY_TO_SPEAK_FOR', '/subjectId']);
  });
});
