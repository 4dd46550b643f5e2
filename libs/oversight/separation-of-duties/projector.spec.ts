import { describe, expect, it } from '@jest/globals';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import { eventVersions } from '@county/county';
import { SEPARATIONS } from './duties';
import { CHECKS, separationOfDuties, type DutyCheck } from './projector';

const DIVISION = '530424102201';

interface By {
  readonly actor: string;
  readonly delegatedBy?: string;
  readonly role?: string;
}

const act = (
  stream: string,
  type: string,
  { actor, delegatedBy, role = 'TOWN_INFORMANT' }: By,
  data = {},
): Happening => ({
  ...{ stream, type, data },
  metadata: {
    actor,
    role,
    actorScope: DIVISION,
    division: DIVISION,
    delegatedBy: delegatedBy ?? null,
    post: null,
  },
});

const BINDING = 'householdBinding-1';
const submitted = (by: By) => act(BINDING, 'HouseholdBindingSubmitted', by);
const activated = (by: By) => act(BINDING, 'HouseholdBindingActivated', by);

const checks = (...events: readonly Happening[]): readonly DutyCheck[] =>
  givenEvents(...events)
    .project(separationOfDuties)
    .all(CHECKS) as readonly DutyCheck[];

const findings = (...events: readonly Happening[]) => checks(...events).map(({ finding }) => finding);

describe('the separation of duties', () => {
  it('is proved by two persons', () => {
    const [check, ...others] = checks(submitted({ actor: 'li' }), activated({ actor: 'wang' }));
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      ...{ division: DIVISION, category: 'householdBinding', stream: BINDING, finding: null },
      ...{ earlier: { duty: 'ENTRY', user: 'li' }, later: { duty: 'REVIEW', user: 'wang' } },
    });
  });

  it('is broken by one person in two roles', () =>
    expect(
      findings(submitted({ actor: 'li' }), activated({ actor: 'li', role: 'COUNTY_INFORMANT' })),
    ).toEqual(['SAME_PERSON']));

  it('is broken by a deputy of whoever did the other, in either order, and by two deputies of one', () => {
    const [li, wang] = [{ actor: 'li' }, { actor: 'wang' }];
    const [forLi, chenForLi] = [
      { actor: 'wang', delegatedBy: 'li' },
      { actor: 'chen', delegatedBy: 'li' },
    ];
    expect(findings(submitted(li), activated(forLi))).toEqual(['DEPUTY']);
    expect(findings(submitted(forLi), activated(li))).toEqual(['DEPUTY']);
    expect(findings(submitted(forLi), activated(chenForLi))).toEqual(['DEPUTY']);
    expect(findings(submitted(wang), activated(chenForLi))).toEqual([null]);
  });

  it('looks at each case by itself: what was submitted anew is another', () =>
    expect(
      findings(
        submitted({ actor: 'li' }),
        act(BINDING, 'HouseholdBindingReturned', { actor: 'wang' }),
        submitted({ actor: 'wang' }),
        activated({ actor: 'li' }),
      ),
    ).toEqual([null, null]));

  it('counts nothing that a policy or a clock did', () =>
    expect(
      findings(submitted({ actor: 'li' }), activated({ actor: 'policy:clock', role: 'SYSTEM' })),
    ).toEqual([]));

  it('keeps those apart who declare, approve, approve again, import and confirm, batch by batch', () => {
    const stream = 'distribution-1';
    const of = (type: string, actor: string, batchNo?: string) => act(stream, type, { actor }, { batchNo });
    const events = [
      of('DistributionDeclared', 'boss'),
      of('DividendsApproved', 'town'),
      of('DividendsApproved', 'county'),
      of('PaymentBatchImported', 'boss', 'B1'),
      of('PaymentBatchImported', 'finance', 'B2'),
    ];
    expect(findings(...events, of('DividendsPaid', 'finance', 'B1')).every((one) => one === null)).toBe(true);
    expect(findings(...events, of('DividendsPaid', 'finance', 'B2'))).toContain('SAME_PERSON');
    expect(findings(...events, of('DividendsPaid', 'town', 'B1'))).toContain('SAME_PERSON');
    expect(
      findings(
        of('DistributionDeclared', 'boss'),
        of('DividendsApproved', 'town'),
        of('DividendsApproved', 'town'),
      ),
    ).toEqual(expect.arrayContaining([null, 'SAME_PERSON']));
  });

  it('keeps those apart who draft and sign, and who answers for an entity from who evaluates it', () => {
    const signing = (actor: string) => [
      act('agreement-1', 'AgreementDrafted', { actor: 'li' }),
      act('agreement-1', 'AgreementSigned', { actor }),
    ];
    expect([findings(...signing('zhao')), findings(...signing('li'))]).toEqual([[null], ['SAME_PERSON']]);
    const parting = [
      act('agreement-1', 'AgreementDrafted', { actor: 'li' }),
      act('agreement-1', 'AgreementTerminationProposed', { actor: 'boss' }),
      act('agreement-1', 'AgreementTerminationSigned', { actor: 'boss' }, { party: 'ENTITY' }),
    ];
    const signedFor = (party: string) =>
      act('agreement-1', 'AgreementTerminationSigned', { actor: 'boss' }, { party });
    expect(findings(...parting)).toEqual([]);
    expect(findings(...parting, signedFor('GOVERNMENT'))).toEqual(['SAME_PERSON']);
    const scoring = (actor: string) => [
      act('evaluation-1', 'SelfReportSubmitted', { actor: 'boss' }),
      act('evaluation-1', 'IndicatorRecorded', { actor }),
      act('evaluation-1', 'ObjectionRaised', { actor: 'boss' }),
    ];
    expect(findings(...scoring('bureau'))).toEqual([null, null]);
    expect(findings(...scoring('boss'))).toEqual(['SAME_PERSON', 'SAME_PERSON']);
    const finding = (actor: string) => [
      act('evaluation-1', 'ScoreComputed', { actor: 'bureau' }),
      act('evaluation-1', 'ObjectionResolved', { actor }),
      act('evaluation-1', 'EvaluationFinalized', { actor }),
    ];
    expect(findings(...finding('county'))).toEqual([null, null]);
    expect(findings(...finding('bureau'))).toEqual(['SAME_PERSON', 'SAME_PERSON']);
  });

  it('keeps those apart who propose and approve a correction, matter by matter', () => {
    const stream = 'distribution-1';
    const of = (type: string, actor: string, correctionId: string) =>
      act(stream, type, { actor }, { correctionId });
    const proposed = [
      of('DividendCorrectionProposed', 'town', 'C1'),
      of('OverpaymentReclaimProposed', 'finance', 'C2'),
    ];
    expect(
      findings(
        ...proposed,
        of('DividendLineCorrected', 'finance', 'C1'),
        of('OverpaymentReclaimed', 'town', 'C2'),
      ),
    ).toEqual([null, null]);
    expect(findings(...proposed, of('DividendLineCorrected', 'town', 'C1'))).toEqual(['SAME_PERSON']);
  });

  it('lets whoever proposed a correction think better of it', () => {
    const of = (type: string) => act('distribution-1', type, { actor: 'town' }, { correctionId: 'C1' });
    expect(findings(of('WithheldReleaseProposed'), of('DividendCorrectionRejected'))).toEqual([]);
  });

  it('takes two amendments that one person signed for the government as they are: one party', () => {
    const amended = act('agreement-1', 'AgreementAmended', { actor: 'wang' });
    const signed = act('agreement-1', 'AgreementSigned', { actor: 'wang' }, { party: 'GOVERNMENT' });
    expect(findings(signed, amended, amended)).toEqual([]);
  });

  it('keeps those apart who propose and decide on a value, proposal by proposal, in the place that it is for', () => {
    const of = (type: string, actor: string, entryId: string) => ({
      ...act('parameter-1', type, { actor, role: 'ADMIN' }, { entryId, scope: DIVISION }),
      metadata: { actor, role: 'ADMIN', division: null },
    });
    const waiting = [of('PolicyParameterProposed', 'li', 'a'), of('PolicyParameterProposed', 'wang', 'b')];
    const [one, other, ...more] = checks(
      ...waiting,
      of('PolicyParameterSet', 'wang', 'a'),
      of('PolicyParameterProposalRefused', 'wang', 'b'),
    );
    expect([one?.finding, other?.finding, more]).toEqual([null, 'SAME_PERSON', []]);
    expect(one).toMatchObject({ category: 'parameter', division: DIVISION });
    expect(findings(of('PolicyParameterSet', 'wang', 'c'))).toEqual([]);
  });

  it('keeps whoever appoints apart from whoever is appointed, also where a deputy appoints for the one', () => {
    const appointed = (by: By) => act('appointment-1', 'OfficerAppointed', by, { user: 'li' });
    const [check] = checks(appointed({ actor: 'admin', role: 'ADMIN' }));
    expect(check).toMatchObject({
      ...{ category: 'appointment', finding: null },
      ...{ earlier: { duty: 'APPOINTEE', user: 'li' }, later: { duty: 'APPOINTMENT', user: 'admin' } },
    });
    expect(findings(appointed({ actor: 'li', role: 'ADMIN' }))).toEqual(['SAME_PERSON']);
    expect(findings(appointed({ actor: 'wang', delegatedBy: 'li', role: 'ADMIN' }))).toEqual(['DEPUTY']);
    expect(findings(appointed({ actor: 'operator', role: 'SYSTEM' }))).toEqual([]);
    const stoodIn = (to: string) => act('appointment-1', 'DelegationGranted', { actor: 'admin' }, { to });
    expect([findings(stoodIn('li')), findings(stoodIn('admin'))]).toEqual([[null], ['SAME_PERSON']]);
  });

  it('keeps those apart who speak for different offices on an evaluation, and lets one office speak anew', () => {
    const spoken = (actor: string, role: string) =>
      act('evaluation-1', 'EvaluationOpinionRecorded', { actor, role });
    const first = spoken('li', 'AGRI_BUREAU');
    expect(findings(first, spoken('wang', 'FINANCE_BUREAU'))).toEqual([null]);
    expect(findings(first, spoken('li', 'FINANCE_BUREAU'))).toEqual(['SAME_PERSON']);
    expect(findings(first, spoken('li', 'AGRI_BUREAU'))).toEqual([]);
    const boss = act('evaluation-1', 'SelfReportSubmitted', { actor: 'boss', role: 'ENTITY_MANAGER' });
    expect(findings(boss, spoken('boss', 'AGRI_BUREAU'))).toEqual(['SAME_PERSON']);
  });

  it('counts whoever issued the token of a program with the program', () => {
    const entered = { actor: 'program:import', delegatedBy: 'admin' };
    const approved = { actor: 'program:approve', delegatedBy: 'admin', role: 'COUNTY_SIGNER' };
    expect(findings(submitted(entered), activated(approved))).toEqual(['DEPUTY']);
    expect(findings(submitted(entered), activated({ actor: 'admin' }))).toEqual(['DEPUTY']);
  });

  it('knows none but events that there are', () => {
    const known = eventVersions();
    const told = Object.values(SEPARATIONS).flatMap(({ acts, begins }) => [...Object.keys(acts), ...begins]);
    expect(told.filter((type) => known[type] === undefined)).toEqual([]);
  });
});
