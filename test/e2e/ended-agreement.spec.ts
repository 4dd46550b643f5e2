import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEPARTMENTS } from '@kernel/actor';
import { aCounty, terms, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

const HOME = '530424102201';

/**
 * R17, R18: an evaluation of last year has its result when the agreements that ended on 31 December are over. Each test follows the
 * one before.
 */
describe('from an agreement that ended on 31 December to a revocation', () => {
  let county: RunningCounty;
  let founded: Founded;
  /** One that ran out, one that ran out and was renewed, and what renews it. */
  let [ended, renewed, renewal] = ['', '', ''];
  let [evaluation, evaluationOfRenewed, order, orderOfRenewed] = ['', '', '', ''];

  const bureau = (user = 'agri-1'): Session => county.as('AGRI_BUREAU', '530424000000', { user });
  const decider = (): Session => county.as('COUNTY_SIGNER');
  const manager = (subjectId: string): Session =>
    county.as('ENTITY_MANAGER', '530424000000', { user: 'manager', subjectId });
  const paper = (id: string) => county.as('TOWN_INFORMANT').sees(`/agreements/${id}`);
  const refused = ({ status, body }: Answer): readonly unknown[] => [status, body.code];
  const revoking = (agreementId: string) => ({ decisionNo: '华政办〔2025〕5号', agreementId });
  const due = async (entityId: string) => (await decider().sees('/revocations-due', { entityId })).items;

  const signed = async (path: string, body: { readonly entityId: string }, no: string): Promise<string> => {
    const drafter = county.as('TOWN_INFORMANT');
    const { id } = await drafter.does(path, body);
    const at = `/agreements/${id as string}`;
    await drafter.does(`${at}/submit`);
    const government = { party: 'GOVERNMENT', agreementNo: no, scan: 'scan-1 sha256:aa' };
    await county.as('TOWN_SIGNER').does(`${at}/sign`, government);
    await manager(body.entityId).does(`${at}/sign`, { party: 'ENTITY', scan: 'scan-2 sha256:bb' });
    const households = { party: 'HOUSEHOLDS', scan: 'scan-3 sha256:cc' };
    await county.as('VILLAGE_COMMITTEE').does(`${at}/sign`, households);
    return id as string;
  };
  const ofYear = (year: number): object => ({
    ...terms({ ...founded, households: founded.households.slice(1) }),
    ...{ startDate: `${String(year)}-03-01`, endDate: `${String(year)}-12-31` },
    incomeDeadline: `${String(year)}-12-31`,
  });

  /** A household that is on no agreement, so that it is bound still when those have ended. */
  const bind = async (entityId: string, householdId: string | undefined): Promise<void> => {
    const clerk = county.as('VILLAGE_INFORMANT', HOME);
    const { id } = await clerk.does('/household-bindings', {
      ...{ householdId, entityId, industry: 'FRUIT', forms: ['ORDER_FARMING'] },
      ...{ startDate: '2024-01-08', agreementDueBy: '2025-12-31' },
    });
    await clerk.does(`/household-bindings/${id as string}/submit`, { consentRef: '同意书-1' });
    const reviewer = county.as('COUNTY_INFORMANT', '530424000000', { user: 'reviewer' });
    await reviewer.does(`/household-bindings/${id as string}/activate`);
  };

  const scored = async (entityId: string, agreementId: string): Promise<string> => {
    const { id } = await bureau().does('/evaluations', { entityId, year: 2024, agreementIds: [agreementId] });
    await county.settle();
    const veto = { veto: 'DIVERTED_MONEY', evidence: '审计取证单-1' };
    await county.as('SUPERVISOR').does(`/evaluations/${id as string}/vetoes`, veto);
    await bureau().does(`/evaluations/${id as string}/score`, { reason: '逾期未报自评' });
    return id as string;
  };
  const finalized = async (id: string): Promise<string> => {
    const at = `/evaluations/${id}`;
    for (const department of DEPARTMENTS)
      await county.as(department).does(`${at}/opinions`, { opinion: '挪用资金' });
    const team = county.as('RESIDENT_TEAM', HOME);
    await team.does(`${at}/resident-team-opinion`, { opinion: '农户未收到分红' });
    await bureau('agri-2').does(`${at}/finalize`);
    const { items } = await bureau().sees('/rectifications', { sourceId: id });
    expect(items).toMatchObject([{ state: 'OPEN', source: 'EVALUATION' }]);
    return items[0].id as string;
  };
  const failing = async (id: string, entityId: string): Promise<Answer> => {
    const at = (step: string) => `/rectifications/${id}/${step}`;
    await manager(entityId).does(at('acknowledge'));
    await manager(entityId).does(at('reply'), { measures: '承诺补付', evidence: ['照片-1'] });
    await bureau().does(at('recheck'), { passed: false, findings: '仍未补付' });
    const failed = { decisionNo: '华农〔2025〕7号' };
    const dry = await bureau().post(at('declare-failed'), failed, { dryRun: true });
    await bureau().does(at('declare-failed'), failed);
    await county.settle();
    return dry;
  };

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    await bind(founded.cooperative, founded.households[0]);
    const first = { entityId: founded.cooperative, terms: ofYear(2024) };
    ended = await signed('/agreements', first, '协议-1');
    const second = { entityId: founded.otherCooperative, terms: ofYear(2024) };
    renewed = await signed('/agreements', second, '协议-2');
    await county.goTo('2024-12-20');
    const third = { entityId: founded.otherCooperative, terms: ofYear(2025), renews: renewed };
    renewal = await signed('/agreements/renew', third, '协议-3');
    await county.goTo('2025-03-01');
  }, 120_000);

  afterAll(() => county.stop());

  it('judges the year that the agreement was in force in, though it is over', async () => {
    expect([await paper(ended), await paper(renewed), await paper(renewal)]).toMatchObject([
      { state: 'EXPIRED', endedOn: '2025-01-01' },
      { state: 'EXPIRED', endedOn: '2025-01-01' },
      { state: 'IN_FORCE', inForceSince: '2025-03-01' },
    ]);
    evaluation = await scored(founded.cooperative, ended);
    evaluationOfRenewed = await scored(founded.otherCooperative, renewed);
    expect(await bureau().sees(`/evaluations/${evaluation}`)).toMatchObject({ agreementIds: [ended] });
  });

  it('lets nobody part between the score and the result, from what renews it neither', async () => {
    const part = { cause: 'BY_CONSENT', decisionNo: '解除书1', settlement: '无欠付', unpaidFen: 0 };
    const consent = () =>
      manager(founded.otherCooperative).post(`/agreements/${renewal}/terminate-by-consent`, part);
    expect(refused(await consent())).toEqual([409, 'AGREEMENT_UNDER_EVALUATION']);
    await county.goTo('2025-03-15');
    order = await finalized(evaluation);
    orderOfRenewed = await finalized(evaluationOfRenewed);
    expect(refused(await consent())).toEqual([409, 'AGREEMENT_UNDER_RECTIFICATION']);
  });

  it('orders what was judged to be put right, and places under rectification what is in force of it', async () => {
    const named = async (id: string) => (await bureau().sees(`/rectifications/${id}`)).agreementIds;
    expect(await named(order)).toEqual([ended]);
    expect(await named(orderOfRenewed)).toEqual([renewed, renewal]);
    expect([await paper(ended), await paper(renewed), await paper(renewal)]).toMatchObject([
      ...[{ state: 'EXPIRED' }, { state: 'EXPIRED' }],
      { state: 'RECTIFYING', openRectifications: [orderOfRenewed] },
    ]);
  });

  it('cannot be revoked before the re-check has failed; the dry run of that says who would lose coverage', async () => {
    const early = await decider().post(
      `/entities/${founded.cooperative}/revoke-eligibility`,
      ...[{ ...revoking(ended), rectificationId: order }],
    );
    expect(refused(early)).toEqual([409, 'TERMINATION_WITHOUT_FAILED_RECTIFICATION']);
    expect(await due(founded.cooperative)).toEqual([]);
    const { body } = await failing(order, founded.cooperative);
    expect(body.effects).toMatchObject([{ effect: 'COVERAGE_LOSS_IF_REVOKED', coverageLost: 1 }]);
    expect(await paper(ended)).toMatchObject({ state: 'EXPIRED', failedRectifications: [order] });
  });

  it('waits for the revocation with nothing left to terminate, and is revoked', async () => {
    expect(await due(founded.cooperative)).toMatchObject([
      { agreementId: ended, rectificationId: order, decisionNo: null, since: '2025-03-15', state: 'OPEN' },
    ]);
    const again = { decisionNo: '华政办〔2025〕4号', settlement: '限期补付' };
    const terminate = await decider().post(`/agreements/${ended}/terminate`, again);
    expect(refused(terminate)).toEqual([409, 'AGREEMENT_NOT_IN_FORCE']);
    await decider().does(`/entities/${founded.cooperative}/revoke-eligibility`, revoking(ended));
    expect(await decider().sees(`/entities/${founded.cooperative}`)).toMatchObject({ state: 'REVOKED' });
    expect(await due(founded.cooperative)).toMatchObject([{ agreementId: ended, state: 'REVOKED' }]);
    const homeless = await county.as('COUNTY_INFORMANT').sees('/re-homings');
    expect(homeless.items).toMatchObject([{ householdId: founded.households[0], cause: 'ENTITY_REVOKED' }]);
  });

  it('has what renews it terminated first, where it was renewed', async () => {
    await failing(orderOfRenewed, founded.otherCooperative);
    const revoke = () =>
      decider().post(`/entities/${founded.otherCooperative}/revoke-eligibility`, revoking(renewed));
    const early = await revoke();
    expect(refused(early)).toEqual([409, 'AGREEMENT_CONCERNED_IN_FORCE']);
    expect(early.body).toMatchObject({ agreementIds: [renewal] });
    const terminate = { decisionNo: '华政办〔2025〕6号', settlement: '限期补付' };
    await decider().does(`/agreements/${renewal}/terminate`, terminate);
    expect((await revoke()).status).toBeLessThan(300);
    const settled = await due(founded.otherCooperative);
    expect(settled).toHaveLength(2);
    expect(settled.every(({ state }: { state: string }) => state === 'REVOKED')).toBe(true);
  });
});
