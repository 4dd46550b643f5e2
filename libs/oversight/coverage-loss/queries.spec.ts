import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { LINKAGE_FORMS } from '@kernel/linkage';
import { put, type Projector } from '@projection/projector';
import { DryRun, dryRunOf } from '@testing/dry-run';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import {
  approved,
  binding,
  bindingId,
  bound,
  chained,
  chainId,
  entityId,
  FIRST_VILLAGE,
  household,
  householdId,
  OTHER_VILLAGE,
  PANXI,
  parameters,
  SECOND_VILLAGE,
  somebody,
  VIEWS,
} from '@oversight/coverage/story';
import { coverageConsequences, coverageLossAnswers, LossIf, type Loss } from './queries';

const AGREEMENT = derivedId('agreement', 'loss');
/** Who has no binding; of them one is eligible. */
const unbound = (no: string, isWilling: boolean) => [
  household(no).registered(FIRST_VILLAGE, '2025-01-01'),
  household(no).alleviated('2025-01-01'),
  household(no).assessed('2025-01-01', true, isWilling),
];

const numbers = Array.from({ length: 60 }, (_, n) => String(n).padStart(3, '0'));
const villageOf = (n: number) => [FIRST_VILLAGE, SECOND_VILLAGE, OTHER_VILLAGE][n % 3] ?? FIRST_VILLAGE;

/** Sixty households in one cooperative with one enterprise; the last three are held by a second cooperative too. */
const happenings = [
  ...parameters({ 'coverage.minLeadingLevel': 'COUNTY' }),
  ...['coop', 'second'].flatMap((name) => approved(name, '2025-01-01')),
  ...['enterprise', 'other'].flatMap((name) => approved(name, '2025-01-01', { level: 'COUNTY' })),
  ...chained('enterprise', 'coop', '2025-01-02'),
  ...chained('other', 'second', '2025-01-02'),
  ...numbers.flatMap((no, n) => [
    household(no).registered(villageOf(n), '2025-01-01'),
    household(no).alleviated('2025-01-01'),
    household(no).assessed('2025-01-01'),
    ...bound(no, 'coop', '2025-02-01'),
    ...(n >= 57 ? bound(no, 'second', '2025-02-01') : []),
  ]),
  ...unbound('uncovered', true),
  ...unbound('unwilling', false),
  household('monitored').registered(FIRST_VILLAGE, '2025-01-01'),
  household('monitored').monitored('2025-01-01'),
  household('monitored').assessed('2025-01-01'),
  ...approved('third', '2025-01-01'),
  ...chained('other', 'third', '2025-01-02'),
  ...bound('monitored', 'third', '2025-02-01'),
  { stream: `agreement-${AGREEMENT}`, type: 'AgreementDrafted' },
];

/** An agreement that lists five households; one of them is linked to another paper. */
const PAPERS: Projector = {
  name: 'agreement',
  version: 1,
  categories: ['agreement'],
  collections: { agreements: { indexes: [] } },
  needs: () => [],
  project: () => [
    put('agreements', {
      ...{ id: AGREEMENT, entityId: entityId('coop') },
      householdIds: numbers.slice(0, 5).map(householdId),
    }),
  ],
};

const LEDGER: Projector = {
  name: 'household-binding',
  version: 1,
  categories: ['agreement'],
  collections: { 'household-bindings': { indexes: [{ fields: ['entityId'] }] } },
  needs: () => [],
  project: () =>
    numbers.map((no, n) =>
      put('household-bindings', {
        ...{ id: bindingId(no, 'coop', 'FRUIT'), entityId: entityId('coop'), householdId: householdId(no) },
        ...{ state: 'ACTIVE', agreementId: n === 0 ? derivedId('agreement', 'another') : null },
      }),
    ),
};

const shelfFor = (scope = somebody('COUNTY_INFORMANT')) =>
  new Shelf([...coverageLossAnswers, dryRunOf(coverageConsequences)], { viewer: scope, today: '2025-06-30' });

/** A dry run in a county to which that happened. */
const asking = async (told: readonly Happening[], asked: Partial<DryRun>): Promise<unknown> => {
  const shelf = shelfFor();
  await shelf.run(VIEWS, told);
  const answer = await shelf.ask(Object.assign(new DryRun(), asked));
  await shelf.close();
  return answer;
};

describe('who would lose coverage (3.4, 2)', () => {
  const shelf = shelfFor();
  beforeAll(() => shelf.run([...VIEWS, PAPERS, LEDGER], happenings));
  afterAll(() => shelf.close());
  type Listed = Omit<Loss, 'households'> & { items: Loss['households']; next: string | null };
  const lossIf = (fields: Partial<LossIf>) =>
    shelf.ask(Object.assign(new LossIf(), fields)) as Promise<Listed>;
  const chain = chainId('enterprise', 'coop', 'FRUIT');

  it('by what is not there is no question, nor by what is another county’s', async () => {
    const nobody = derivedId('nobody');
    for (const [asked, kind] of [
      [{ entityId: nobody }, 'entity'],
      [{ enterpriseBindingId: nobody }, 'enterprise binding'],
      [{ agreementId: nobody }, 'agreement'],
    ] as const)
      await expect(lossIf(asked)).rejects.toMatchObject({ name: 'NothingKnown', kind, id: nobody });
    const elsewhere = shelfFor({ ...somebody('SUPERVISOR'), scope: divisionCode('411423000000') });
    await elsewhere.run([...VIEWS, PAPERS, LEDGER], happenings);
    for (const asked of [
      { entityId: entityId('coop') },
      { enterpriseBindingId: chain },
      { agreementId: AGREEMENT },
    ])
      await expect(elsewhere.ask(Object.assign(new LossIf(), asked))).rejects.toMatchObject({
        code: 'OUT_OF_SCOPE',
      });
    await elsewhere.close();
  });

  it('at the end of an enterprise binding: all its households but those held elsewhere', async () => {
    const { next: cursor } = await lossIf({ enterpriseBindingId: chain, limit: 1 });
    const loss = await lossIf({ enterpriseBindingId: chain, limit: 2, cursor: cursor as string });
    expect(loss).toMatchObject({ on: '2025-06-30', coverageLost: 57, doubleLost: 57, singleLost: 0 });
    expect(loss.items.map(({ householdNo, loses }) => [householdNo, loses])).toEqual([
      ['001', ['DOUBLE']],
      ['002', ['DOUBLE']],
    ]);
  });

  it('when a cooperative or its enterprise loses its eligibility', async () => {
    expect(await lossIf({ entityId: entityId('coop') })).toMatchObject({ singleLost: 57, doubleLost: 57 });
    expect(await lossIf({ entityId: entityId('enterprise') })).toMatchObject({
      singleLost: 0,
      doubleLost: 57,
    });
    expect(await lossIf({ entityId: entityId('second') })).toMatchObject({ coverageLost: 0 });
  });

  it('when bindings of households end, or the agreement they stand on', async () => {
    const householdBindingIds = ['010', '059'].map((no) => bindingId(no, 'coop', 'FRUIT'));
    expect(await lossIf({ householdBindingIds })).toMatchObject({ singleLost: 1, doubleLost: 1 });
    const byPaper = await lossIf({ agreementId: AGREEMENT });
    expect(byPaper.items.map(({ householdNo }) => householdNo)).toEqual(['001', '002', '003', '004']);
  });

  it('inside the division that is asked about and no further', async () => {
    const removed = { enterpriseBindingId: chain };
    expect(await lossIf({ ...removed, division: PANXI })).toMatchObject({ coverageLost: 38, doubleLost: 38 });
    const village = await lossIf({ ...removed, division: OTHER_VILLAGE });
    expect([village.coverageLost, village.items.length]).toEqual([19, 19]);
    expect(new Set(village.items.map(({ division }) => division))).toEqual(new Set([OTHER_VILLAGE]));
  });

  it('is nobody before the bindings were there', async () => {
    expect(await lossIf({ enterpriseBindingId: chain, asOf: calendarDate('2025-01-15') })).toMatchObject({
      ...{ coverageLost: 0, items: [] },
    });
  });

  it('must be asked of something', async () => {
    await expect(lossIf({})).rejects.toMatchObject({ code: 'LOSS_OF_NOTHING' });
    await expect(lossIf({ agreementId: derivedId('agreement', 'none') })).rejects.toThrow('no agreement');
  });

  it.each([
    ['EndEnterpriseBinding', chain, 57],
    ['RevokeEligibility', entityId('coop'), 57],
    ['EndBinding', bindingId('010', 'coop', 'FRUIT'), 1],
    ['SuspendBinding', bindingId('059', 'coop', 'FRUIT'), 0],
    ['TerminateAgreement', AGREEMENT, 4],
  ])('is told by a dry run of %s', async (command, id, coverageLost) => {
    expect(await shelf.ask(Object.assign(new DryRun(), { command, id }))).toMatchObject({
      effects: [{ effect: 'COVERAGE_LOSS', on: '2025-07-01', coverageLost, denominatorLost: 0 }],
    });
  });

  it.each([
    ['TerminateByConsent', 'IN_FORCE', 'COVERAGE_LOSS_IF_TERMINATED', 4],
    ['SignTermination', 'IN_FORCE', 'COVERAGE_LOSS', 0],
    ['SignTermination', 'TERMINATED', 'COVERAGE_LOSS', 4],
    ['SignTerminationForHousehold', 'TERMINATED', 'COVERAGE_LOSS', 4],
  ])(
    'is told by a dry run of %s that leaves the agreement %s',
    async (command, phase, effect, coverageLost) => {
      const asked = { command, id: AGREEMENT, after: { phase } };
      expect(await shelf.ask(Object.assign(new DryRun(), asked))).toMatchObject({
        effects: [{ effect, coverageLost }],
      });
    },
  );

  it('is told by a dry run of SplitHousehold: what passes is lost to the household before, unless it is held elsewhere', async () => {
    const passingBindingIds = ['010', '059'].map((no) => bindingId(no, 'coop', 'FRUIT'));
    const asked = { command: 'SplitHousehold', after: { passingBindingIds } };
    expect(await shelf.ask(Object.assign(new DryRun(), asked))).toMatchObject({
      effects: [{ effect: 'COVERAGE_LOSS', coverageLost: 1, households: [{ householdNo: '010' }] }],
    });
    const staying = { command: 'SplitHousehold', after: { passingBindingIds: [] } };
    expect(await shelf.ask(Object.assign(new DryRun(), staying))).toMatchObject({
      effects: [{ effect: 'COVERAGE_LOSS', coverageLost: 0, households: [] }],
    });
  });

  it.each([
    ['CULTIVATED', 57],
    ['COUNTY', 0],
    ['NATIONAL', 0],
  ])(
    'is told by a dry run of SetLeadingLevel to %s, where COUNTY is the least that counts',
    async (level, lost) => {
      const asked = {
        command: 'SetLeadingLevel',
        id: entityId('enterprise'),
        after: { leadingLevel: level },
      };
      expect(await shelf.ask(Object.assign(new DryRun(), asked))).toMatchObject({
        effects: [{ effect: 'COVERAGE_LOSS', coverageLost: lost, doubleLost: lost, singleLost: 0 }],
      });
    },
  );

  it('is told by a dry run of MarkHouseholdVanished: it leaves the numerator and the denominator', async () => {
    const vanishing = (no: string) =>
      shelf.ask(Object.assign(new DryRun(), { command: 'MarkHouseholdVanished', id: householdId(no) }));
    expect(await vanishing('010')).toMatchObject({
      effects: [
        { coverageLost: 1, denominatorLost: 1, households: [{ householdNo: '010', uncounted: true }] },
      ],
    });
    expect(await vanishing('uncovered')).toMatchObject({
      effects: [{ coverageLost: 0, singleLost: 0, denominatorLost: 1, households: [{ loses: [] }] }],
    });
    expect(await vanishing('unwilling')).toMatchObject({
      effects: [{ coverageLost: 0, denominatorLost: 0 }],
    });
  });

  const factsChanged = (asked: Partial<DryRun>) => shelf.ask(Object.assign(new DryRun(), asked));
  const leavesBoth = (householdNo: string) => ({
    effects: [
      { effect: 'COVERAGE_LOSS', coverageLost: 1, denominatorLost: 1, households: [{ householdNo }] },
    ],
  });
  const staysAsItIs = { effects: [{ effect: 'COVERAGE_LOSS', coverageLost: 0, denominatorLost: 0 }] };

  it.each([
    [false, true, leavesBoth('010')],
    [true, false, leavesBoth('010')],
    [true, true, staysAsItIs],
  ])(
    'is told by a dry run of AssessEligibility to conditions %s and will %s',
    async (hasDevelopmentConditions, isWilling, told) => {
      const after = { eligibility: { hasDevelopmentConditions, isWilling } };
      const asked = { command: 'AssessEligibility', id: householdId('010'), after };
      expect(await factsChanged(asked)).toMatchObject(told);
    },
  );

  it('is told by a dry run of VoidAlleviatedRecord, as of today: the record never was true', async () => {
    const voided = { command: 'VoidAlleviatedRecord', effectiveDate: '2025-01-01' };
    const effects = [{ on: '2025-06-30', coverageLost: 1, denominatorLost: 1 }];
    expect(await factsChanged({ ...voided, id: householdId('010') })).toMatchObject({ effects });
    expect(await factsChanged({ ...voided, id: householdId('monitored') })).toMatchObject(staysAsItIs);
  });

  it('is told by a dry run of VoidMonitoring, by what is true again', async () => {
    const voided = { command: 'VoidMonitoring', id: householdId('monitored') };
    expect(await factsChanged({ ...voided, after: { monitoring: null } })).toMatchObject(
      leavesBoth('monitored'),
    );
    const restored = { category: 'MARGINAL', riskEliminated: true };
    expect(await factsChanged({ ...voided, after: { monitoring: restored } })).toMatchObject(staysAsItIs);
  });

  it('is told by a dry run of EliminateRisk where those without risk no longer count', async () => {
    const asked = { command: 'EliminateRisk', id: householdId('monitored') };
    expect(await factsChanged(asked)).toMatchObject(staysAsItIs);
    const strict = parameters({ 'coverage.includeRiskEliminated': false });
    const other = await asking([...strict, ...happenings.slice(strict.length)], asked);
    expect(other).toMatchObject(leavesBoth('monitored'));
  });

  it('is told by a dry run of ClearLowIncome where that group counts', async () => {
    const asked = { command: 'ClearLowIncome', id: householdId('poor') };
    const poor = [
      household('poor').registered(FIRST_VILLAGE, '2025-01-01'),
      household('poor').lowIncome('2025-01-01'),
      household('poor').assessed('2025-01-01'),
      ...bound('poor', 'coop', '2025-02-01'),
    ];
    const wider = parameters({ 'coverage.targetCategories': ['ALLEVIATED', 'LOW_INCOME'] });
    const told = await asking([...wider, ...happenings.slice(wider.length), ...poor], asked);
    expect(told).toMatchObject(leavesBoth('poor'));
    expect(await asking([...happenings, ...poor], asked)).toMatchObject(staysAsItIs);
  });

  const [judged, named] = [
    { agreementIds: [], evaluationId: derivedId('evaluation', 'loss') },
    { agreementIds: [AGREEMENT], evaluationId: null },
  ];

  it.each([
    ['OrderRectification', 'OPEN', named, 57],
    ['OrderRectification', 'OPEN', judged, 57],
    ['OrderRectification', 'OPEN', { ...named, agreementIds: [] }, 0],
    ['RecheckRectification', 'RECHECK_FAILED', named, 57],
    ['RecheckRectification', 'RECHECK_PASSED', named, 0],
    ['DeclareRectificationFailed', 'FAILED', named, 57],
  ])(
    'is told by a dry run of %s that leads to %s for %j, should it end in revocation',
    async (command, phase, concerned, coverageLost) => {
      const after = { entityId: entityId('coop'), phase, ...concerned };
      expect(await shelf.ask(Object.assign(new DryRun(), { command, after }))).toMatchObject({
        effects: [{ effect: 'COVERAGE_LOSS_IF_REVOKED', on: '2025-07-01', coverageLost }],
      });
    },
  );
});

describe('a change of forms', () => {
  it('costs nobody coverage: each form counts, and OTHER alone is refused unless the county accepts it (R01)', async () => {
    const changes = LINKAGE_FORMS.map((form, n) =>
      binding(String(n).padStart(3, '0'), 'coop').formsChanged('2025-06-01', [form], '县级认可'),
    );
    const shelf = shelfFor();
    await shelf.run(VIEWS, [...happenings, ...changes]);
    const asked = Object.assign(new LossIf(), { entityId: entityId('coop') });
    expect(await shelf.ask(asked)).toMatchObject({ coverageLost: 57, singleLost: 57 });
    await shelf.close();
  });
});

describe('a dry run', () => {
  it('counts everybody and names those the asker may see', async () => {
    const shelf = shelfFor(somebody('TOWN_INFORMANT', PANXI));
    await shelf.run(VIEWS, happenings);
    const asked = Object.assign(new DryRun(), { command: 'RevokeEligibility', id: entityId('coop') });
    const { effects } = (await shelf.ask(asked)) as { effects: readonly Loss[] };
    expect(effects[0]?.coverageLost).toBe(57);
    expect(effects[0]?.households).toHaveLength(38);
    expect(effects[0]?.households[0]).toEqual({
      ...{ householdId: householdId('000'), householdNo: '000', division: FIRST_VILLAGE },
      ...{ loses: ['SINGLE', 'DOUBLE'], uncovered: true, uncounted: false, head: null },
    });
    await shelf.close();
  });

  it('is not stopped by a parameter that is not set', async () => {
    const shelf = shelfFor();
    await shelf.run(VIEWS, happenings.slice(1));
    const asked = Object.assign(new DryRun(), { command: 'RevokeEligibility', id: entityId('coop') });
    expect(await shelf.ask(asked)).toMatchObject({
      effects: [{ effect: 'COVERAGE_LOSS', unknown: [{ code: 'PARAMETER_NOT_CONFIGURED' }] }],
    });
    await shelf.close();
  });

  it('is not stopped by a weak form of an old record that is not counted apart', async () => {
    const old = parameters({ 'coverage.weakForms': ['LAND_TRANSFER'] });
    const asked = { command: 'RevokeEligibility', id: entityId('coop') };
    expect(await asking([...old, ...happenings.slice(old.length)], asked)).toMatchObject({
      effects: [{ unknown: [{ code: 'WEAK_FORM_NOT_TRACKED', params: { because: 'LAND_TRANSFER' } }] }],
    });
  });
});
