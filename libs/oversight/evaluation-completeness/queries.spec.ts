import { describe, expect, it } from '@jest/globals';
import { projectors } from '@county/modules';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { decided, parameterView } from '@linkage/income/story';
import { evaluationId } from '@kernel/evaluation-id';
import { finalized, frozen, planned, scored, somebody } from '@oversight/evaluation/story';
import { EvaluationCompleteness, evaluationCompletenessAnswers, EvaluationDuties } from './queries';

const TOWN = divisionCode('530424102000');
const [HERE, THERE] = [divisionCode('530424102201'), divisionCode('530424103200')];
const evaluationDuties = projectors.filter(({ name }) => name === 'evaluation-duty');

/** Eighty-four entities (R17), half of them in another town. */
const entities = Array.from({ length: 84 }, (_, index) => ({
  id: derivedId('entity', index),
  villageCode: index % 2 === 0 ? HERE : THERE,
}));
type Told = (typeof entities)[number];

const underAgreement = ({ id, villageCode }: Told): readonly Happening[] => {
  const stream = `agreement-${id}`;
  const drafted = {
    entityId: id,
    entityVillage: villageCode,
    terms: { endDate: '2026-02-28' },
    renews: null,
  };
  return [
    { stream, type: 'AgreementDrafted', data: drafted },
    { stream, type: 'AgreementEnteredIntoForce', data: { on: '2023-03-01' } },
  ];
};

const judged = ({ id, villageCode }: Told): readonly Happening[] =>
  [planned, frozen, scored, finalized].map(({ type, data }) => ({
    ...{ stream: `evaluation-${evaluationId(id, 2024)}`, type },
    data: { ...data, entityId: id, year: 2024, villageCode },
  }));

const window = decided('evaluation.window', '01-01..03-31');

const question = <Q extends object>(type: new () => Q, fields: Partial<Q>): Q =>
  Object.assign(new type(), fields);

describe('completeness of the evaluation (R17)', () => {
  const asked = async (unfinished: number, more: Partial<EvaluationCompleteness> = {}) => {
    const shelf = new Shelf(evaluationCompletenessAnswers, {
      viewer: somebody('SUPERVISOR'),
      today: '2025-03-31',
    });
    const agreements = entities.flatMap(underAgreement);
    const happened = [...agreements, ...entities.slice(unfinished).flatMap(judged)];
    await shelf.run([...evaluationDuties, parameterView], [window, ...happened]);
    try {
      const figure = await shelf.ask(question(EvaluationCompleteness, { year: 2024, ...more }));
      const due = await shelf.ask(question(EvaluationDuties, { year: 2024, state: 'DUE', limit: 500 }));
      return { figure, due: (due as { items: readonly { entityId: string }[] }).items };
    } finally {
      await shelf.close();
    }
  };

  it('84 of 84 is 100 %', async () => {
    const { figure, due } = await asked(0);
    expect(figure).toMatchObject({ numerator: 84, denominator: 84, ratioText: '100.00', met: true });
    expect(figure).toMatchObject({ asOf: '2024-12-31', knownAt: '2025-03-31' });
    expect(due).toEqual([]);
  });

  it('says in which window, and names the lists as they were known', async () => {
    const { figure } = await asked(1, { division: TOWN });
    expect(figure).toMatchObject({
      parameter: { key: 'evaluation.window', value: '01-01..03-31', source: '曲靖市通知' },
      listRef: {
        numerator: `/evaluations/duties?division=${TOWN}&year=2024&knownAt=2025-03-31&state=FINAL`,
        denominator: `/evaluations/duties?division=${TOWN}&year=2024&knownAt=2025-03-31`,
      },
    });
  });

  it('one that is missing is named, and the figure is not met', async () => {
    const { figure, due } = await asked(1);
    expect(figure).toMatchObject({ numerator: 83, denominator: 84, ratioText: '98.81', met: false });
    expect(due.map(({ entityId }) => entityId)).toEqual([entities[0]?.id]);
  });

  it('counts by division and says nothing of a year without agreements', async () => {
    expect((await asked(0, { division: TOWN })).figure).toMatchObject({ numerator: 42, denominator: 42 });
    expect((await asked(0, { year: 2020 })).figure).toMatchObject({
      ...{ numerator: 0, denominator: 0, ratioText: 'NOT_APPLICABLE', met: null },
    });
  });
});
