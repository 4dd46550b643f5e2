import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCounty, terms, type Founded } from './founding';
import { RunningCounty, type Session } from './running-county';

/** Next door: whoever speaks for one is judged by that alone. */
const ELSEWHERE = '411423000000';
const VILLAGES = ['530424102201', '530424102202'];

/** One year of a cooperative and its households, seen by those whom it is about. Each test is the next step of the one before. */
describe('the people in the records and the managers of entities', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [manager, stranger, enterprise, town, head, newcomer]: Session[] = [];
  let agreement = '';
  let distribution = '';

  const session = (one: Session | undefined): Session => one as Session;
  const households = (...indexes: readonly number[]): string[] =>
    indexes.map((index) => founded.households[index] as string);
  const [first, last] = [0, 5];
  const idOf = (index: number): string => households(index)[0] as string;
  const managerOf = (user: string, subjectId: string) =>
    county.as('ENTITY_MANAGER', ELSEWHERE, { user, subjectId });
  const headOf = (index: number) =>
    county.as('HOUSEHOLD', ELSEWHERE, { user: `head-${String(index)}`, subjectId: idOf(index) });
  const codeOf = async (who: Session | undefined, path: string, query: object = {}): Promise<unknown> => {
    await county.settle();
    const { status, body } = await session(who).get(path, query);
    return [status, body.code];
  };
  const idsSeen = async (who: Session | undefined, path: string): Promise<unknown> =>
    (await session(who).sees(path)).items.map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    [manager, stranger] = [
      managerOf('manager', founded.cooperative),
      managerOf('other', founded.otherCooperative),
    ];
    enterprise = managerOf('enterprise', founded.enterprise);
    town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town-clerk' });
    [head, newcomer] = [headOf(first), headOf(last)];
  }, 60_000);

  afterAll(() => county.stop());

  it('find their bindings, each side its own', async () => {
    const bind = async (index: number, entityId: string): Promise<string> => {
      const clerk = county.as('VILLAGE_INFORMANT', VILLAGES[index % 2]);
      const { id } = await clerk.does('/household-bindings', {
        ...{ householdId: idOf(index), entityId, industry: 'FRUIT', forms: ['ORDER_FARMING'] },
        ...{ startDate: '2024-02-01', agreementDueBy: '2024-06-30' },
      });
      return id as string;
    };
    const mine = await bind(first, founded.cooperative);
    const also = await bind(first, founded.otherCooperative);
    const theirs = await bind(1, founded.cooperative);
    expect(await idsSeen(head, '/household-bindings')).toEqual(expect.arrayContaining([mine, also]));
    expect(await idsSeen(stranger, '/household-bindings')).toEqual([also]);
    expect(await idsSeen(manager, '/household-bindings')).toHaveLength(2);
    expect(await session(head).sees(`/history/householdBinding/${mine}`)).toMatchObject({ total: 1 });
    for (const path of [`/household-bindings/${theirs}`, `/history/householdBinding/${theirs}/state`])
      expect(await codeOf(head, path)).toEqual([404, 'NOT_FOUND']);
    expect(await idsSeen(enterprise, '/enterprise-bindings')).toHaveLength(2);
    expect(await idsSeen(stranger, '/enterprise-bindings')).toHaveLength(1);
    expect(await idsSeen(enterprise, '/household-bindings')).toEqual([]);
  });

  it('find the agreement that waits for them, sign it as they saw it, and see no other household', async () => {
    const listed = { ...founded, households: households(0, 1, 2) };
    const { id } = await session(town).does('/agreements', {
      ...{ entityId: founded.cooperative, terms: terms(listed) },
    });
    agreement = id as string;
    await session(town).does(`/agreements/${agreement}/submit`);
    const paper = { agreementNo: '华双绑〔2024〕1号', scan: 'scan-1 sha256:aa' };
    await county.as('TOWN_SIGNER').does(`/agreements/${agreement}/sign`, { party: 'GOVERNMENT', ...paper });
    const { items } = await session(manager).sees('/agreements', { state: 'PENDING_SIGNATURE' });
    expect(items).toMatchObject([{ id: agreement, householdCount: 3 }]);
    const signed = { headers: { 'if-match': `"${String(items[0].revision)}"` } };
    const own = { party: 'ENTITY', scan: 'scan-2 sha256:bb' };
    await session(manager).does(`/agreements/${agreement}/sign`, own, signed);
    for (const index of [0, 1, 2]) {
      const seen = await headOf(index).sees(`/agreements/${agreement}`);
      expect(seen.households).toMatchObject([{ householdId: idOf(index), head: { headName: '示****' } }]);
      const sign = { householdId: idOf(index), scan: 'scan-3 sha256:cc' };
      await headOf(index).does(`/agreements/${agreement}/sign-for-household`, sign);
    }
    const { households: all } = await session(manager).sees(`/agreements/${agreement}`);
    expect(all).toMatchObject(households(0, 1, 2).map((householdId) => ({ householdId })));
    expect(all.map((one: { head: object }) => one.head)).not.toContain(null);
  });

  it('are told nothing of what concerns others', async () => {
    for (const who of [stranger, enterprise, newcomer]) {
      expect(await idsSeen(who, '/agreements')).toEqual([]);
      expect(await codeOf(who, `/agreements/${agreement}`)).toEqual([404, 'NOT_FOUND']);
    }
    expect(await codeOf(stranger, `/history/agreement/${agreement}/export`)).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf(stranger, `/agreements/${agreement}/sign-level/explain`)).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf(head, '/agreements', { householdId: idOf(1) })).toEqual([403, 'NOT_YOUR_SUBJECT']);
    expect(await codeOf(manager, '/agreements', { entityId: founded.otherCooperative })).toEqual([
      ...[403, 'NOT_YOUR_SUBJECT'],
    ]);
  });

  it('read the story of the paper, and in it of no other household than that it signed', async () => {
    const story = await session(head).sees(`/history/agreement/${agreement}`);
    const signatures = story.items.filter(({ type }: { type: string }) => type.endsWith('ByHousehold'));
    expect(signatures).toMatchObject([
      { data: { householdId: idOf(first), scan: 'scan-3 sha256:cc' }, who: { actor: 'head-0' } },
      { data: { householdId: '***', scan: '***', signedBy: '***' }, who: { actor: '***', scope: '***' } },
      { data: { householdId: '***' } },
    ]);
    const { state } = await session(head).sees(`/history/agreement/${agreement}/state`);
    expect(state.terms.households).toMatchObject([{ householdId: idOf(first) }]);
    for (const told of [story, state])
      for (const other of households(1, 2)) expect(JSON.stringify(told)).not.toContain(other);
    expect(await codeOf(newcomer, `/history/agreement/${agreement}`)).toEqual([404, 'NOT_FOUND']);
  });

  it('read the amended paper that is to bind them before they sign it', async () => {
    await county.goTo('2024-03-01');
    const amended = { ...terms({ ...founded, households: households(0, 1, 2, last) }) };
    await session(town).does(`/agreements/${agreement}/amend`, { terms: amended, from: '2024-04-01' });
    const { amendment, households: listed } = await session(newcomer).sees(`/agreements/${agreement}`);
    expect([listed, amendment.terms.households]).toMatchObject([[], [{ householdId: idOf(last) }]]);
    const signature = {
      householdId: idOf(last),
      scan: 'scan-4',
      amendmentId: amendment.amendmentId as string,
    };
    const path = `/agreements/${agreement}/sign-amendment-for-household`;
    const tried = await session(newcomer).post(path, signature, { dryRun: true });
    expect(tried.body).toMatchObject({
      after: { signedHouseholds: ['***', '***', '***'] },
      events: [{ data: signature }],
    });
    expect(tried.text).not.toContain(idOf(1));
    await session(newcomer).does(path, signature);
  });

  it('see what each is due and has got, and the manager why', async () => {
    const { id: schemeId } = await session(manager).does('/dividend-schemes', {
      ...{ entityId: founded.cooperative, agreementId: agreement },
      terms: {
        ...{ mode: 'GUARANTEED', principalFen: 10_000_000, annualRate: { numerator: 6, denominator: 100 } },
        beneficiaries: households(0, 1, 2).map((householdId) => ({ householdId, shares: 1 })),
        ...{ timesPerYear: 1, payDay: '12-20' },
      },
    });
    await session(town).does(`/dividend-schemes/${schemeId as string}/adopt`, {
      minutesRef: 'minutes-2024-03',
    });
    expect((await session(head).sees(`/dividend-schemes/${schemeId as string}`)).holders).toMatchObject([
      { householdId: idOf(first), head: { headName: '示****' } },
    ]);
    const period = { periodFrom: '2024-03-01', periodTo: '2025-02-28', payDate: '2024-12-20' };
    const declared = { schemeId, entityId: founded.cooperative, ...period };
    distribution = (await session(manager).does('/distributions', declared)).id as string;
    await session(manager).does(`/distributions/${distribution}/calculate`);
    const { items } = await session(head).sees('/distributions/lines');
    expect(items).toMatchObject([{ householdId: idOf(first), distributionId: distribution }]);
    expect((await session(manager).sees('/distributions/lines')).items).toHaveLength(3);
    const line = `/distributions/${distribution}/lines/${idOf(1)}/explain`;
    expect(await session(manager).sees(line)).toMatchObject({ agrees: true });
    expect(await codeOf(stranger, line)).toEqual([404, 'NOT_FOUND']);
    for (const path of [line, '/distributions', `/distributions/${distribution}`])
      expect(await codeOf(head, path)).toEqual([403, 'ROLE_NOT_ALLOWED']);
    expect(await idsSeen(newcomer, '/distributions/lines')).toEqual([]);
  });

  it('part in peace before the entity leaves the register', async () => {
    const paper = `/agreements/${agreement}`;
    const left = { registryDocument: '注销登记1号' };
    const tried = await session(town).post(`/entities/${founded.cooperative}/deregister`, left);
    expect([tried.status, tried.body]).toMatchObject([
      409,
      { code: 'ENTITY_HAS_AGREEMENTS_IN_FORCE', errors: [{ params: { agreementIds: [agreement] } }] },
    ]);
    const { amendmentId } = (await session(manager).sees(paper)).amendment;
    await session(town).does(`${paper}/withdraw-amendment`, { amendmentId, reason: '不再变更' });
    await session(manager).does(`${paper}/terminate-by-consent`, {
      ...{ cause: 'BY_CONSENT', decisionNo: '解除书1', settlement: '欠付仍应支付' },
    });
    const { terminationId } = (await session(manager).sees(paper)).termination;
    const signature = { terminationId, scan: 'scan-5 sha256:ee' };
    await session(manager).does(`${paper}/sign-termination`, { ...signature, party: 'ENTITY' });
    const government = county.as('TOWN_SIGNER');
    await government.does(`${paper}/sign-termination`, { ...signature, party: 'GOVERNMENT' });
    for (const index of [0, 1, 2])
      await headOf(index).does(`${paper}/sign-termination-for-household`, {
        ...{ ...signature, householdId: idOf(index) },
      });
    await session(town).does(`/entities/${founded.cooperative}/deregister`, left);
  });

  it('still read what is theirs when the entity is no more', async () => {
    await county.settle();
    expect(await session(manager).sees(`/agreements/${agreement}`)).toMatchObject({ state: 'TERMINATED' });
    expect(await session(manager).sees(`/history/agreement/${agreement}/state`)).toMatchObject({
      state: { phase: 'TERMINATED' },
    });
    expect(await session(head).sees(`/agreements/${agreement}`)).toMatchObject({
      ...{ state: 'TERMINATED', householdIds: [idOf(first)], amendment: null },
    });
    expect(await codeOf(newcomer, `/agreements/${agreement}`)).toEqual([404, 'NOT_FOUND']);
    expect(await idsSeen(manager, '/household-bindings')).toHaveLength(2);
    expect(await idsSeen(manager, '/distributions')).toEqual([distribution]);
  });
});
