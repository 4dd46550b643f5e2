import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@event-store/verify';
import { aCounty, terms, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

type Data = Readonly<Record<string, unknown>>;

const HOME = '530424102201';
const [BEFORE, ON] = ['2025-05-31', '2025-06-01'];

/** A cooperative turns out to be registered twice, when the duplicate has long been at work. Each test follows the one before. */
describe('a cooperative that is registered twice', () => {
  let county: RunningCounty;
  let founded: Founded;
  let [clerk, reviewer, auditor, town]: Session[] = [];
  let [held, both, agreement, scheme, dividend, twice] = ['', '', '', '', '', ''];
  const session = (one: Session | undefined): Session => one as Session;
  const stays = (): string => founded.cooperative;
  const twin = (): string => founded.otherCooperative;
  const managerOf = (subjectId: string): Session =>
    county.as('ENTITY_MANAGER', HOME, { user: `m-${subjectId}`, subjectId });

  const bind = async (householdId: string, entityId: string): Promise<string> => {
    const { id } = await session(clerk).does('/household-bindings', {
      ...{ householdId, entityId, industry: 'FRUIT', forms: ['ORDER_FARMING'], startDate: '2025-03-03' },
      agreementDueBy: '2025-12-31',
    });
    await session(clerk).does(`/household-bindings/${id as string}/submit`, { consentRef: '同意书-1' });
    await session(reviewer).does(`/household-bindings/${id as string}/activate`, { match: 'MATCHED' });
    return id as string;
  };
  const merging = { registryDocument: '查重核实表 1', reason: '同一合作社登记两次' };
  const merge = (more: object = {}, sending: { readonly dryRun?: boolean } = {}): Promise<Answer> =>
    session(reviewer).post(`/entities/${twin()}/merge`, { into: stays(), ...merging, ...more }, sending);
  const codes = (answer: Answer): readonly unknown[] =>
    (answer.body.errors as Data[]).map(({ code }) => code);
  const covered = async (asOf: string, knownAt?: string): Promise<readonly number[]> => {
    const asked = knownAt === undefined ? { asOf } : { asOf, knownAt };
    const { single, double } = await session(auditor).sees('/coverage', asked);
    return [single.numerator, double.numerator];
  };
  const bindingsOf = async (entityId: string): Promise<Data[]> =>
    (await session(auditor).sees('/household-bindings', { entityId })).items;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    founded = await aCounty(county);
    clerk = county.as('VILLAGE_INFORMANT', HOME, { user: 'village-clerk' });
    reviewer = county.as('COUNTY_INFORMANT', '530424000000', { user: 'reviewer' });
    auditor = county.as('AUDITOR');
    town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town' });
    const [first = '', , third = ''] = founded.households;
    held = await bind(first, twin());
    both = await bind(third, twin());
    twice = await bind(third, stays());
    agreement = await agreed(first);
    dividend = await owed(first);
    await county.goTo(ON);
  }, 60_000);

  afterAll(() => county.stop());

  /** An agreement of the duplicate in force, which lists one household and its binding. */
  const agreed = async (householdId: string): Promise<string> => {
    const drafted = await session(town).does('/agreements', {
      entityId: twin(),
      terms: {
        ...{ ...terms(founded), startDate: '2025-03-03' },
        households: [{ householdId, bindingId: held }],
      },
    });
    const at = `/agreements/${drafted.id as string}`;
    await session(town).does(`${at}/submit`);
    const scan = (name: string) => ({ scan: `${name} sha256:${'a'.repeat(64)}` });
    await managerOf(twin()).does(`${at}/sign`, { party: 'ENTITY', ...scan('主体') });
    await county
      .as('HOUSEHOLD', HOME, { user: 'h', subjectId: householdId })
      .does(`${at}/sign-for-household`, { householdId, ...scan('农户') });
    await county.as('VILLAGE_COMMITTEE', HOME).does(`${at}/sign`, {
      ...{ party: 'GOVERNMENT', level: 'VILLAGE', agreementNo: '协议-合并-1', ...scan('村委会') },
    });
    await county.settle();
    await session(clerk).does(`/household-bindings/${held}/agreement`, { agreementId: drafted.id });
    return drafted.id as string;
  };

  /** A dividend of the duplicate under that agreement, approved by two and not paid. */
  const owed = async (householdId: string): Promise<string> => {
    const drafted = await managerOf(twin()).does('/dividend-schemes', {
      ...{ entityId: twin(), agreementId: agreement },
      terms: {
        ...{ mode: 'GUARANTEED', principalFen: 1_000_000, timesPerYear: 2, payDay: '12-20' },
        ...{ annualRate: { numerator: 6, denominator: 100 }, beneficiaries: [{ householdId, shares: 1 }] },
      },
    });
    scheme = drafted.id as string;
    await session(town).does(`/dividend-schemes/${scheme}/adopt`, { minutesRef: '会议纪要-1' });
    const { id } = await managerOf(twin()).does('/distributions', {
      ...{ schemeId: scheme, entityId: twin(), payDate: '2025-12-20' },
      ...{ periodFrom: '2025-03-03', periodTo: '2025-06-02' },
    });
    await county.goTo('2025-03-04');
    await session(town).does(`/distributions/${id as string}/approve`);
    await session(reviewer).does(`/distributions/${id as string}/approve`);
    return id as string;
  };

  it('is not merged while a paper of the duplicate is being signed', async () => {
    const part = { cause: 'BY_CONSENT', decisionNo: '解除书1', settlement: '无欠付' };
    await managerOf(twin()).does(`/agreements/${agreement}/terminate-by-consent`, part);
    const { termination } = await session(town).sees(`/agreements/${agreement}`);
    const refused = await merge();
    expect([refused.status, codes(refused)]).toEqual([409, ['ENTITY_PAPER_WAITS']]);
    await managerOf(twin()).does(`/agreements/${agreement}/withdraw-termination`, {
      ...{ terminationId: termination.terminationId, reason: '不解除了' },
    });
  });

  it('costs nobody coverage, and a dry run says so', async () => {
    expect((await merge({}, { dryRun: true })).body).toMatchObject({
      dryRun: true,
      effects: [{ effect: 'COVERAGE_LOSS', coverageLost: 0, singleLost: 0, households: [] }],
    });
    expect(await covered(ON)).toEqual([2, 2]);
  });

  it('is one from then on, and the register says which', async () => {
    expect((await merge()).body).toMatchObject({ events: ['EntityMerged', 'EntityDeregistered'] });
    await county.settle();
    expect(await session(auditor).sees(`/entities/${twin()}`)).toMatchObject({
      ...{ state: 'DEREGISTERED', mergedInto: stays() },
    });
  });

  it('has the households of the duplicate bound to the one that stays, each once', async () => {
    expect((await bindingsOf(stays())).map(({ state, rehomedFrom }) => [state, rehomedFrom])).toEqual(
      expect.arrayContaining([
        ['ACTIVE', null],
        ['ACTIVE', held],
      ]),
    );
    expect(await session(auditor).sees(`/household-bindings/${twice}`)).toMatchObject({ state: 'ACTIVE' });
    for (const id of [held, both])
      expect(await session(auditor).sees(`/household-bindings/${id}`)).toMatchObject({
        ...{ state: 'ENDED', endedOn: ON, endCause: 'MERGED', entityId: twin() },
      });
    expect((await session(auditor).sees('/re-homings')).items).toEqual([]);
  });

  it('has the enterprise bound once, and no cooperative to be bound anew', async () => {
    const { items } = await session(auditor).sees('/enterprise-bindings', { cooperativeId: twin() });
    expect(items).toMatchObject([{ state: 'ENDED', endCause: 'MERGED' }]);
    expect((await session(auditor).sees('/re-homings/cooperatives')).items).toEqual([]);
  });

  it('covers whom it covered, on the day and before it, as known before and after', async () => {
    expect([await covered(BEFORE), await covered(ON)]).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(await covered(BEFORE, BEFORE)).toEqual([2, 2]);
    expect(await bindingsOf(twin())).toMatchObject([{ from: '2025-03-03' }, { from: '2025-03-03' }]);
  });

  it('stands under the agreement, which its manager reads and the other’s no more', async () => {
    const [passed] = (await bindingsOf(stays())).filter(({ rehomedFrom }) => rehomedFrom === held);
    expect(passed).toMatchObject({ agreementId: agreement, from: ON });
    expect(await managerOf(stays()).sees(`/agreements/${agreement}`)).toMatchObject({
      ...{ entityId: stays(), state: 'IN_FORCE', version: 1, agreementNo: '协议-合并-1' },
    });
    expect((await session(auditor).sees('/agreements', { entityId: twin() })).items).toEqual([]);
    const { items } = await session(auditor).sees(`/history/agreement/${agreement}`);
    expect(items.at(-1)).toMatchObject({
      ...{ type: 'AgreementEntitySucceeded', title: '协议主体承继' },
      causation: { event: { type: 'EntityMerged' } },
    });
  });

  it('is to be evaluated for the year, and the duplicate is not', async () => {
    const { items } = await session(auditor).sees('/evaluations/duties', { year: 2025 });
    expect(items).toMatchObject([{ entityId: stays(), agreementIds: [agreement], state: 'DUE' }]);
  });

  it('pays what the duplicate owed, and declares what comes under its scheme', async () => {
    const [householdId = ''] = founded.households;
    const batch = {
      ...{ batchNo: 'B1', bankTotalFen: 15_000, failed: [] },
      paid: [{ householdId, amountFen: 15_000 }],
    };
    const manager = managerOf(stays());
    await manager.does(`/distributions/${dividend}/import-batch`, batch);
    const another = county.as('TOWN_INFORMANT', '530424102000', { user: 'another' });
    await another.does(`/distributions/${dividend}/confirm-batch`, { batchNo: 'B1' });
    const { items } = await manager.sees('/distributions/lines', { householdId });
    expect(items).toMatchObject([{ distributionId: dividend, entityId: stays(), paidFen: 15_000 }]);
    const { id } = await manager.does('/distributions', {
      ...{ schemeId: scheme, entityId: stays(), payDate: '2025-12-20' },
      ...{ periodFrom: '2025-06-03', periodTo: '2025-12-02' },
    });
    await county.goTo('2025-06-02');
    expect(await session(auditor).sees(`/distributions/${id as string}`)).toMatchObject({
      ...{ state: 'CALCULATED', entityId: stays(), withheldFen: 0 },
    });
  });

  it('ends with its agreement the binding that passed', async () => {
    await county.goTo('2027-03-01');
    const [passed] = (await bindingsOf(stays())).filter(({ rehomedFrom }) => rehomedFrom === held);
    expect(passed).toMatchObject({ state: 'ENDED', endCause: 'EXPIRED', endedOn: '2027-03-01' });
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
  });
});
