import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { evaluationId } from '@kernel/evaluation-id';
import { derivedId } from '@kernel/ids';
import { underAgreement } from '@linkage/distribution/facts';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { agreementOf } from '@registry/entity/facts';
import { parameterId } from '@registry/parameter/state';
import { handledAgreement } from './aggregate';
import { DraftAgreement, SignAgreement, SubmitForSignature, TerminateAgreement } from './commands';
import { TerminateByConsent } from './consent-commands';
import { CorrectAgreementNo } from './number-commands';
import { AGREEMENT, COOP, covered, HOME, known, LI, SAME_TOWN, somebody } from './story';
import { terms, termsPart, WANG, WANG_BINDING } from './story';

const household = (id: string, villageCode: string): Happening => ({
  stream: `household-${id}`,
  type: 'HouseholdRegistered',
  data: { householdNo: id, villageCode, populationCount: 3, labourCount: 2, group: null },
});
const entity = (type: string): Happening => ({
  stream: `entity-${COOP}`,
  type,
  data: { kind: 'COOPERATIVE', villageCode: HOME, industries: ['FRUIT'], leadingLevel: null },
});
const signLevel: Happening = {
  stream: `parameter-${parameterId('agreement.signLevel')}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: 'e1', key: 'agreement.signLevel', scope: '530424000000', value: known.signLevel.table },
    ...{ effectiveFrom: '2020-01-01', effectiveTo: null, sourceDocument: '商政办发〔2016〕98号' },
    ...{ clause: '四（二）', approvedBy: '县政府' },
  },
};
const NOON = Date.parse('2025-03-01T04:00:00.000Z');
const clerk = somebody('VILLAGE_INFORMANT');
const county = { ...somebody('COUNTY_SIGNER'), scope: divisionCode('530424000000') };
const draft = (...ids: readonly string[]) =>
  command(DraftAgreement, { entityId: COOP, terms: termsPart({ households: ids.map((id) => covered(id)) }) });
const submit = () => command(SubmitForSignature, {});
const sign = (agreementNo: string) =>
  command(SignAgreement, { party: 'GOVERNMENT', agreementNo, scan: 'scan-1' });

describe('an agreement on the real write path', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledAgreement], NOON);
    await desk.happened(entity('EntityRegistered'), household(WANG, HOME), household(LI, SAME_TOWN));
  });
  afterEach(() => desk.close());

  const submitted = async () => {
    const { id } = await desk.send(draft(WANG, LI), clerk);
    await desk.send(submit(), clerk, { id });
    return id;
  };

  it('reads where the households live and what the county decided, and freezes who must sign', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const { id } = await desk.send(draft(WANG, LI), clerk);
    const { events } = await desk.send(submit(), clerk, { id });
    expect(events).toMatchObject([
      {
        type: 'AgreementSubmitted',
        data: {
          requiredLevel: 'TOWN',
          villages: [HOME, SAME_TOWN],
          explanation: { rule: 'SAME_TOWN', source: '商政办发〔2016〕98号 四（二）' },
        },
      },
    ]);
  });

  it('does not guess who signs where the county decided nothing', async () => {
    await desk.happened(entity('EntityApproved'));
    const { id } = await desk.send(draft(WANG), clerk);
    await expect(desk.send(submit(), clerk, { id })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });

  it('is refused with an entity that is not approved, and with people who are not registered', async () => {
    await expect(desk.send(draft(WANG), clerk)).rejects.toThrow('ENTITY_NOT_ACTIVE');
    await desk.happened(entity('EntityApproved'));
    await expect(desk.send(draft(WANG, COOP), clerk)).rejects.toThrow('HOUSEHOLD_UNKNOWN');
    const nobody = command(DraftAgreement, { entityId: WANG, terms: termsPart() });
    await expect(desk.send(nobody, clerk)).rejects.toThrow('ENTITY_UNKNOWN');
  });

  it('is found from its entity, which does not leave the register while it is in force', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const ids = [await submitted(), await submitted()];
    const { kind, key } = agreementOf(COOP);
    const takers = await desk.store.readStream(`claim-${derivedId(kind, key)}`);
    expect(takers.map(({ data }) => data['holder'])).toEqual(ids);
  });

  it('gives each number of a county to one agreement only', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const [first, second] = [await submitted(), await submitted()];
    await desk.send(sign('1号'), county, { id: first });
    await expect(desk.send(sign('1号'), county, { id: second })).rejects.toThrow('AGREEMENT_NO_TAKEN');
    const { events } = await desk.send(sign('2号'), county, { id: second });
    expect(events).toMatchObject([{ type: 'AgreementSigned', data: { agreementNo: '2号' } }]);
  });

  it('gives a number that was written down wrongly to the agreement whose it is', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const [first, second] = [await submitted(), await submitted()];
    await desk.send(sign('2号'), county, { id: first });
    await expect(desk.send(sign('2号'), county, { id: second })).rejects.toThrow('AGREEMENT_NO_TAKEN');
    const clerk = somebody('TOWN_INFORMANT');
    const correct = (agreementNo: string, id: string) =>
      desk.send(command(CorrectAgreementNo, { agreementNo, scan: 'scan-1' }), clerk, { id, reason: '录错' });
    await correct('1号', first);
    await desk.send(sign('2号'), county, { id: second });
    await expect(correct('2号', first)).rejects.toThrow('AGREEMENT_NO_TAKEN');
    await expect(correct('1号', second)).rejects.toThrow('AGREEMENT_NO_TAKEN');
    await correct('3号', first);
    expect((await correct('1号', second)).events).toMatchObject([{ data: { formerNo: '2号' } }]);
    expect((await correct('2号', first)).events).toMatchObject([{ data: { formerNo: '3号' } }]);
  });

  it('ends owing what its distributions owe', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const id = await submitted();
    const stream = `agreement-${id}`;
    const inForce = [
      { stream, type: 'AgreementConcluded', data: { agreementNo: '1号', on: '2025-01-01' } },
      { stream, type: 'AgreementEnteredIntoForce', data: { on: '2025-01-01' } },
      { stream, type: 'AgreementRectificationOrdered', data: { rectificationId: 'r1', on: '2025-02-01' } },
      { stream, type: 'AgreementRectificationFailed', data: { rectificationId: 'r1', on: '2025-02-20' } },
    ];
    const claim = underAgreement(id);
    const distributions = ['d1', 'd2'].flatMap((holder, index) => [
      {
        stream: `claim-${derivedId(claim.kind, claim.key)}`,
        type: 'KeyClaimed',
        data: { kind: claim.kind, key: claim.key, holder: derivedId(holder) },
      },
      {
        stream: `distribution-${derivedId(holder)}`,
        type: 'DividendLinesCalculated',
        data: { part: 1, lines: [{ householdId: WANG, amountFen: 17_000 + index }] },
      },
    ]);
    await desk.happened(...inForce, ...distributions);
    const terminate = command(TerminateAgreement, { decisionNo: '3号', settlement: '限期补付' });
    const { events } = await desk.send(terminate, county, { id });
    expect(events).toMatchObject([{ type: 'AgreementTerminated', data: { unpaidFen: 34_001 } }]);
  });

  describe('that an evaluation judges', () => {
    const happens = (year: number, type: string, data: Happening['data'] = {}): Happening => ({
      ...{ stream: `evaluation-${evaluationId(COOP, year)}`, type },
      data,
    });
    const running = (id: string) => [
      {
        stream: `agreement-${id}`,
        type: 'AgreementConcluded',
        data: { agreementNo: '1号', on: '2025-01-01' },
      },
      { stream: `agreement-${id}`, type: 'AgreementEnteredIntoForce', data: { on: '2025-01-01' } },
    ];
    const part = (id: string) =>
      desk.send(
        command(TerminateByConsent, { cause: 'BY_CONSENT', decisionNo: '解除书1', settlement: '已结清' }),
        ...[county, { id }],
      );
    const waits = { unmet: [{ code: 'AGREEMENT_UNDER_EVALUATION', params: { year: 2024 } }] };

    it('is not parted from between the score and what follows from the result', async () => {
      await desk.happened(entity('EntityApproved'), signLevel);
      const id = await submitted();
      await desk.happened(...running(id), happens(2024, 'EvaluationDataFrozen', { agreementIds: [id] }));
      await desk.happened(happens(2024, 'ScoreComputed'));
      await expect(part(id)).rejects.toMatchObject(waits);
      await desk.happened(happens(2024, 'EvaluationFinalized', { result: 'NOT_FULFILLED' }));
      await expect(part(id)).rejects.toMatchObject(waits);
      await desk.happened(happens(2024, 'ConsequenceApplied'));
      expect((await part(id)).events).toMatchObject([{ type: 'AgreementTerminationProposed' }]);
    });

    it('is parted from before the score, after a result that has no consequence, and beside an evaluation of others', async () => {
      await desk.happened(entity('EntityApproved'), signLevel);
      const ids = [await submitted(), await submitted(), await submitted()];
      const [judged = '', other = '', another = ''] = ids;
      await desk.happened(...ids.flatMap(running));
      await desk.happened(happens(2024, 'EvaluationDataFrozen', { agreementIds: [judged, another] }));
      expect((await part(judged)).events).toHaveLength(1);
      await desk.happened(happens(2024, 'ScoreComputed'));
      expect((await part(other)).events).toHaveLength(1);
      await desk.happened(happens(2024, 'EvaluationFinalized', { result: 'FULFILLED' }));
      expect((await part(another)).events).toHaveLength(1);
    });

    it('holds what renews it as well', async () => {
      await desk.happened(entity('EntityApproved'), signLevel);
      const stream = `agreement-${AGREEMENT}`;
      const data = { entityId: COOP, entityVillage: HOME, terms, renews: WANG_BINDING };
      await desk.happened({ stream, type: 'AgreementDrafted', data }, ...running(AGREEMENT));
      await desk.happened(
        happens(2024, 'EvaluationDataFrozen', { agreementIds: [WANG_BINDING] }),
        happens(2024, 'ScoreComputed'),
      );
      await expect(part(AGREEMENT)).rejects.toMatchObject(waits);
    });
  });

  it('is signed for the entity by its own manager only', async () => {
    await desk.happened(entity('EntityApproved'), signLevel);
    const id = await submitted();
    const signature = command(SignAgreement, { party: 'ENTITY', scan: 'scan-2' });
    const manager = (subjectId: string) => ({ ...somebody('ENTITY_MANAGER'), subjectId });
    await expect(desk.send(signature, manager(WANG), { id })).rejects.toThrow('not a concern');
    const { events } = await desk.send(signature, manager(COOP), { id });
    expect(events).toMatchObject([{ type: 'AgreementSigned', data: { party: 'ENTITY' } }]);
  });
});
