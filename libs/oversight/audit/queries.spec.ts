import { describe, expect, it } from '@jest/globals';
import { STAFF, type Actor, type Role } from '@kernel/actor';
import { aggregates, projectors } from '@county/modules';
import {
  AGREEMENT,
  concluded,
  COOP,
  drafted,
  inForce,
  LI,
  SAME_TOWN,
  signedBy,
  submitted,
  terms,
  WANG,
  WANG_BINDING,
  ZHAO,
} from '@linkage/agreement/story';
import { InvalidCursor } from '@read-store/read-store';
import { proposed } from '@linkage/household-binding/story';
import { registered as registeredEntity } from '@registry/entity/story';
import {
  alleviated,
  HOUSEHOLD,
  HOUSEHOLD_NO,
  monitored,
  on,
  registered,
  somebody,
} from '@registry/household/story';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import {
  AggregateComparison,
  AggregateHistory,
  AggregateHistoryExport,
  AggregateState,
  auditAnswers,
} from './queries';

const ill = {
  type: 'EligibilityAssessed',
  data: { hasDevelopmentConditions: false, isWilling: true, reasonIfNot: 'AGE_OR_ILLNESS', evidence: null },
};
const told = [registered, alleviated, monitored('UNSTABLE_ALLEVIATED'), ill].map((event) => ({
  stream: `household-${HOUSEHOLD}`,
  effectiveDate: '2025-01-01',
  ...event,
}));

/** In what an event says, what it changed, the state, and the sentence that reads it out. */
const OF_HEALTH = ['AGE_OR_ILLNESS', '年老或重病', '"ILLNESS"', '因病'];

describe('the story of a household', () => {
  const answersTo = async (role: Role): Promise<readonly string[]> => {
    const shelf = new Shelf(auditAnswers, { viewer: somebody(role), today: '2025-03-01', aggregates });
    await shelf.run([], told);
    const of = { category: 'household', id: HOUSEHOLD };
    const questions = [
      Object.assign(new AggregateHistory(), of),
      Object.assign(new AggregateHistoryExport(), of),
      Object.assign(new AggregateState(), of),
      Object.assign(new AggregateComparison(), { ...of, fromRevision: 1 }),
    ];
    const answers = await Promise.all(questions.map((question) => shelf.ask(question)));
    await shelf.close();
    return answers.map((answer) => JSON.stringify(answer));
  };

  it('tells of health to who assesses it and to auditors', async () => {
    for (const role of ['VILLAGE_INFORMANT', 'AUDITOR'] as const) {
      const answers = await answersTo(role);
      for (const word of OF_HEALTH) expect(answers.join('')).toContain(word);
      for (const answer of answers) expect(answer).toContain('AGE_OR_ILLNESS');
    }
  });

  it('tells others that there was a reason, when, and by whom it was given', async () => {
    const answers = await answersTo('SUPERVISOR');
    for (const word of OF_HEALTH) expect(answers.join('')).not.toContain(word);
    for (const answer of answers) expect(answer).toContain('"reasonIfNot":"***"');
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({
      items: [
        { revision: 0 },
        { revision: 1 },
        { data: { category: 'UNSTABLE_ALLEVIATED', riskFactors: '***' } },
        { data: { hasDevelopmentConditions: false, reasonIfNot: '***' } },
      ],
    });
  });
});

describe('the pages of a story', () => {
  const page = async (asked: object): Promise<object> => {
    const viewer = somebody('AUDITOR');
    const shelf = new Shelf(auditAnswers, { viewer, today: '2025-03-01', aggregates });
    await shelf.run([], told);
    const question = Object.assign(new AggregateHistory(), {
      ...{ category: 'household', id: HOUSEHOLD, limit: 3 },
      ...asked,
    });
    return shelf.ask(question).finally(() => shelf.close());
  };

  it('follow each other by the revision that ended the one before, in either order', async () => {
    expect(await page({})).toMatchObject({ items: [{}, {}, {}], next: '2', matching: 4 });
    expect(await page({ cursor: '2' })).toMatchObject({ items: [{ revision: 3 }], next: null });
    const order = 'NEWEST_FIRST';
    expect(await page({ order })).toMatchObject({ items: [{ revision: 3 }, {}, {}], next: '1' });
    expect(await page({ order, cursor: '1' })).toMatchObject({ items: [{ revision: 0 }], next: null });
  });

  it('do not begin where nothing is, or where nothing sought is: that is no end', async () => {
    await expect(page({ cursor: '999' })).rejects.toBeInstanceOf(InvalidCursor);
    await expect(page({ kind: 'EligibilityAssessed', cursor: '0' })).rejects.toBeInstanceOf(InvalidCursor);
    expect(await page({ kind: 'EligibilityAssessed', cursor: '3' })).toMatchObject({ next: null });
  });
});

describe('by what a number could be tried', () => {
  it('is shown in no story and no state, whoever asks', async () => {
    for (const role of STAFF) {
      const shelf = new Shelf(auditAnswers, { viewer: somebody(role), today: '2025-03-01', aggregates });
      await shelf.run([], told);
      const of = { category: 'household', id: HOUSEHOLD };
      const questions = [new AggregateHistory(), new AggregateHistoryExport(), new AggregateState()];
      for (const question of questions) {
        const answer = JSON.stringify(await shelf.ask(Object.assign(question, of)));
        expect([role, /fingerprint-\d|key-\d/.exec(answer)]).toEqual([role, null]);
        expect(answer).toContain('"documentFingerprint":"***"');
        expect(answer).toContain('"lookUpKey":"***"');
      }
      await shelf.close();
    }
  });
});

describe('whom a story names', () => {
  const binding = { stream: 'householdBinding-b1', ...proposed };
  const { householdId, entityId } = proposed.data;
  const toldTo = async (viewer: Actor): Promise<string> => {
    const shelf = new Shelf(auditAnswers, { viewer, today: '2025-03-01', aggregates });
    await shelf.run(
      projectors.filter(({ name }) => ['household', 'entity'].includes(name)),
      [
        { stream: `household-${householdId}`, ...registered },
        { stream: `entity-${entityId}`, ...registeredEntity(), data: registeredEntity().data },
        binding,
      ],
    );
    const asked = { category: 'householdBinding', id: 'b1' };
    const { items } = (await shelf.ask(Object.assign(new AggregateHistory(), asked))) as {
      items: readonly { sentence: string; changes: readonly { text: string }[]; data: object }[];
    };
    await shelf.close();
    expect(items[0]?.data).toEqual(binding.data);
    return [items[0]?.sentence, ...(items[0]?.changes ?? []).map(({ text }) => text)].join('\n');
  };

  it('is called by number and masked head, or by the name that is registered; the ids stand beside', async () => {
    const story = await toldTo(somebody('VILLAGE_INFORMANT'));
    expect(story).toContain(`农户：${HOUSEHOLD_NO} 已删除；`);
    expect(story).toContain('经营主体：盘溪柑桔专业合作社；');
    expect(story).toContain(`农户：无 → ${HOUSEHOLD_NO} 已删除`);
  });

  it('is to a household itself alone', async () => {
    expect(await toldTo(speaking('HOUSEHOLD', householdId))).toContain(`农户：${HOUSEHOLD_NO} 已删除；`);
  });
});

describe('the story of an agreement, asked by who speaks for one', () => {
  const events = inForce.map(({ type, data }) => ({
    stream: `agreement-${AGREEMENT}`,
    type,
    data: data as never,
  }));

  const asked = async (viewer: Actor, id: string): Promise<object> => {
    const shelf = new Shelf(auditAnswers, { viewer, today: '2025-03-01', aggregates });
    await shelf.run([], events);
    const answer = await shelf
      .ask(Object.assign(new AggregateHistory(), { category: 'agreement', id }))
      .catch((error: unknown) => error as object);
    await shelf.close();
    return answer;
  };

  it('is told to the manager of its entity, wherever that is signed in', async () => {
    expect(await asked(speaking('ENTITY_MANAGER', COOP), AGREEMENT)).toMatchObject({ total: inForce.length });
  });

  it('is to another manager what is not there', async () => {
    for (const id of [AGREEMENT, WANG])
      expect(await asked(speaking('ENTITY_MANAGER', LI), id)).toMatchObject({
        ...{ name: 'NothingKnown', message: `no agreement ${id}` },
      });
  });

  describe('to a household that is a party to it', () => {
    const of = (households: readonly string[]) => ({
      ...terms,
      households: households.map((householdId) => ({
        householdId,
        villageCode: SAME_TOWN,
        bindingId: WANG_BINDING,
      })),
    });
    const signed = (householdId: string) => ({
      type: 'AgreementSignedByHousehold',
      data: { householdId, scan: `scan-of-${householdId}`, signedBy: `head-of-${householdId}`, on },
      metadata: { actor: `head-of-${householdId}`, role: 'HOUSEHOLD', reason: '本人到场' },
    });
    const forAll = {
      type: 'AgreementSigned',
      data: { ...signedBy.ENTITY.data, party: 'HOUSEHOLDS', signedBy: `head-of-${LI}` },
      metadata: signed(LI).metadata,
    };
    const events = [
      { ...drafted, data: { ...drafted.data, terms: of([LI]) } },
      { type: 'AgreementDraftRevised', data: { terms: of([WANG, LI]), on } },
      submitted,
      signed(LI),
      signed(WANG),
      forAll,
      concluded,
      { type: 'AgreementExpired', data: { bindingIds: [WANG_BINDING], on } },
    ].map((event) => ({ stream: `agreement-${AGREEMENT}`, ...event, data: event.data as never }));
    const asks = async (question: object, subjectId = WANG): Promise<object> => {
      const viewer = speaking('HOUSEHOLD', subjectId);
      const shelf = new Shelf(auditAnswers, { viewer, today: '2025-03-01', aggregates });
      await shelf.run([], events);
      return shelf
        .ask(Object.assign(question, { category: 'agreement', id: AGREEMENT }))
        .finally(() => shelf.close());
    };

    it('says what the paper says and what it did itself, and of the others that somebody signed', async () => {
      const { items } = (await asks(new AggregateHistory())) as { items: readonly object[] };
      const own = { householdId: WANG, scan: `scan-of-${WANG}` };
      expect(items).toMatchObject([
        { data: { entityId: drafted.data.entityId, terms: { ...of([]), households: [] } } },
        { data: { terms: { households: [{ householdId: WANG }] } } },
        { data: { requiredLevel: submitted.data.requiredLevel, villages: '***', explanation: '***' } },
        { data: { householdId: '***', scan: '***', on }, who: { actor: '***' }, reason: '***' },
        { data: own, who: { actor: `head-of-${WANG}` }, reason: '本人到场' },
        { data: { party: 'HOUSEHOLDS', signedBy: '***', scan: '***' }, who: { actor: '***' } },
        { data: concluded.data },
        { data: { bindingIds: '***' } },
      ]);
    });

    it('names no other in any answer', async () => {
      const comparison = Object.assign(new AggregateComparison(), { fromRevision: 1, toRevision: 7 });
      const questions = [
        new AggregateHistory(),
        new AggregateHistoryExport(),
        new AggregateState(),
        comparison,
      ];
      for (const question of questions) {
        const answer = JSON.stringify(await asks(question));
        expect(answer).toContain(WANG);
        expect(answer).not.toContain(LI);
      }
    });

    it('is to one that is none what is not there', async () => {
      await expect(asks(new AggregateState(), ZHAO)).rejects.toThrow(`no agreement ${AGREEMENT}`);
    });
  });
});
