import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitingStreams } from '@county/waiting';
import { DEPARTMENTS, type Role } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import type { EnginePair, OpenEngines } from '../engines/pairs';
import { shuangbang } from './command-line';
import { linkDirectly } from './direct-linkage';
import { partInVain } from './parting';
import { RunningCounty, type Session } from './running-county';
import { aCounty, HOUSEHOLDS, setParameters, terms, type Founded } from './founding';

const CONSEQUENCE = 'evaluation-to-consequence';
const VILLAGES = ['530424102201', '530424102202'];

/**
 * One story from a registered household to a revoked cooperative and a household bound anew, told over HTTP by the people who
 * would tell it. Each test is the next step of the one before.
 */
export const journey = ({ name, open }: EnginePair): void => {
  describe(`from a household to a revoked cooperative, on ${name}`, () => {
    let engines: OpenEngines;
    let county: RunningCounty;
    let founded: Founded;
    let [village, town, informant, manager]: Session[] = [];
    let agreementId = '';
    let distributionId = '';
    let evaluationId = '';
    let rectificationId = '';

    const signer = (level: Role): Session => county.as(level);
    const session = (one: Session | undefined): Session => one as Session;

    beforeAll(async () => {
      engines = await open();
      county = await RunningCounty.start('2024-01-08', engines.settings);
      founded = await aCounty(county, { without: ['rectification.days'] });
      village = county.as('VILLAGE_INFORMANT', '530424102201', { user: 'village-clerk' });
      town = county.as('TOWN_INFORMANT', '530424102000', { user: 'town-clerk' });
      informant = county.as('COUNTY_INFORMANT', '530424000000', { user: 'county-clerk' });
      manager = county.as('ENTITY_MANAGER', '530424000000', {
        user: 'manager',
        subjectId: founded.cooperative,
      });
    }, 240_000);

    afterAll(async () => {
      await county.stop();
      await engines.close();
    });

    it('binds the households to the cooperative, reviewed by another person', async () => {
      for (const [index, householdId] of founded.households.entries()) {
        const clerk = county.as('VILLAGE_INFORMANT', VILLAGES[index % 2]);
        const { id } = await clerk.does('/household-bindings', {
          householdId,
          entityId: founded.cooperative,
          industry: 'FRUIT',
          forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'],
          startDate: '2024-02-01',
          agreementDueBy: '2024-06-30',
        });
        await clerk.does(`/household-bindings/${id as string}/submit`, { consentRef: 'consent-sheet' });
        await county.goTo('2024-02-01');
        await session(informant).does(`/household-bindings/${id as string}/activate`);
      }
      const ledger = await session(informant).sees('/household-bindings', {
        entityId: founded.cooperative,
        state: 'ACTIVE',
      });
      expect(ledger.items).toHaveLength(HOUSEHOLDS);
    });

    it('drafts the agreement and refuses a signature below the span of its villages', async () => {
      const drafted = await session(town).does('/agreements', {
        entityId: founded.cooperative,
        terms: terms(founded),
      });
      agreementId = drafted.id as string;
      await session(town).does(`/agreements/${agreementId}/submit`);
      const answer = await signer('VILLAGE_COMMITTEE').post(`/agreements/${agreementId}/sign`, {
        party: 'GOVERNMENT',
        agreementNo: '华双绑〔2024〕1号',
        scan: 'scan-1 sha256:aa',
      });
      expect([answer.status, answer.body.code]).toEqual([409, 'SIGN_LEVEL_TOO_LOW']);
      expect(answer.body).toMatchObject({ required: 'TOWN', actual: 'VILLAGE' });
    });

    it('concludes it when town, cooperative and households have signed, and it comes into force on its day', async () => {
      const sign = (who: Session, body: object) => who.does(`/agreements/${agreementId}/sign`, body);
      await sign(signer('TOWN_SIGNER'), {
        party: 'GOVERNMENT',
        agreementNo: '华双绑〔2024〕1号',
        scan: 'scan-1 sha256:aa',
      });
      await sign(session(manager), { party: 'ENTITY', scan: 'scan-2 sha256:bb' });
      const last = await sign(signer('VILLAGE_COMMITTEE'), { party: 'HOUSEHOLDS', scan: 'scan-3 sha256:cc' });
      expect(last.events).toEqual(['AgreementSigned', 'AgreementConcluded']);
      await county.goTo('2024-03-01');
      const agreement = await session(town).sees(`/agreements/${agreementId}`);
      expect(agreement).toMatchObject({ state: 'IN_FORCE', inForceSince: '2024-03-01' });
    });

    it('amends it: at the level of its villages, by all parties, and not before its day', async () => {
      const paper = `/agreements/${agreementId}`;
      const amended = { ...terms(founded), helpProject: '柑桔加工基地' };
      await session(town).does(`${paper}/amend`, { terms: amended, from: '2024-03-20' });
      const { amendment } = await session(town).sees(paper);
      expect(amendment).toMatchObject({ version: 2, requiredLevel: 'TOWN', signatures: [] });
      const signature = (party: string) => ({
        ...{ amendmentId: amendment.amendmentId as string, party, scan: 'scan-4 sha256:dd' },
      });
      const low = await signer('VILLAGE_COMMITTEE').post(`${paper}/sign-amendment`, signature('GOVERNMENT'));
      expect([low.status, low.body.code]).toEqual([409, 'SIGN_LEVEL_TOO_LOW']);
      await signer('TOWN_SIGNER').does(`${paper}/sign-amendment`, signature('GOVERNMENT'));
      await session(manager).does(`${paper}/sign-amendment`, signature('ENTITY'));
      await signer('VILLAGE_COMMITTEE').does(`${paper}/sign-amendment`, signature('HOUSEHOLDS'));
      await county.goTo('2024-03-19');
      expect(await session(town).sees(paper)).toMatchObject({ version: 1, helpProject: '柑桔基地' });
      await county.goTo('2024-03-20');
      expect(await session(town).sees(paper)).toMatchObject({ version: 2, helpProject: '柑桔加工基地' });
      const explained = await session(town).sees(`${paper}/sign-level/explain`, {
        amendmentId: amendment.amendmentId as string,
      });
      expect(explained).toMatchObject({ result: { requiredLevel: 'TOWN' }, agrees: true });
      const at = async (asOf: string) =>
        (await county.as('AUDITOR').sees(`/history/agreement/${agreementId}/state`, { asOf })).state.version;
      expect([await at('2024-03-19'), await at('2024-03-20')]).toEqual([1, 2]);
    });

    it('does not end by the consent of two: the third declines, and the agreement stands', () =>
      partInVain(`/agreements/${agreementId}`, session(manager), signer));

    it('declares a dividend, splits it to the fen and wants two persons to approve', async () => {
      const scheme = await session(manager).does('/dividend-schemes', {
        entityId: founded.cooperative,
        agreementId,
        terms: {
          mode: 'GUARANTEED',
          principalFen: 10_000_000,
          annualRate: { numerator: 6, denominator: 100 },
          beneficiaries: founded.households.map((householdId) => ({ householdId, shares: 1 })),
          timesPerYear: 1,
          payDay: '12-20',
        },
      });
      await session(town).does(`/dividend-schemes/${scheme.id as string}/adopt`, {
        minutesRef: 'minutes-2024-03',
      });
      await county.goTo('2024-12-02');
      const declared = await session(manager).does('/distributions', {
        schemeId: scheme.id,
        entityId: founded.cooperative,
        periodFrom: '2024-03-01',
        periodTo: '2025-02-28',
        payDate: '2024-12-20',
      });
      distributionId = declared.id as string;
      await session(manager).does(`/distributions/${distributionId}/calculate`);
      const lines = await session(town).sees('/distributions/lines', { distributionId });
      const due: number[] = lines.items.map(({ dueFen }: { dueFen: number }) => dueFen);
      expect(due.reduce((sum, fen) => sum + fen, 0)).toBe(600_000);

      const approve = `/distributions/${distributionId}/approve`;
      await session(town).does(approve);
      const twice = await session(town).post(approve);
      expect(twice.status).toBe(409);
      await county.as('COUNTY_INFORMANT', '530424000000', { user: 'second-approver' }).does(approve);
    });

    it('pays one household, and the rest is overdue the day after', async () => {
      const lines = await session(town).sees('/distributions/lines', { distributionId });
      const { householdId, dueFen } = lines.items[0] as { householdId: string; dueFen: number };
      const batch = { batchNo: 'bank-1', paid: [{ householdId, amountFen: dueFen }], failed: [] };
      const off = await session(manager).post(`/distributions/${distributionId}/import-batch`, {
        ...batch,
        bankTotalFen: dueFen + 1,
      });
      expect([off.status, off.body.code]).toEqual([409, 'DIVIDEND_SUM_MISMATCH']);
      await session(manager).does(`/distributions/${distributionId}/import-batch`, {
        ...batch,
        bankTotalFen: dueFen,
      });
      await county
        .as('FINANCE_BUREAU')
        .does(`/distributions/${distributionId}/confirm-batch`, { batchNo: 'bank-1' });
      await county.goTo('2024-12-21');
      const distribution = await session(town).sees(`/distributions/${distributionId}`);
      expect(distribution.isOverdue).toBe(true);
      const owed = await session(town).sees('/distributions/overdue-by-entity');
      expect(owed.items[0]).toMatchObject({ entityId: founded.cooperative, unpaidFen: 600_000 - dueFen });
    });

    it('finds the agreement not fulfilled in the evaluation of January', async () => {
      await county.goTo('2025-01-10');
      const bureau = county.as('AGRI_BUREAU', '530424000000', { user: 'agri-1' });
      const plan = { entityId: founded.cooperative, year: 2024, agreementIds: [agreementId] };
      const planned = await bureau.does('/evaluations', plan);
      evaluationId = planned.id as string;
      expect(evaluationId).toBe(derivedId('evaluation', founded.cooperative, 2024));
      await county.settle();
      const report = { statement: '已分红', evidence: [] };
      await session(manager).does(`/evaluations/${evaluationId}/self-report`, report);
      await bureau.does(`/evaluations/${evaluationId}/score`);
      const early = await bureau.post(`/evaluations/${evaluationId}/finalize`);
      expect([early.status, early.body.code]).toEqual([409, 'OBJECTION_WINDOW_RUNNING']);
      await county.goTo('2025-01-25');
      const decider = county.as('AGRI_BUREAU', '530424000000', { user: 'agri-2' });
      const alone = await decider.post(`/evaluations/${evaluationId}/finalize`);
      expect(alone.body).toMatchObject({
        code: 'RESIDENT_TEAM_OPINION_MISSING',
        errors: [{}, { code: 'TOO_FEW_DEPARTMENTS' }],
      });
      for (const department of DEPARTMENTS)
        await county.as(department).does(`/evaluations/${evaluationId}/opinions`, { opinion: '分红未兑现' });
      await county
        .as('RESIDENT_TEAM', VILLAGES[0])
        .does(`/evaluations/${evaluationId}/resident-team-opinion`, { opinion: '农户未收到分红' });
      const own = await bureau.post(`/evaluations/${evaluationId}/finalize`);
      expect([own.status, own.body.code]).toEqual([409, 'FINALIZER_IS_SCORER']);
      await decider.does(`/evaluations/${evaluationId}/finalize`);
      const evaluation = await bureau.sees(`/evaluations/${evaluationId}`);
      expect(evaluation).toMatchObject({ result: 'NOT_FULFILLED' });
    });

    it('waits with the order while nobody has said how many days there are to put it right, and shows that', async () => {
      const stream = `evaluation-${evaluationId}`;
      const error = 'PARAMETER_NOT_CONFIGURED';
      const { status, body } = await county.http.get('/health/ready');
      const policy = body.projections.find(({ name }: { name: string }) => name === CONSEQUENCE);
      expect([status, policy]).toEqual([
        200,
        expect.objectContaining({ parkedStreams: 1, parked: [{ stream, error }] }),
      ]);
      expect(await waitingStreams(county.county)).toMatchObject([
        { projection: CONSEQUENCE, stream, error, attempts: 1, isAsked: false },
      ]);
    });

    it('goes on once that is said and an operator has it tried again, while the county is at work', async () => {
      await setParameters(county, ['rectification.days']);
      const replay = ['parked', 'replay', CONSEQUENCE, '--wait', '60'];
      const said = await county.whileKept(() => shuangbang(replay, county.environment));
      const waits = `parked policy ${CONSEQUENCE}: evaluation-${evaluationId} from revision \\d+, recorded 2025-01-25T.*: PARAMETER_NOT_CONFIGURED \\(1 attempts, asked to try again\\)`;
      expect([said.err, said.status, said.out]).toEqual([
        '',
        0,
        expect.stringMatching(`^${waits}\nall that waited was taken\n$`),
      ]);
    });

    it('is ordered to rectify by the policy, with the agreement under rectification', async () => {
      const supervisor = county.as('SUPERVISOR');
      const board = await supervisor.sees('/rectifications', { entityId: founded.cooperative });
      expect(board.items).toHaveLength(1);
      expect(board.items[0]).toMatchObject({
        state: 'OPEN',
        dueDate: '2025-02-24',
        agreementIds: [agreementId],
      });
      rectificationId = board.items[0].id as string;
      expect(await supervisor.sees(`/agreements/${agreementId}`)).toMatchObject({ state: 'RECTIFYING' });
    });

    it('cannot be terminated or revoked before a re-check has failed', async () => {
      const county1 = signer('COUNTY_SIGNER');
      const terminate = await county1.post(`/agreements/${agreementId}/terminate`, {
        decisionNo: '华政办〔2025〕3号',
        rectificationId,
        settlement: 'unpaid dividends stay due',
      });
      expect([terminate.status, terminate.body.code]).toEqual([
        409,
        'TERMINATION_WITHOUT_FAILED_RECTIFICATION',
      ]);
      const revoke = await county1.post(`/entities/${founded.cooperative}/revoke-eligibility`, {
        decisionNo: '华政办〔2025〕3号',
        agreementId,
      });
      expect([revoke.status, revoke.body.code]).toEqual([409, 'REVOCATION_WITHOUT_TERMINATION']);
    });

    it('fails the re-check of somebody else than who replied', async () => {
      const at = (step: string) => `/rectifications/${rectificationId}/${step}`;
      await session(manager).does(at('acknowledge'));
      await session(manager).does(at('reply'), { measures: 'will pay', evidence: ['photo-1'] });
      const bureau = county.as('AGRI_BUREAU', '530424000000', { user: 'agri-1' });
      await bureau.does(at('recheck'), { passed: false, findings: 'still unpaid' });
      const failed = { decisionNo: '华农〔2025〕7号' };
      const dry = await bureau.post(at('declare-failed'), failed, { dryRun: true });
      expect(dry.body.effects).toMatchObject([
        { effect: 'COVERAGE_LOSS_IF_REVOKED', coverageLost: HOUSEHOLDS },
      ]);
      await bureau.does(at('declare-failed'), failed);
      const agreement = await bureau.sees(`/agreements/${agreementId}`);
      expect(agreement).toMatchObject({ state: 'RECTIFYING', failedRectifications: [rectificationId] });
    });

    it('shows who would lose coverage before the agreement is terminated', async () => {
      const before = await session(informant).sees('/coverage', { division: '530424000000' });
      expect(before.double).toMatchObject({ numerator: HOUSEHOLDS });
      const plan = {
        decisionNo: '华政办〔2025〕4号',
        rectificationId,
        settlement: 'unpaid dividends stay due',
      };
      const dry = await signer('COUNTY_SIGNER').post(`/agreements/${agreementId}/terminate`, plan, {
        dryRun: true,
      });
      expect(dry.body.dryRun).toBe(true);
      expect(dry.body.effects[0]).toMatchObject({ coverageLost: HOUSEHOLDS, doubleLost: HOUSEHOLDS });
      expect(await session(informant).sees(`/agreements/${agreementId}`)).toMatchObject({
        state: 'RECTIFYING',
      });
    });

    it('is terminated, its bindings end with it, then the cooperative is revoked', async () => {
      await county.goTo('2025-03-10');
      const decider = signer('COUNTY_SIGNER');
      await decider.does(`/agreements/${agreementId}/terminate`, {
        decisionNo: '华政办〔2025〕4号',
        rectificationId,
        settlement: 'unpaid dividends stay due',
      });
      const ended = await decider.sees('/household-bindings', {
        entityId: founded.cooperative,
        state: 'ENDED',
      });
      expect(ended.items).toHaveLength(HOUSEHOLDS);
      await decider.does(`/entities/${founded.cooperative}/revoke-eligibility`, {
        decisionNo: '华政办〔2025〕5号',
        agreementId,
      });
      expect(await decider.sees(`/entities/${founded.cooperative}`)).toMatchObject({ state: 'REVOKED' });
      const refused = await session(village).post('/household-bindings', {
        householdId: founded.households[0],
        entityId: founded.cooperative,
        industry: 'FRUIT',
        forms: ['ORDER_FARMING'],
        startDate: '2025-03-10',
        agreementDueBy: '2025-06-30',
      });
      expect([refused.status, refused.body.code]).toEqual([409, 'ENTITY_REVOKED']);
    });

    it('leaves no household alone in silence: the re-homing list names them, and one is bound anew', async () => {
      const list = await session(informant).sees('/re-homings');
      expect(list.items).toHaveLength(HOUSEHOLDS);
      const { id: fromBindingId, householdId, division } = list.items[0] as Record<string, string>;
      const clerk = county.as('VILLAGE_INFORMANT', division);
      const rehomed = await clerk.does('/household-bindings/rehome', {
        fromBindingId,
        householdId,
        entityId: founded.otherCooperative,
        industry: 'FRUIT',
        forms: ['ORDER_FARMING'],
        startDate: '2025-03-11',
        agreementDueBy: '2025-06-30',
      });
      await clerk.does(`/household-bindings/${rehomed.id as string}/submit`, { consentRef: 'consent-2' });
      await county.goTo('2025-03-11');
      await session(informant).does(`/household-bindings/${rehomed.id as string}/activate`);
      const after = await session(informant).sees('/coverage', {
        division: '530424000000',
        asOf: '2025-03-11',
      });
      expect(after.single).toMatchObject({ numerator: 1 });
    });

    it('leaves on it whom only an enterprise took', () => linkDirectly(county, founded.enterprise));

    it('shows the auditor three different, right states of the agreement', async () => {
      const auditor = county.as('AUDITOR');
      const at = async (asOf: string) =>
        (await auditor.sees(`/history/agreement/${agreementId}/state`, { asOf })).state;
      const [signed, rectifying, terminated] = [
        await at('2024-03-15'),
        await at('2025-02-01'),
        await at('2025-03-10'),
      ];
      expect(signed).toMatchObject({ phase: 'IN_FORCE' });
      expect(rectifying).toMatchObject({ phase: 'RECTIFYING' });
      expect(terminated).toMatchObject({ phase: 'TERMINATED' });
      const never = await auditor.get(`/history/agreement/${agreementId}/state`, { asOf: '2023-12-31' });
      expect([never.status, never.body.code]).toEqual([404, 'NOT_THERE_THEN']);
      const story = await auditor.sees(`/history/agreement/${agreementId}`, { limit: 100 });
      const types = story.items.map(({ type }: { type: string }) => type);
      expect(types.at(0)).toBe('AgreementDrafted');
      expect(types.at(-1)).toBe('AgreementTerminated');
      for (const chapter of story.items)
        expect(chapter).toMatchObject({
          who: expect.anything(),
          effectiveDate: expect.any(String),
          recordedAt: expect.any(String),
          hash: expect.any(String),
        });
    });
  });
};
