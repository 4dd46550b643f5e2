import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@event-store/verify';
import { householdId } from '@registry/household/state';
import { aCounty, documentNo, terms, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

type Data = Readonly<Record<string, unknown>>;

const HOME = '530424102201';
const NEW_NO = '5304241020901';
const CLEAR = /示例妻子|示例儿子|示例儿媳|99999919700101|昆明市/;
const BEFORE = '2025-03-09';
const ON = '2025-03-10';
const AFTER = '2025-03-11';

/** A son leaves his father’s household with his wife, and takes one of its two bindings with him. Each test follows the one before. */
describe('a household that is split', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, reviewer, head, auditor]: Session[] = [];
  let [father, son, wife, fruit, other, agreement, dividend] = ['', '', '', '', '', '', ''];
  const next = householdId(NEW_NO);
  const session = (one: Session | undefined): Session => one as Session;

  const member = (memberName: string, index: number, relationToHead: string): object => ({
    ...{ memberName, documentNo: documentNo(index), relationToHead, cause: 'LISTED', workPlace: '昆明市' },
    ...{ populationCount: 4, labourCount: 2 },
  });
  const bind = async (entityId: string, industry: string): Promise<string> => {
    const { id } = await session(clerk).does('/household-bindings', {
      ...{ householdId: father, entityId, industry, forms: ['ORDER_FARMING'], startDate: '2025-03-03' },
      agreementDueBy: '2025-12-31',
    });
    await session(clerk).does(`/household-bindings/${id as string}/submit`, { consentRef: '同意书-1' });
    await session(reviewer).does(`/household-bindings/${id as string}/activate`, {
      ...{ match: 'MATCHED', matchOverrideReason: '县级研判' },
    });
    return id as string;
  };
  const splitting = (changed: object = {}): object => ({
    ...{ householdId: father, newHouseholdNo: NEW_NO, headId: son },
    members: [{ personId: wife, relationToHead: 'SPOUSE' }],
    staying: { populationCount: 2, labourCount: 0 },
    leaving: { populationCount: 2, labourCount: 2 },
    facts: ['ALLEVIATED', 'ELIGIBILITY', 'INDUSTRY_WILL'].map((fact) => ({ fact, follows: true })),
    bindings: [
      { bindingId: fruit, household: 'NEW' },
      { bindingId: other, household: 'REMAINING' },
    ],
    dividends: [{ distributionId: dividend, household: 'NEW' }],
    reason: '儿子成家，申请分户',
    ...changed,
  });
  const codes = (answer: Answer): readonly unknown[] =>
    (answer.body.errors as Data[]).map(({ code }) => code);
  const refused = async (changed: object): Promise<readonly unknown[]> =>
    codes(await session(reviewer).post('/household-splits', splitting(changed)));
  const covered = async (asOf: string): Promise<readonly number[]> => {
    const { double } = await session(auditor).sees('/coverage', { asOf });
    return [double.numerator, double.denominator];
  };
  const entry = (id: string) => session(clerk).sees(`/households/${id}`);

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    father = founded.households[0] ?? '';
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    reviewer = county.as('COUNTY_INFORMANT', '530424000000', { user: 'reviewer' });
    head = county.as('HOUSEHOLD', HOME, { user: 'son', subjectId: next });
    auditor = county.as('AUDITOR');
    for (const [name, index, relation] of [
      ['示例儿子', 81, 'CHILD'],
      ['示例儿媳', 82, 'OTHER'],
      ['示例妻子', 83, 'SPOUSE'],
    ] as const)
      await session(clerk).does(`/households/${father}/add-member`, member(name, index, relation));
    [son = '', wife = ''] = (await entry(father)).members.map(({ personId }: Data) => personId);
    fruit = await bind(founded.cooperative, 'FRUIT');
    other = await bind(founded.otherCooperative, 'FRUIT');
    agreement = await agreed();
    dividend = await owed();
    await county.goTo(ON);
  }, 60_000);

  afterAll(() => county.stop());

  /** An agreement in force that lists the household, and one of its bindings. */
  const agreed = async (): Promise<string> => {
    const drafter = county.as('TOWN_INFORMANT');
    const drafted = await drafter.does('/agreements', {
      entityId: founded.cooperative,
      terms: { ...terms({ ...founded, households: [father] }), startDate: '2025-03-03' },
    });
    const at = `/agreements/${drafted.id as string}`;
    await drafter.does(`${at}/submit`);
    const scan = (name: string) => ({ scan: `${name} sha256:${'a'.repeat(64)}` });
    await county
      .as('ENTITY_MANAGER', HOME, { user: 'm', subjectId: founded.cooperative })
      .does(`${at}/sign`, { party: 'ENTITY', ...scan('主体') });
    await county
      .as('HOUSEHOLD', HOME, { user: 'h', subjectId: father })
      .does(`${at}/sign-for-household`, { householdId: father, ...scan('农户') });
    await county.as('VILLAGE_COMMITTEE', HOME).does(`${at}/sign`, {
      ...{ party: 'GOVERNMENT', level: 'VILLAGE', agreementNo: '协议-分户-1', ...scan('村委会') },
    });
    await county.settle();
    await session(clerk).does(`/household-bindings/${fruit}/agreement`, { agreementId: drafted.id });
    return drafted.id as string;
  };

  /** A dividend under that agreement, approved by two and not paid. */
  const owed = async (): Promise<string> => {
    const manager = county.as('ENTITY_MANAGER', HOME, { user: 'm', subjectId: founded.cooperative });
    const scheme = await manager.does('/dividend-schemes', {
      ...{ entityId: founded.cooperative, agreementId: agreement },
      terms: {
        ...{ mode: 'GUARANTEED', principalFen: 1_000_000, timesPerYear: 1, payDay: '12-20' },
        ...{
          annualRate: { numerator: 6, denominator: 100 },
          beneficiaries: [{ householdId: father, shares: 1 }],
        },
      },
    });
    const town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town' });
    await town.does(`/dividend-schemes/${scheme.id as string}/adopt`, { minutesRef: '会议纪要-1' });
    const { id } = await manager.does('/distributions', {
      ...{ schemeId: scheme.id, entityId: founded.cooperative, payDate: '2025-12-20' },
      ...{ periodFrom: '2025-03-03', periodTo: '2026-03-02' },
    });
    await county.goTo('2025-03-04');
    await town.does(`/distributions/${id as string}/approve`);
    await session(reviewer).does(`/distributions/${id as string}/approve`);
    return id as string;
  };

  it('says of everything what becomes of it, or is refused and told what is left out', async () => {
    expect(await refused({ bindings: [], dividends: [], facts: [] })).toEqual([
      'SPLIT_FACTS_UNDECIDED',
      'SPLIT_BINDINGS_UNASSIGNED',
      'SPLIT_DIVIDENDS_UNASSIGNED',
    ]);
    expect(await refused({ leaving: { populationCount: 3, labourCount: 2 } })).toEqual([
      'SPLIT_COUNTS_DIFFER',
    ]);
  });

  it('shows by a dry run who would lose coverage, and is not there afterwards', async () => {
    const everything = [fruit, other].map((bindingId) => ({ bindingId, household: 'NEW' }));
    const tried = await session(reviewer).post('/household-splits', splitting({ bindings: everything }), {
      dryRun: true,
    });
    expect(tried.body).toMatchObject({
      dryRun: true,
      effects: [{ effect: 'COVERAGE_LOSS', coverageLost: 1, households: [{ householdId: father }] }],
    });
    expect((await session(clerk).get(`/households/${next}`)).status).toBe(404);
  });

  it('is two households, each with its own people, who are told of in cipher alone', async () => {
    await session(reviewer).does('/household-splits', splitting());
    const [before, after] = [await entry(father), await entry(next)];
    expect(before).toMatchObject({ populationCount: 2, labourCount: 0, splitInto: [next], splitFrom: null });
    expect(before.members).toEqual([{ personId: expect.any(String), relationToHead: 'SPOUSE' }]);
    expect(after).toMatchObject({ populationCount: 2, labourCount: 2, splitFrom: father, splitInto: [] });
    expect(after).toMatchObject({ headId: son, members: [{ personId: wife, relationToHead: 'SPOUSE' }] });
    expect(after).toMatchObject({ alleviated: true, eligible: true, industries: ['FRUIT'], division: HOME });
    for (const id of [father, next])
      expect(JSON.stringify(await county.county.store.readStream(`household-${id}`))).not.toMatch(CLEAR);
  });

  it('keeps whoever left readable, in the new household and not in the old one', async () => {
    const read = (subject: object) =>
      session(clerk).post('/personal-reads', { purpose: 'SERVICE', ...subject });
    const headRead = { subjectKind: 'HOUSEHOLD', subjectId: next, fields: ['headName', 'documentNo'] };
    expect((await read(headRead)).body.disclosed).toEqual({
      headName: '示例儿子',
      documentNo: documentNo(81),
    });
    const wifeRead = { subjectKind: 'PERSON', subjectId: wife, fields: ['memberName', 'workPlace'] };
    expect((await read({ ...wifeRead, householdId: next })).body.disclosed).toEqual({
      memberName: '示例儿媳',
      workPlace: '昆明市',
    });
    expect(codes(await read({ ...wifeRead, householdId: father }))).toEqual(['PERSON_UNKNOWN']);
    const sought = { numberKind: 'DOCUMENT', number: documentNo(81), division: HOME, purpose: 'SERVICE' };
    const { disclosed } = await session(clerk).does('/personal-reads/look-ups', sought);
    expect(disclosed.found.map((found: Data) => found['householdId'])).toEqual([next]);
  });

  it('has each binding once, and the agreement of the one that passed', async () => {
    const bindings = await session(auditor).sees('/household-bindings', { householdId: next });
    expect(bindings.items).toMatchObject([
      {
        entityId: founded.cooperative,
        state: 'ACTIVE',
        from: ON,
        rehomedFrom: fruit,
        agreementId: agreement,
      },
    ]);
    expect(await session(auditor).sees(`/household-bindings/${fruit}`)).toMatchObject({
      ...{ state: 'ENDED', endedOn: ON, endCause: 'HOUSEHOLD_SPLIT', householdId: father },
    });
    expect(await session(auditor).sees(`/household-bindings/${other}`)).toMatchObject({ state: 'ACTIVE' });
    expect(await session(auditor).sees(`/agreements/${agreement}`)).toMatchObject({ householdIds: [next] });
    expect((await session(auditor).sees('/re-homings')).items).toEqual([]);
  });

  it('is owed what was unpaid where it was decided, and the other is owed nothing of it', async () => {
    const lines = async (householdId: string): Promise<Data[]> =>
      (await session(auditor).sees('/distributions/lines', { householdId })).items;
    expect(await lines(father)).toMatchObject([{ distributionId: dividend, dueFen: 0, unpaidFen: 0 }]);
    expect(await lines(next)).toMatchObject([
      { distributionId: dividend, householdNo: NEW_NO, dueFen: 60_000, passedFrom: father, state: 'DUE' },
    ]);
  });

  it('counts each household once from that day on, and the one household before it', async () => {
    expect([await covered(BEFORE), await covered(ON), await covered(AFTER)]).toEqual([
      [1, 6],
      [2, 7],
      [2, 7],
    ]);
    await county.goTo(AFTER);
  });

  it('names the one household in the story of the other, with what brought it about', async () => {
    const chapters = async (id: string): Promise<Data[]> =>
      (await session(auditor).sees(`/history/household/${id}`)).items;
    const left = (await chapters(father)).find(({ type }) => type === 'HouseholdSplit');
    expect(left).toMatchObject({ title: '分户', data: { newHouseholdId: next, newHouseholdNo: NEW_NO } });
    expect(left).toMatchObject({ causation: { event: { type: 'HouseholdSplitDecided' } } });
    expect((await chapters(next))[0]).toMatchObject({
      type: 'HouseholdRegistered',
      data: { splitFrom: father },
    });
    const own = await session(head).sees('/personal-reads/own');
    expect(own).toMatchObject({ splitFrom: father });
  });

  it('is whole again where its decision is sent once more', async () => {
    const again = await session(reviewer).post('/household-splits', splitting());
    expect([again.status, codes(again)]).toEqual([409, ['HOUSEHOLD_EXISTS']]);
  });

  it('is forgotten without the one who left it, and the log verifies', async () => {
    const old = county.as('HOUSEHOLD', HOME, { user: 'father', subjectId: father });
    await old.does('/erasures', { subjectKind: 'HOUSEHOLD', subjectId: father, basis: 'CONSENT_WITHDRAWN' });
    await county.as('COUNTY_SIGNER', '530424000000', { user: 'signer' }).does(`/erasures/${father}/approve`);
    await county.goTo('2025-03-28');
    expect(await session(auditor).sees(`/erasures/${father}`)).toMatchObject({ state: 'CERTIFIED' });
    const read = async (subjectId: string) => {
      const asked = { subjectKind: 'HOUSEHOLD', subjectId, fields: ['headName'], purpose: 'SERVICE' };
      return (await session(clerk).does('/personal-reads', asked)).disclosed.headName;
    };
    expect([await read(father), await read(next)]).toEqual(['已删除', '示例儿子']);
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
  });
});
