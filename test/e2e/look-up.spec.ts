import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookUpStanding, rotateLookUpKey } from '@county/look-up-key-rotation';
import { RunningCounty, type Answer, type Session } from './running-county';
import { aCounty, documentNo, type Founded } from './founding';

const [HOME, NEXT, TOWN] = ['530424102201', '530424102202', '530424102000'];
const PHONE = '13812345678';
const LOOK_UPS = '/personal-reads/look-ups';

/** From a person at the counter to the household, and what is left of that. Each test follows the one before. */
describe('looking a household up by document or phone', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, auditor]: Session[] = [];
  let phoned = '';
  const session = (one: Session | undefined): Session => one as Session;

  const sought = (numberKind: string, number: string, changed: object = {}): object => ({
    ...{ numberKind, number, division: TOWN, purpose: 'SERVICE' },
    ...changed,
  });
  const idsIn = ({ disclosed }: Answer['body']): readonly string[] =>
    disclosed.found.map(({ householdId }: { householdId: string }) => householdId).sort();
  const found = async (asked: object, who = session(clerk)): Promise<readonly string[]> =>
    idsIn(await who.does(LOOK_UPS, asked));
  const byDocument = (index: number) => found(sought('DOCUMENT', documentNo(index)));
  const byPhone = (phone = PHONE) => found(sought('PHONE', phone));
  const household = (index: number, more: object = {}) => ({
    ...{ householdNo: `5304241029${String(index).padStart(4, '0')}`, villageCode: HOME },
    ...{ populationCount: 4, labourCount: 2, source: 'VILLAGE', synthetic: true },
    ...{ headName: '示例户主', documentNo: documentNo(index), ...more },
  });
  const refusedAgain = async (index: number): Promise<void> => {
    const same = household(index, { householdNo: '5304241029999' });
    const answer = await county.as('COUNTY_INFORMANT').post('/households', same);
    expect([answer.status, answer.body.code]).toEqual([409, 'DOCUMENT_ALREADY_REGISTERED']);
  };

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    clerk = county.as('TOWN_INFORMANT', TOWN, { user: 'town-clerk' });
    auditor = county.as('AUDITOR');
    const { id } = await session(clerk).does('/households', household(50, { phone: '138 1234 5678' }));
    phoned = id as string;
    await county.settle();
  }, 60_000);

  afterAll(() => county.stop());

  it('finds who has the number, as the register shows everybody', async () => {
    const answer = await session(clerk).post(LOOK_UPS, sought('DOCUMENT', documentNo(1)));
    expect([answer.status, idsIn(answer.body)]).toEqual([201, [founded.households[0]]]);
    const [{ register }] = answer.body.disclosed.found;
    expect(register).toMatchObject({ division: HOME, householdNo: '53042410200001', vanished: false });
    expect(JSON.stringify(answer.body)).not.toMatch(/示例户主|99999919700101/);
    expect(await byPhone()).toEqual([phoned]);
    expect(await byPhone('+86 138-1234-5678')).toEqual([phoned]);
  });

  it('finds nobody elsewhere, and tells nothing of them', async () => {
    const neighbour = county.as('VILLAGE_INFORMANT', NEXT, { user: 'neighbour' });
    expect(await found(sought('DOCUMENT', documentNo(1), { division: NEXT }), neighbour)).toEqual([]);
    const wider = await neighbour.post(LOOK_UPS, sought('DOCUMENT', documentNo(1)));
    expect([wider.status, wider.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
  });

  it.each([
    ['a role that sees figures only', 'SUPERVISOR', {}, 403, 'ROLE_NOT_ALLOWED'],
    ['a household', 'HOUSEHOLD', {}, 403, 'ROLE_NOT_ALLOWED'],
    ['an auditor who does not audit', 'AUDITOR', {}, 409, 'PURPOSE_NOT_OF_ROLE'],
    ['who mistypes', 'TOWN_INFORMANT', { number: '999999197001010' }, 409, 'NUMBER_INVALID'],
    ['who names no purpose', 'TOWN_INFORMANT', { purpose: undefined }, 400, 'VALIDATION_FAILED'],
  ] as const)('is refused to %s', async (_who, role, changed, status, code) => {
    const who = county.as(role, TOWN, role === 'HOUSEHOLD' ? { subjectId: phoned } : {});
    const answer = await who.post(LOOK_UPS, sought('DOCUMENT', documentNo(1), changed));
    expect([answer.status, answer.body.code, answer.body.disclosed]).toEqual([status, code, undefined]);
    expect(answer.text).not.toContain('999999197001010');
  });

  it('has no dry run: nothing is told that is not on record', async () => {
    const tried = await session(clerk).post(LOOK_UPS, sought('DOCUMENT', documentNo(1)), { dryRun: true });
    expect([tried.status, tried.body.code]).toEqual([409, 'DRY_RUN_NOT_POSSIBLE']);
    expect(tried.text).not.toContain(founded.households[0]);
  });

  it('is answered again to who repeats a request, and is on record once', async () => {
    const headers = { 'idempotency-key': 'lost-look-up' };
    const asked = sought('PHONE', PHONE);
    const first = await session(clerk).post(LOOK_UPS, asked, { headers });
    const again = await session(clerk).post(LOOK_UPS, asked, { headers });
    expect([first.status, again.status, again.body.replayed]).toEqual([201, 200, true]);
    expect(again.body.disclosed).toEqual(first.body.disclosed);
    const other = await session(clerk).post(LOOK_UPS, sought('PHONE', '13812345679'), { headers });
    expect(other.status).toBe(422);
  });

  it('is on record where readings are watched: by reader, by who was found, and where nobody was', async () => {
    const lines = async (query: object) => (await session(auditor).sees('/personal-reads', query)).items;
    expect(await byPhone('13899999999')).toEqual([]);
    const all: { readonly subjectId: string | null }[] = await lines({ reader: 'town-clerk' });
    expect(all).toHaveLength(5);
    expect(all.filter(({ subjectId }) => subjectId === null)).toMatchObject([
      {
        ...{ numberKind: 'PHONE', division: TOWN, purpose: 'SERVICE', fields: [] },
        ...{ role: 'TOWN_INFORMANT', requestId: expect.any(String) },
      },
    ]);
    expect(await lines({ subjectId: phoned })).toHaveLength(3);
    expect((await lines({ reader: 'neighbour' }))[0]).toMatchObject({ subjectId: null, division: NEXT });
    const head = county.as('HOUSEHOLD', HOME, { user: 'head', subjectId: phoned });
    const { items: own } = await head.sees('/personal-reads/own');
    expect(own.map(({ reader }: { reader: string }) => reader)).toEqual(Array(3).fill('town-clerk'));
    const { items: days } = await session(auditor).sees('/personal-reads/readers', { reader: 'town-clerk' });
    expect(days).toMatchObject([{ reads: 5, bulk: true }]);
  });

  it('is no way round: who registers a document of another village learns nothing but that, and the household sees it', async () => {
    const neighbour = county.as('VILLAGE_INFORMANT', NEXT, { user: 'curious' });
    const same = household(50, { householdNo: '5304241029998', villageCode: NEXT });
    const answer = await neighbour.post('/households', same);
    expect([answer.status, answer.body.code]).toEqual([409, 'DOCUMENT_REGISTERED_ELSEWHERE']);
    expect(answer.text).not.toContain(phoned);
    expect((await neighbour.post('/households', same, { dryRun: true })).status).toBe(200);
    await county.settle();
    const head = county.as('HOUSEHOLD', HOME, { user: 'head', subjectId: phoned });
    const { items }: { items: readonly { readonly reader: string }[] } =
      await head.sees('/personal-reads/own');
    const curious = items.filter(({ reader }) => reader === 'curious');
    expect(curious).toMatchObject([{ purpose: 'REGISTRATION', numberKind: 'DOCUMENT', subjectId: phoned }]);
  });

  it('finds and refuses the same before, during and after a rotation of its key, after which the old one is gone', async () => {
    const { vault, keys } = county.county;
    const before = await vault.lookUp.names();
    const standing = () => lookUpStanding(county.county);
    const everything = async () => {
      await refusedAgain(50);
      return [await byDocument(1), await byDocument(50), await byPhone(), await byPhone('13899999999')];
    };
    const expected = [[founded.households[0]], [phoned], [phoned], []];
    expect(await everything()).toEqual(expected);
    const next = await vault.lookUp.begin();
    expect(await standing()).toEqual({ inForce: next, isUnderWay: true, elsewhere: 7 });
    expect(await everything()).toEqual(expected);
    const { inForce, reindexed } = await rotateLookUpKey(county.county, { lingerMs: 0 });
    expect([inForce, reindexed]).toEqual([next, 7]);
    expect(await standing()).toEqual({ inForce: next, isUnderWay: false, elsewhere: 0 });
    expect(await everything()).toEqual(expected);
    expect([before.includes(next), await vault.lookUp.names()]).toEqual([false, [next]]);
    expect(await keys.get('.look-up-next')).toBeNull();
  });

  it('knows a request again that was answered before the rotation', async () => {
    const headers = { 'idempotency-key': 'lost-look-up' };
    const again = await session(clerk).post(LOOK_UPS, sought('PHONE', PHONE), { headers });
    expect([again.status, again.body.replayed]).toEqual([200, true]);
  });

  it('does not find who was erased, and finds the next head', async () => {
    const head = county.as('HOUSEHOLD', HOME, { user: 'head', subjectId: phoned });
    await head.does('/erasures', { subjectKind: 'HOUSEHOLD', subjectId: phoned, basis: 'CONSENT_WITHDRAWN' });
    await county.as('COUNTY_SIGNER').does(`/erasures/${phoned}/approve`);
    await county.goTo('2025-03-19');
    expect([await byDocument(50), await byPhone()]).toEqual([[], []]);
    const { reindexed } = await rotateLookUpKey(county.county, { lingerMs: 0 });
    expect([reindexed, (await lookUpStanding(county.county)).elsewhere]).toEqual([6, 0]);
    expect([await byDocument(50), await byPhone(), await byDocument(1)]).toEqual([
      [],
      [],
      [founded.households[0]],
    ]);
    const next = { headName: '示例新户主', documentNo: documentNo(51), phone: PHONE };
    await session(clerk).does(`/households/${phoned}/change-head`, next);
    expect([await byDocument(51), await byPhone()]).toEqual([[phoned], [phoned]]);
  });
});
