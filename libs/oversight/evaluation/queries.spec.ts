import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { evaluationRegister } from './projector';
import { evaluationAnswers, EvaluationEntry, EvaluationList, EvaluationRanking } from './queries';
import { evaluationId } from '@kernel/evaluation-id';
import { finalized, frozen, planned, scored, somebody, vetoed } from './story';

const TOWN = divisionCode('530424102000');
const [HERE, THERE] = [divisionCode('530424102201'), divisionCode('530424103200')];

/** Eighty-four entities (R17), half of them in another town. */
const entities = Array.from({ length: 84 }, (_, index) => ({
  id: derivedId('entity', index),
  villageCode: index % 2 === 0 ? HERE : THERE,
}));
type Told = (typeof entities)[number];

const evaluated =
  (...events: readonly { readonly type: string; readonly data: object }[]) =>
  ({ id, villageCode }: Told): readonly Happening[] =>
    events.map(({ type, data }) => ({
      ...{ stream: `evaluation-${evaluationId(id, 2024)}`, type, recordedAt: '2025-01-02T01:00:00.000Z' },
      data: { ...data, entityId: id, year: 2024, villageCode },
    }));

const question = <Q extends object>(type: new () => Q, fields: Partial<Q>): Q =>
  Object.assign(new type(), fields);

describe('asking the evaluations', () => {
  const shelf = new Shelf(evaluationAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-03-31' });
  const [best, good, alsoGood, weak, unscored] = entities as unknown as readonly [
    Told,
    Told,
    Told,
    Told,
    Told,
  ];
  const withTotal = (totalCentiPoints: number, changed: object = {}) => {
    const total = { ...scored, data: { ...scored.data, totalCentiPoints } };
    return evaluated(planned, frozen, total, { ...finalized, data: { ...finalized.data, ...changed } });
  };
  const ranks = async (asked: Partial<EvaluationRanking> = {}) => {
    const ranking = question(EvaluationRanking, { year: 2024, ...asked });
    return (await shelf.ask(ranking)) as {
      readonly items: readonly { rank: number; entityId: string; totalText: string }[];
      readonly next: string | null;
    };
  };
  const order = async (asked: Partial<EvaluationRanking> = {}) =>
    (await ranks(asked)).items.map(({ rank, entityId }) => [rank, entityId]);

  beforeAll(() =>
    shelf.hold(evaluationRegister, [
      ...withTotal(9_300, { grade: 'GOOD' })(best),
      ...withTotal(8_272)(good),
      ...withTotal(8_272)(alsoGood),
      ...withTotal(4_100, { grade: 'POOR', result: 'NOT_FULFILLED' })(weak),
      ...evaluated(planned, frozen, scored, vetoed)(unscored),
    ]),
  );

  afterAll(() => shelf.close());

  it('ranks by total, equal totals share a rank, what has no score is not ranked', async () => {
    const pair = [good.id, alsoGood.id];
    const ranking = await order();
    expect(ranking.map(([rank]) => rank)).toEqual([1, 2, 2, 4]);
    expect(ranking[0]).toEqual([1, best.id]);
    expect(ranking.slice(1, 3).map(([, id]) => id)).toEqual(expect.arrayContaining(pair));
    expect((await ranks()).items[0]?.totalText).toBe('93.00');
  });

  it('says of each when its data was frozen, and where its score is explained', async () => {
    expect((await ranks()).items[0]).toMatchObject({
      ...{ asOf: '2024-12-31', knownAt: frozen.data.knownAt, knownOn: '2025-01-02' },
      explainRef: `/evaluations/${evaluationId(best.id, 2024)}/explain`,
    });
  });

  it('keeps the rank from page to page', async () => {
    const first = await ranks({ limit: 2 });
    const second = await ranks({ limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ rank }) => rank)).toEqual([2, 4]);
  });

  it('ranks within a division, a result or a grade', async () => {
    expect(await order({ division: TOWN })).toEqual([
      [1, best.id],
      [2, alsoGood.id],
    ]);
    expect(await order({ result: 'NOT_FULFILLED' })).toEqual([[1, weak.id]]);
    expect(await order({ grade: 'GOOD' })).toEqual([[1, best.id]]);
    expect(await order({ year: 2023 })).toEqual([]);
  });

  it('lists and shows sheets', async () => {
    const { items } = (await shelf.ask(question(EvaluationList, { state: 'DATA_FROZEN' }))) as {
      items: object[];
    };
    expect(items).toMatchObject([{ entityId: unscored.id, vetoes: ['FALSE_DATA'] }]);
    const sheet = await shelf.ask(question(EvaluationEntry, { id: evaluationId(weak.id, 2024) }));
    expect(sheet).toMatchObject({ result: 'NOT_FULFILLED', grade: 'POOR' });
  });
});
